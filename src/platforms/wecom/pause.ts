/** Waits, or until one of the signals is given. Never throws; leaves no timer and no listener behind. */
export function pause(ms: number, ...signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    for (const signal of signals) signal.addEventListener('abort', done, { once: true });
    if (signals.some((signal) => signal.aborted)) done();
  });
}

/** What `wanted` gives, or undefined after `ms`; leaves no timer behind. */
export async function within<T>(wanted: Promise<T> | undefined, ms: number): Promise<T | undefined> {
  const enough = new AbortController();
  try {
    return await Promise.race([wanted, pause(ms, enough.signal).then(() => undefined)]);
  } finally {
    enough.abort();
  }
}

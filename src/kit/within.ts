import pTimeout from 'p-timeout';

/** How a wait is kept. */
export interface WaitOptions {
  /** The wait alone keeps no process alive. */
  readonly idle?: boolean;
}

const setIdleTimeout = ((run: () => void, ms?: number) => setTimeout(run, ms).unref()) as typeof setTimeout;

/**
 * What `wanted` gives, or what `late` gives when that takes longer than `ms`; `late` may throw. The work is not
 * stopped: it goes on behind, and what becomes of it then, a failure too, is nobody's concern. Leaves no timer.
 */
export function within<T, L>(
  ms: number,
  wanted: Promise<T>,
  late: () => L,
  { idle = false }: WaitOptions = {},
): Promise<T | L> {
  return pTimeout<T, L>(wanted, {
    // The library refuses 0, which a timer takes for 1.
    milliseconds: Math.max(ms, 1),
    fallback: late,
    ...(idle ? { customTimers: { setTimeout: setIdleTimeout, clearTimeout } } : {}),
  });
}

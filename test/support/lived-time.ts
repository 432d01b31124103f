/** How long something took, as this process lived it. */
export interface LivedTime {
  /** Stops it: milliseconds since its start, without the stretches in which the machine let this process wait. */
  ms(): number;
}

const TICK_MS = 5;
/** A tick that comes later than this came late because others had the machine, or this process was busy. */
const LATE_MS = 15;

/**
 * A stopwatch for promises like "closes at once": it counts the ticks of its own timer, so that a machine that is busy
 * with other work does not make it go on.
 */
export function livedTime(): LivedTime {
  let lived = 0;
  let last = performance.now();
  const count = (): void => {
    const now = performance.now();
    lived += Math.min(now - last, LATE_MS);
    last = now;
  };
  const timer = setInterval(count, TICK_MS).unref();
  return {
    ms: () => {
      clearInterval(timer);
      count();
      return lived;
    },
  };
}

/** Processor milliseconds that `work` takes: what else the machine does makes no difference. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

import { readFileSync } from 'node:fs';

/** Processor seconds: of this process, and of the processes that it started and that have ended. */
export interface ProcessorTime {
  readonly own: number;
  readonly children: number;
}

/** The beginning of a process. */
export const NONE: ProcessorTime = { own: 0, children: 0 };

/** Linux counts the time of children that have ended in hundredths of a second. */
const TICKS = 100;

/** What this process and its children have used so far; elsewhere than on Linux nothing is known of children. */
export function processorTime(): ProcessorTime {
  const { user, system } = process.cpuUsage();
  return { own: (user + system) / 1_000_000, children: childrenSeconds() };
}

function childrenSeconds(): number {
  if (process.platform !== 'linux') return 0;
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // Behind the name, which may hold blanks: `cutime` and `cstime` are the 16th and the 17th of all.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

/** `12.3 s of processor time (4.5 s in children)`, between two moments. */
export function timeBetween(before: ProcessorTime, after: ProcessorTime): string {
  const own = after.own - before.own;
  const children = after.children - before.children;
  return `${(own + children).toFixed(1)} s of processor time${children > 0 ? ` (${children.toFixed(1)} s in children)` : ''}`;
}

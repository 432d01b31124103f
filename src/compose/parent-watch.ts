import { readFileSync } from 'node:fs';

const LOOK_MS = 1_000;

/**
 * Calls `onOrphaned` once when the process that started us, or the one above it, is gone. `npm start` puts a shell
 * between npm and this program: kill npm, and without this the program would go on unseen, with its port and its
 * database. The timer does not keep the process alive.
 */
export function watchParent(onOrphaned: () => void): void {
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    onOrphaned();
  }, LOOK_MS);
  timer.unref();
}

/** Our parent and its parent, as far as this system tells. */
function ancestors(): string {
  return `${process.ppid}:${parentOf(process.ppid)}`;
}

function parentOf(pid: number): string {
  try {
    return /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  } catch {
    // Only Linux has it; elsewhere the parent alone is watched.
    return '';
  }
}

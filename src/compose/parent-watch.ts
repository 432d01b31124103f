import { readFileSync } from 'node:fs';

const LOOK_MS = 1_000;
const SHELL = /^(sh|dash|ash|bash|zsh|busybox)$/;

/**
 * Calls `onOrphaned` once when the process that started us is gone; where that is a shell, also when the one above
 * it is. `npm start` may put a shell between npm and this program: kill npm, and without this the program would go
 * on unseen, with its port and its database. Who stands above npm does not matter: a terminal may be closed. The
 * timer does not keep the process alive.
 */
export function watchParent(onOrphaned: () => void): void {
  if (isOrphan()) {
    onOrphaned();
    return;
  }
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    onOrphaned();
  }, LOOK_MS);
  timer.unref();
}

function ancestors(): string {
  const { ppid } = process;
  return SHELL.test(nameOf(ppid)) ? `${ppid} below ${parentOf(ppid)}` : String(ppid);
}

/** Whether our starter went before we looked. In a container the first process may be npm, or its shell, itself. */
function isOrphan(): boolean {
  const first = nameOf(1);
  return process.ppid === 1 && first !== '' && !SHELL.test(first) && !/^(npm|node)/.test(first);
}

const nameOf = (pid: number): string => about(pid, 'comm').trim();

const parentOf = (pid: number): string => /^PPid:\s*(\d+)$/m.exec(about(pid, 'status'))?.[1] ?? '';

/** What Linux tells of a process; elsewhere nothing, and the parent alone is watched. */
function about(pid: number, what: 'comm' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}

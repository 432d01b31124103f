import { Worker } from 'node:worker_threads';

/** A thread that has had nothing to draw for so long is ended: what drawing takes is given back with it. */
const IDLE_MS = 30_000;
const MOST_MEMORY_MB = 256;

/** A process has one that rests: starting it and loading what draws takes longer than most pictures. */
let resting: { readonly thread: Worker; readonly end: NodeJS.Timeout } | undefined;

/** The thread that rests, or a new one. Who borrows it gives it back, or ends it when it has failed. */
export function borrowThread(): Worker {
  if (resting === undefined) return startThread();
  const { thread, end } = resting;
  resting = undefined;
  clearTimeout(end);
  thread.ref();
  return thread;
}

/** Lets the thread rest for the next picture; it keeps no process alive. */
export function giveBackThread(thread: Worker): void {
  if (resting !== undefined) return void thread.terminate();
  thread.unref();
  const end = setTimeout(() => void thread.terminate(), IDLE_MS).unref();
  resting = { thread, end };
}

function startThread(): Worker {
  const thread = newThread();
  thread.on('exit', () => {
    if (resting?.thread === thread) resting = undefined;
  });
  // Who waits for a picture hears of it another way.
  thread.on('error', () => {});
  return thread;
}

/** A thread takes no loader from outside: run from source, it brings in the one that reads TypeScript by itself. */
function newThread(): Worker {
  const options = { env: {}, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } };
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./picture-worker.js', import.meta.url), options);
  const loader = import.meta.resolve('tsx/esm/api');
  const file = new URL('./picture-worker.ts', import.meta.url).href;
  const start = `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(file)}); });`;
  return new Worker(start, { ...options, eval: true });
}

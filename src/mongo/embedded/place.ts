import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { StartRefused } from '../../errors.ts';

/** Where one embedded engine keeps its things. All paths are absolute. */
export interface EnginePlace {
  /** The engine's own files. */
  readonly database: string;
  /** Holds the socket folders the engine makes at each open, and the stable link. */
  readonly run: string;
  /** The stable link to the socket of whichever host process is serving now. */
  readonly link: string;
  /** `mongodb.json`: tells other programs how to attach. */
  readonly note: string;
}

/** What `mongodb.json` says. */
export interface EngineNote {
  /** The process that hosts the engine. */
  readonly pid: number;
  /** The program that started it. */
  readonly owner: number;
  readonly uri: string;
  /** The `run` folder in use. */
  readonly run: string;
}

/** The note beside the data; undefined when there is none that can be read. */
export async function readNote(note: string): Promise<Partial<EngineNote> | undefined> {
  try {
    return JSON.parse(await readFile(note, 'utf8')) as Partial<EngineNote>;
  } catch {
    return undefined;
  }
}

// A socket address holds 108 bytes on Linux and 104 on macOS, the closing zero included. The engine adds
// "embedded-mongodb-XXXXXX/mongodb.sock" below its folder, and the address it binds is the long one.
const LONGEST_ADDRESS = 103;
const ENGINE_PART = '/embedded-mongodb-XXXXXX/mongodb.sock'.length;

/**
 * Finds (and creates) the folders for the engine of `dataDir`. The socket lives below the data folder where
 * the path is short enough and the file system has sockets, else in a private folder below the system's
 * temporary one, keyed by a hash of the data folder. An earlier note decides first, so that programs started
 * with different temporary folders meet at the same link.
 */
export async function enginePlace(dataDir: string): Promise<EnginePlace> {
  // The engine's own files are open to everybody: the folder around them is not.
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const home = await realpath(dataDir);
  const note = join(home, 'mongodb.json');
  const run = (await noted(note)) ?? (await runFolder(home));
  return { database: join(home, 'mongodb'), run, link: join(run, 'mongodb.sock'), note };
}

/** The address a driver connects to through the stable link. */
export function linkUri(link: string): string {
  return `mongodb://${encodeURIComponent(link)}/?directConnection=true`;
}

async function noted(note: string): Promise<string | undefined> {
  const run = (await readNote(note))?.run;
  return typeof run === 'string' && fits(run) && (await isPrivate(run)) ? run : undefined;
}

async function runFolder(home: string): Promise<string> {
  const inside = join(home, 'run');
  if (fits(inside)) {
    await mkdir(inside, { recursive: true, mode: 0o700 });
    if ((await isPrivate(inside)) && (await canBind(inside))) return inside;
  }
  return await temporaryFolder(home);
}

async function temporaryFolder(home: string): Promise<string> {
  const key = createHash('sha256').update(home).digest('hex').slice(0, 12);
  const name = `campus-sentinel-${userInfo().uid}-${key}`;
  const base = fits(join(tmpdir(), name)) ? tmpdir() : '/tmp';
  const folder = join(base, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (await isPrivate(folder)) return folder;
  throw new StartRefused('run_folder_not_ours', {
    zh: `临时文件夹 ${folder} 属于别的用户，或对别人开放。`,
    zhCure: '请删掉这个文件夹再启动，或把 DATA_DIR 换到路径较短的位置。',
    en: `the temporary folder ${folder} belongs to another user or is open to others.`,
    enCure: 'remove it and start again, or set DATA_DIR to a shorter path.',
  });
}

function fits(folder: string): boolean {
  return Buffer.byteLength(folder) + ENGINE_PART <= LONGEST_ADDRESS;
}

/** In a shared temporary folder somebody else could lay out a link of their own: only a folder of ours will do. */
async function isPrivate(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined || !found.isDirectory()) return false;
  return found.uid === userInfo().uid && (found.mode & 0o022) === 0;
}

/** Some mounted folders (shared from another system) refuse sockets. */
async function canBind(folder: string): Promise<boolean> {
  const address = join(folder, `try-${randomBytes(4).toString('hex')}.sock`);
  const server = createServer();
  const bound = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(address, () => resolve(true));
  });
  await new Promise((resolve) => server.close(resolve));
  await rm(address, { force: true }).catch(() => undefined);
  return bound;
}

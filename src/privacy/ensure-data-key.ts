import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseDataKeys } from './data-keys.ts';

/** The key file of a data folder. */
export interface DataKeyFile {
  readonly keys: Buffer[];
  readonly path: string;
  /** This call made it: the person at the terminal is to be told. */
  readonly created: boolean;
}

const FILE = 'data-key';

/**
 * The keys of `<dataDir>/data-key` (as in DATA_KEY), made with mode 0600 when there is no such file. Any number of
 * starts at once agree on one key, and no moment of a crash leaves an empty file. Throws SentinelError
 * `bad_data_key` when the file holds something else: it is never overwritten.
 */
export async function ensureDataKey(dataDir: string): Promise<DataKeyFile> {
  const path = join(dataDir, FILE);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const created = (await exists(path)) ? false : await create(path);
  return { keys: parseDataKeys((await readFile(path, 'utf8')).trim()), path, created };
}

async function exists(path: string): Promise<boolean> {
  return await readFile(path).then(() => true, missing);
}

function missing(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT') return false;
  throw error;
}

/** Written aside, then linked: a link is made whole or not at all, and by one starter only. */
async function create(path: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
    await file.sync();
    const made = await link(draft, path).then(() => true, taken);
    await syncFolder(dirname(path));
    return made;
  } finally {
    await file.close();
    await unlink(draft);
  }
}

function taken(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false;
  throw error;
}

// A key lost with the power would take everything sealed with it.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

import { access, chmod, constants, lstat, mkdir, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Plight, StartRefused, toError } from '../errors.ts';

/** What this program keeps in DATA_DIR. */
const OURS = ['data-key', 'mongodb', 'mongodb.json', 'run'];
/** Readable, writable or searchable by anybody but the owner. */
const OTHERS = 0o077;

/**
 * Makes DATA_DIR usable: there, writable, and open to nobody else. What is ours is tightened; StartRefused where it
 * is not ours, cannot be written, or holds data whose key is gone (`keyGiven`: the key comes from DATA_KEY).
 */
export async function openDataFolder(dataDir: string, keyGiven: boolean): Promise<void> {
  const folder = resolve(dataDir);
  await unless(folder, mkdir(folder, { recursive: true, mode: 0o700 }));
  const names = await unless(folder, readdir(folder));
  await unless(folder, access(folder, constants.W_OK | constants.X_OK));
  for (const name of names.filter((one) => OURS.includes(one))) await requireUsable(join(folder, name));
  await tighten(folder, names);
  if (names.includes('data-key')) await tightenFile(join(folder, 'data-key'));
  else if (!keyGiven) await refuseLostKey(join(folder, 'mongodb'), folder);
}

async function requireUsable(path: string): Promise<void> {
  const found = await lstat(path);
  const wanted = found.isDirectory() ? constants.R_OK | constants.W_OK | constants.X_OK : constants.R_OK;
  await unless(path, access(path, wanted));
}

/** A folder that holds nothing of ours may be everybody's, as /tmp is: it is not ours to close. */
async function tighten(folder: string, names: readonly string[]): Promise<void> {
  const { mode, uid } = await stat(folder);
  if ((mode & OTHERS) === 0) return;
  const known = names.length === 0 || names.some((name) => OURS.includes(name));
  if ((mode & 0o1000) !== 0 || !known) throw refused('data_dir_shared', sharedFolder(folder));
  if (!isOurs(uid)) throw refused('data_dir_open', openToOthers(folder, '700'));
  await close(folder, 0o700, '700');
}

async function tightenFile(path: string): Promise<void> {
  const { mode, uid } = await stat(path);
  if ((mode & OTHERS) === 0) return;
  if (!isOurs(uid)) throw refused('data_key_open', openToOthers(path, '600'));
  await close(path, 0o600, '600');
}

/** Some mounted file systems take a mode and forget it. */
async function close(path: string, mode: number, words: string): Promise<void> {
  await unless(path, chmod(path, mode));
  if (((await stat(path)).mode & OTHERS) !== 0) throw refused('data_dir_open', openToOthers(path, words));
}

const isOurs = (uid: number): boolean => process.getuid === undefined || process.getuid() === uid;

async function refuseLostKey(database: string, folder: string): Promise<void> {
  const files = await readdir(database).catch(() => []);
  if (!files.some((name) => name.startsWith('collection-'))) return;
  throw refused('data_key_missing', {
    zh: `${folder} 里有数据，却没有封存它的密钥：文件 data-key 不在，DATA_KEY 也没有设。`,
    zhCure:
      '请把备份的 data-key 放回 DATA_DIR，或把当初的密钥写进 DATA_KEY；确实要重新开始的，先把该文件夹改名。',
    en: `${folder} holds data, but not the key it was sealed with: there is no file data-key, and DATA_KEY is not set.`,
    enCure:
      'put data-key back into DATA_DIR, or the key into DATA_KEY; to begin anew, rename that folder first.',
  });
}

async function unless<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    const error = toError(thrown);
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new StartRefused('data_dir_unusable', unusable(path, code), { cause: error });
  }
}

const refused = (code: string, plight: Plight): StartRefused => new StartRefused(code, plight);

const unusable = (path: string, code: string): Plight => ({
  zh: `DATA_DIR 里的 ${path} 不能读写（${code}）。`,
  zhCure: `请把 DATA_DIR 设成当前用户可写的文件夹，或用 chown -R 把它交给运行本程序的用户；磁盘只读或已满的先处理磁盘。`,
  en: `${path} of DATA_DIR cannot be read and written (${code}).`,
  enCure:
    'set DATA_DIR to a folder that this user may write to, or give it to them with chown -R; see to a disk that is read-only or full.',
});

const openToOthers = (path: string, mode: string): Plight => ({
  zh: `${path} 对别的用户开放，而且不属于当前用户（或这个磁盘不支持权限）。`,
  zhCure: `请执行 chown 把它交给运行本程序的用户，再执行 chmod ${mode} ${path}；或把 DATA_DIR 换到本机磁盘。`,
  en: `${path} is open to other users and not ours (or the disk knows no rights).`,
  enCure: `give it to the user who runs this program, then chmod ${mode} ${path}; or set DATA_DIR to a local disk.`,
});

const sharedFolder = (folder: string): Plight => ({
  zh: `DATA_DIR 指的 ${folder} 是别的用途也在用、且对别人开放的文件夹。`,
  zhCure: '请把 DATA_DIR 设成一个单独的新文件夹，例如 DATA_DIR=/var/lib/campus-sentinel。',
  en: `${folder}, which DATA_DIR names, is used for other things and open to other users.`,
  enCure: 'set DATA_DIR to a folder of its own, e.g. DATA_DIR=/var/lib/campus-sentinel.',
});

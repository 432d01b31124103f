import { readdir } from 'node:fs/promises';
import { StartRefused } from '../../errors.ts';

/** Without any of these the engine begins an empty database beside the old files, loses what it had journaled, or fails. */
const CORE = [
  'WiredTiger',
  'WiredTiger.turtle',
  'WiredTiger.wt',
  'WiredTigerHS.wt',
  '_mdb_catalog.wt',
  'sizeStorer.wt',
  'journal',
];

/**
 * Refuses (StartRefused `database_incomplete`) a folder with an old database of which core files are gone. A folder
 * without collections is nobody's: the engine makes its files anew.
 */
export async function requireWhole(folder: string): Promise<void> {
  const names = new Set(await readdir(folder).catch(() => []));
  if (![...names].some((name) => /^(collection|index)-.*\.wt$/.test(name))) return;
  const missing = CORE.filter((name) => !names.has(name));
  if (missing.length === 0) return;
  const list = missing.join(', ');
  throw new StartRefused('database_incomplete', {
    zh: `${folder} 里有旧数据，但缺少数据库的核心文件：${list}。现在启动会变成空库。`,
    zhCure: '请把缺的文件放回去，或用备份恢复整个 DATA_DIR；确实要重新开始的，先把这个文件夹改名。',
    en: `${folder} holds old data, but core files of the database are missing: ${list}. Starting would begin an empty one.`,
    enCure:
      'put them back or restore all of DATA_DIR from a backup; to begin anew, rename that folder first.',
  });
}

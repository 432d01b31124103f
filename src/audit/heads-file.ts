import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { headLine, readHeads } from './heads.ts';
import type { Head } from './types.ts';

/** Where heads are kept outside the database. */
export const headsPath = (dataDir: string): string => join(dataDir, 'trail-heads.txt');

/**
 * Adds the heads that the file does not end with yet; it is only ever added to, and on the disk when this resolves. Only
 * its owner may read it. Resolves to how many were added.
 */
export async function keepHeads(path: string, heads: readonly Head[], now: Date): Promise<number> {
  const kept = new Map(readHeads(await textOf(path)).map(({ run, seq }) => [run, seq]));
  const grown = heads.filter(({ run, seq }) => (kept.get(run) ?? 0) < seq);
  if (grown.length === 0) return 0;
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  try {
    await file.appendFile(grown.map((head) => `${now.toISOString()} ${headLine(head)}\n`).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
  return grown.length;
}

/** What the file holds; nothing when there is none. */
export async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}

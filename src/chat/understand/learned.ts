import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Model, TABLE_BITS } from './model.ts';

/** Says which examples taught a model: `src/build.js` makes the same name before the program is there. */
export function learnedName(folder: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort())
    hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  return `understanding-${hash.digest('hex').slice(0, 16)}.model`;
}

/** The model that was learned from these examples when the program was built; undefined where none lies there. */
export function readLearned(beside: string, folder: string, labels: number): Model | undefined {
  try {
    const bytes = readFileSync(join(beside, learnedName(folder)));
    const weights = new Float32Array(new Uint8Array(bytes).buffer);
    // A file that was cut off, or was learned for other acts, is no model.
    return weights.length === labels << TABLE_BITS ? { labels, weights } : undefined;
  } catch {
    return undefined;
  }
}

/** Leaves a model for the next start, in place of older ones. */
export function writeLearned(beside: string, folder: string, { weights }: Model): void {
  const name = learnedName(folder);
  const next = join(beside, `${name}.${randomBytes(4).toString('hex')}.new`);
  writeFileSync(next, new Uint8Array(weights.buffer));
  renameSync(next, join(beside, name));
  for (const old of readdirSync(beside))
    if (/^understanding-[\da-f]+\.model$/.test(old) && old !== name)
      rmSync(join(beside, old), { force: true });
}

import { createHash } from 'node:crypto';
import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import { blocksOf } from './blocks-store.ts';
import type { Block, ChainedFact } from './chain.ts';

/**
 * Every block in a line of JSON, as much as proves the chain and names no person but by the id of the county file: no
 * names, no words, of unbound people a digest of their account. With the digests anybody can compute the hashes anew.
 */
export async function* exportedBlocks(database: Mongo): AsyncGenerator<string> {
  for await (const block of blocksOf(database).find({}).sort({ _id: 1 }).batchSize(200)) yield lineOf(block);
}

function lineOf({ facts, ...block }: Block): string {
  return JSON.stringify({ ...block, facts: facts.map(plain) });
}

function plain({ at, what, by, person, file, detail, digest }: ChainedFact): object {
  const { role, unit } = by;
  const who = { ...defined({ person: by.person && unnamed(by.person) }), role, ...defined({ unit }) };
  return {
    ...{ at, what },
    by: by.person === undefined ? { ...who, account: unnamed(by.key) } : who,
    ...defined({ person: person && unnamed(person), file, detail }),
    digest,
  };
}

/** Ids of the county file tell nobody who somebody is; accounts may be their names. */
function unnamed(id: string): string {
  if (!id.includes(':') || id.startsWith('system:')) return id;
  return `#${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
}

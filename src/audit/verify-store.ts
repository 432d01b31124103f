import type { Mongo } from '../mongo/connect.ts';
import { blocksOf } from './blocks-store.ts';
import type { Block } from './chain.ts';
import { blockId } from './chain.ts';
import { type Before, type Flaw, flawOf } from './check-block.ts';
import type { KeptHead } from './heads.ts';

/** The first thing wrong with one chain. */
export interface Broken {
  readonly run: string;
  readonly seq: number;
  /** `cut`: a head that was kept elsewhere is not in it any more; `other`: another block stands in its place. */
  readonly why: Flaw | 'cut' | 'other';
  /** When the block was written, where there is one. */
  readonly at?: Date;
}

/** What a look through all chains found. */
export interface Verified {
  readonly chains: number;
  readonly blocks: number;
  readonly facts: number;
  /** Facts that lie in two blocks: two instances recorded them in one instant. Reading shows them once. */
  readonly twice: number;
  readonly heads: number;
  /** At most one for each chain, in their order. */
  readonly broken: readonly Broken[];
}

/** What to look at besides the database. */
export interface VerifyOptions {
  /** Heads that were kept elsewhere. */
  readonly heads: readonly KeptHead[];
  onProgress(blocks: number): void;
}

/** Looks through every chain, block by block, and changes nothing. */
export async function verifyTrail(database: Mongo, { heads, onProgress }: VerifyOptions): Promise<Verified> {
  const blocks = blocksOf(database);
  const broken = new Map<string, Broken>();
  const runs = new Set<string>();
  const count = { blocks: 0, facts: 0 };
  const complain = (run: string, seq: number, why: Broken['why'], at?: Date): void => {
    if (!broken.has(run)) broken.set(run, { run, seq, why, ...(at === undefined ? {} : { at }) });
  };

  let before: Before | undefined;
  for await (const block of blocks.find({}).sort({ _id: 1 }).batchSize(200)) {
    if (before?.run !== block.run) before = undefined;
    const flaw = flawOf(block, before) ?? (await flawBefore(block));
    if (flaw !== undefined) complain(block.run, block.seq, flaw, block.at);
    runs.add(block.run);
    count.blocks += 1;
    count.facts += block.facts.length;
    before = block;
    onProgress(count.blocks);
  }

  async function flawBefore({ after, prev }: Block): Promise<Flaw | undefined> {
    if (after === undefined) return undefined;
    const found = await blocks.findOne({ _id: after }, { projection: { hash: 1 } });
    return found?.hash === prev ? undefined : 'before';
  }

  for (const { run, seq, hash } of heads) {
    const found = await blocks.findOne({ _id: blockId(run, seq) }, { projection: { hash: 1 } });
    if (found === null) complain(run, seq, 'cut');
    else if (!found.hash.startsWith(hash)) complain(run, seq, 'other');
  }
  const inOrder = [...broken.values()].sort((a, b) => (a.run < b.run ? -1 : 1));
  return {
    chains: runs.size,
    ...count,
    twice: await twiceIn(database),
    heads: heads.length,
    broken: inOrder,
  };
}

async function twiceIn(database: Mongo): Promise<number> {
  const [found] = await blocksOf(database)
    .aggregate<{ n: number }>(
      [
        { $unwind: '$facts' },
        { $group: { _id: '$facts.key', times: { $sum: 1 } } },
        { $match: { times: { $gt: 1 } } },
        { $count: 'n' },
      ],
      { allowDiskUse: true },
    )
    .toArray();
  return found?.n ?? 0;
}

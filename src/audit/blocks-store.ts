import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import { SentinelError } from '../errors.ts';
import { acrossRestarts } from '../mongo/across-restarts.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import { type Block, NOTHING_BEFORE, sealedBlock } from './chain.ts';

/** The chain of one run, as it grows. */
export interface Chain {
  /** Which of these keys a block of any run holds already. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Stores the next block, journaled. False when the place was taken by a block of ours whose storing had seemed to
   * fail: what it holds is recorded, and whoever wants to add must look again. Rejects with an unknown outcome.
   */
  add(facts: Block['facts'], at: Date): Promise<boolean>;
}

/** The collection of all blocks, by the id of run and place in it. */
export const blocksOf = (database: Mongo): mongo.Collection<Block> => database.db.collection<Block>('trail');

/** Indexes of the trail. None is unique: a fact's key may lie in two blocks when two instances record it in one instant. */
export const TRAIL_INDEXES = [
  { key: { 'facts.key': 1 }, name: 'by-key' },
  { key: { 'facts.file': 1, 'facts.at': -1 }, name: 'by-file' },
  { key: { 'facts.by.person': 1, 'facts.at': -1 }, name: 'by-person' },
  { key: { 'facts.at': -1 }, name: 'by-day' },
  { key: { at: -1 }, name: 'newest' },
] as const;

const MAJORITY = { readConcern: 'majority', timeoutMS: 20_000 } as const;
const LOOK_AGAIN_MS = [20, 100, 300, 1_000];

/** The chain of this run; nothing is stored before the first block. */
export function createChain(database: Mongo, run: string): Chain {
  const blocks = blocksOf(database);
  let head: Pick<Block, 'seq' | 'hash'> | undefined;

  const first = async (): Promise<Pick<Block, 'seq' | 'prev' | 'after'>> => {
    const newest = await blocks.findOne({}, { sort: { at: -1, _id: -1 }, ...MAJORITY });
    return newest === null
      ? { seq: 1, prev: NOTHING_BEFORE }
      : { seq: 1, prev: newest.hash, after: newest._id };
  };

  const stored = async (_id: string): Promise<Block> => {
    for (const pause of LOOK_AGAIN_MS) {
      const found = await blocks.findOne({ _id }, MAJORITY);
      if (found !== null) return found;
      await sleep(pause);
    }
    throw new SentinelError('trail_unsure', 'A block of the trail is there and cannot be read.');
  };

  return {
    known: async (keys) => {
      const options = { projection: { 'facts.key': 1 }, ...MAJORITY };
      const found = await blocks.find({ 'facts.key': { $in: [...keys] } }, options).toArray();
      return new Set(found.flatMap(({ facts }) => facts.map(({ key }) => key)));
    },
    add: async (facts, at) => {
      const place = head === undefined ? await first() : { seq: head.seq + 1, prev: head.hash };
      const block = sealedBlock({ run, ...place, at, facts });
      try {
        await acrossRestarts(() => blocks.insertOne(block, { timeoutMS: 20_000 }));
        head = block;
        return true;
      } catch (thrown) {
        if (!isDuplicateKey(thrown)) throw thrown;
        head = await stored(block._id);
        return head.hash === block.hash;
      }
    },
  };
}

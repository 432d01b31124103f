import type { mongo } from 'mongoose';
import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import { blocksOf } from './blocks-store.ts';
import type { Block, ChainedFact } from './chain.ts';
import type { Head, RecordedFact, Trail, TrailQuery } from './types.ts';

/** Reads what was recorded. A fact that lies in two blocks is shown once. */
export function createReading(database: Mongo): Pick<Trail, 'find' | 'heads'> {
  const blocks = blocksOf(database);
  return {
    find: async (query, { skip, limit }) => {
      const each = [
        { $match: conditions(query) },
        { $unwind: '$facts' },
        { $match: conditions(query) },
        { $group: { _id: '$facts.key', fact: { $first: '$facts' } } },
      ];
      const newest = [{ $sort: { 'fact.at': -1, _id: 1 } }, { $skip: skip }, { $limit: limit }];
      const [found, counted] = await Promise.all([
        blocks.aggregate<{ fact: ChainedFact }>([...each, ...newest]).toArray(),
        blocks.aggregate<{ total: number }>([...each, { $count: 'total' }]).toArray(),
      ]);
      return { facts: found.map(({ fact }) => recorded(fact)), total: counted[0]?.total ?? 0 };
    },
    heads: async () => {
      const newest = [
        { $sort: { _id: 1 } },
        {
          $group: {
            _id: '$run',
            seq: { $last: '$seq' },
            hash: { $last: '$hash' },
            at: { $last: '$at' },
          },
        },
        { $sort: { _id: 1 } },
      ];
      const found = await blocks
        .aggregate<Omit<Head, 'run'> & { _id: string }>(newest, { allowDiskUse: true })
        .toArray();
      return found.map(({ _id, ...head }) => ({ run: _id, ...head }));
    },
  };
}

/** Once for the index over blocks, once more for each fact of them: the same words mean both. */
function conditions({ by, file, what, from, to }: TrailQuery): mongo.Filter<Block> {
  const at = defined({ $gte: from, $lt: to });
  return {
    ...(by === undefined
      ? {}
      : { $or: [{ 'facts.by.person': { $in: [...by] } }, { 'facts.by.key': { $in: [...by] } }] }),
    ...(file === undefined ? {} : { 'facts.file': file }),
    ...(what === undefined ? {} : { 'facts.what': { $in: [...what] } }),
    ...(Object.keys(at).length === 0 ? {} : { 'facts.at': at }),
  } as mongo.Filter<Block>;
}

function recorded({ digest: _digest, words, ...fact }: ChainedFact): RecordedFact {
  return { ...fact, hasWords: words !== undefined };
}

import type { Mongo } from '../../mongo/connect.ts';

/** The demonstration of a database. */
interface Stored {
  readonly _id: 'demo';
  /** The instant its days are counted from. */
  readonly from: Date;
  readonly done?: boolean;
  /** Numbers of what was reported. */
  readonly numbers?: readonly string[];
}

/** Whether a sandbox's people have said yet what they say once. */
export interface DemoMark {
  /** The instant that the days are counted from, the same after a crash; undefined when everything has been said. */
  begin(now: Date): Promise<Date | undefined>;
  /** Everything has been said; `numbers` are those in the receipts. */
  end(numbers: readonly string[]): Promise<void>;
  /** Numbers of what was reported; none where nothing was said. */
  numbers(): Promise<readonly string[]>;
}

/** Kept in the sandbox's own database. One that was used before it could be marked is never added to. */
export function createDemoMark(mongo: Mongo): DemoMark {
  const marks = mongo.collection<Stored>('sandbox_demo');
  return {
    async begin(now) {
      const used = (await mongo.collection('inbox').findOne({}, { projection: { _id: 1 } })) !== null;
      const first = { from: now, ...(used ? { done: true } : {}) };
      await marks.updateOne({ _id: 'demo' }, { $setOnInsert: first }, { upsert: true });
      const mark = await marks.findOne({ _id: 'demo' });
      return mark?.done === true ? undefined : mark?.from;
    },
    async end(numbers) {
      await marks.updateOne({ _id: 'demo' }, { $set: { done: true, numbers } });
    },
    numbers: async () => (await marks.findOne({ _id: 'demo' }))?.numbers ?? [],
  };
}

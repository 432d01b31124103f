import type { Mongo } from '../../mongo/connect.ts';

interface Kept {
  readonly _id: 'clock';
  readonly at: Date;
}

/** The latest time of a sandbox, kept over a restart. */
export interface KeptTime {
  latest(): Promise<Date | undefined>;
  /** An earlier time than the kept one changes nothing. */
  keep(at: Date): Promise<void>;
}

/** Kept in the sandbox's own database, beside what was stored at that time. */
export function createKeptTime(mongo: Mongo): KeptTime {
  const collection = mongo.collection<Kept>('sandbox_clock');
  return {
    latest: async () => (await collection.findOne({ _id: 'clock' }))?.at,
    keep: async (at) => {
      await collection.updateOne({ _id: 'clock' }, { $max: { at } }, { upsert: true });
    },
  };
}

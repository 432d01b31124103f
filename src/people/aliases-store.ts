import type { Mongo } from '../mongo/connect.ts';

interface Alias {
  /** `wecom:<encrypted id>` */
  readonly _id: string;
  readonly userId: string;
}

/** What encrypted ids stand for. */
export interface AliasStore {
  find(key: string): Promise<string | undefined>;
  /** The first answer stays: an encrypted id never changes its meaning. */
  put(key: string, userId: string): Promise<void>;
}

/** Aliases kept in this database. */
export function createAliasStore(mongo: Mongo): AliasStore {
  const aliases = mongo.collection<Alias>('person_aliases');
  return {
    find: async (key) => (await aliases.findOne({ _id: key }))?.userId,
    put: async (key, userId) => {
      await aliases.updateOne({ _id: key }, { $set: { userId } }, { upsert: true });
    },
  };
}

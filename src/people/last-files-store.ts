import type { Mongo } from '../mongo/connect.ts';
import type { LastFile, LastFiles } from './last-files.ts';

interface Stored extends LastFile {
  readonly _id: string;
}

/** One small document an account, written only when a number was said. */
export function createLastFiles({ db }: Pick<Mongo, 'db'>): LastFiles {
  const files = db.collection<Stored>('last_files');
  return {
    noted: async (account, no, at) => {
      await files.updateOne({ _id: account }, { $set: { no, at } }, { upsert: true });
    },
    last: async (accounts, from) => {
      const found = await files.find({ _id: { $in: [...accounts] }, at: { $gte: from } }).toArray();
      const [newest] = found.sort((a, b) => b.at.getTime() - a.at.getTime());
      return newest && { no: newest.no, at: newest.at };
    },
    purge: async (before) => (await files.deleteMany({ at: { $lt: before } })).deletedCount,
  };
}

import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';

/** The draft of a monthly circular: who was told that they would be named in it. */
export interface CircularDraft {
  /** `2026-10` */
  readonly month: string;
  readonly units: readonly string[];
}

/** Drafts of monthly circulars. */
export interface Circulars {
  find(month: string): Promise<CircularDraft | undefined>;
  /** The first draft of a month stays, and is given back. */
  draft(draft: CircularDraft, at: Date): Promise<CircularDraft>;
}

interface StoredCircular {
  readonly _id: string;
  readonly units: readonly string[];
  readonly at: Date;
}

/** Drafts in the collection `circulars`, one a month. */
export function createCirculars(mongo: Mongo): Circulars {
  const circulars = mongo.collection<StoredCircular>('circulars');
  const find = async (month: string): Promise<CircularDraft | undefined> => {
    const stored = await circulars.findOne({ _id: month });
    return stored === null ? undefined : { month, units: stored.units };
  };
  return {
    find,
    draft: async (draft, at) => {
      try {
        await circulars.insertOne({ _id: draft.month, units: draft.units, at });
        return draft;
      } catch (error) {
        const before = isDuplicateKey(error) ? await find(draft.month) : undefined;
        if (before === undefined) throw error;
        return before;
      }
    },
  };
}

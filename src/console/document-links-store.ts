import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';

/** That somebody may fetch a document by a link. The document itself lies nowhere: it is made when it is fetched. */
export interface DocumentLink {
  /** Of the word that brought the link. */
  readonly _id: string;
  /** Keyed hash of what the link carries. */
  readonly h: string;
  /** What the documents understand. */
  readonly ref: string;
  /** Whoever asked for it. */
  readonly account: string;
  readonly until: Date;
}

/** Links to documents, in the database. */
export interface DocumentLinksStore {
  /** Keeps it; there already, it stays as it is. Resolves to what is kept. */
  put(link: DocumentLink): Promise<DocumentLink>;
  /** By any hash of the link, for these accounts, in its time. */
  find(hashes: readonly string[], accounts: readonly string[], at: Date): Promise<DocumentLink | undefined>;
}

const COLLECTION = 'document_links';

/** Links kept in this database. */
export function createDocumentLinksStore(mongo: Mongo): DocumentLinksStore {
  const links = mongo.collection<DocumentLink>(COLLECTION);
  return {
    put: async (link) => {
      try {
        await links.insertOne(link);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      return (await links.findOne({ _id: link._id })) ?? link;
    },
    find: async (hashes, accounts, at) =>
      (await links.findOne({
        h: { $in: [...hashes] },
        account: { $in: [...accounts] },
        until: { $gt: at },
      })) ?? undefined,
  };
}

/** Forgets links that are over; resolves to how many. For the nightly purge. */
export async function purgeDocumentLinks(mongo: Mongo, now: Date): Promise<number> {
  return (await mongo.collection<DocumentLink>(COLLECTION).deleteMany({ until: { $lt: now } })).deletedCount;
}

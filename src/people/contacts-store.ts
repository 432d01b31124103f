import type { mongo } from 'mongoose';
import { createBatcher } from '../mongo/batcher.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import { doSingly } from '../mongo/singly.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import type { ReachTarget } from './reach.ts';

/** What is stored about one chat with the bot. */
export interface Contact {
  readonly spoken: boolean;
  readonly seenAt: Date;
  readonly spelled?: string;
  readonly conversation?: string;
  readonly session?: { readonly url: string; readonly expires: number };
  readonly gone?: { readonly at: Date; readonly code: string };
}

/** A message's traces, to be merged into what is stored. */
export interface NewContact {
  readonly target: ReachTarget;
  readonly spoken: boolean;
  readonly at: Date;
  readonly spelled?: string;
  /** DingTalk's id of the one-to-one conversation. */
  readonly conversation?: string;
  readonly session?: { readonly url: string; readonly expires: number };
}

/** Chats with the bot, one document each. */
export interface ContactsStore {
  /** Merges, in whatever order messages come: times only grow, the longest-lived session stays. */
  note(contact: NewContact): Promise<void>;
  find(target: ReachTarget): Promise<Contact | undefined>;
  markGone(target: ReachTarget, code: string, at: Date): Promise<void>;
}

interface Stored extends Omit<Contact, 'session'> {
  readonly _id: string;
  readonly session?: Buffer;
  readonly sessionExpires?: number;
}

/** The key of a chat. */
export function contactKey({ platform, kind, id }: ReachTarget): string {
  return `${platform}:${kind}:${id}`;
}

const LIMITS = { what: 'contacts', maxWaiting: 5_000, maxBatch: 200 };

/** Contacts kept in this database; session webhooks sealed. */
export function createContactsStore(mongo: Mongo, sealer: Sealer): ContactsStore {
  const contacts = mongo.db.collection<Stored>('contacts', { promoteBuffers: true });
  const batcher = createBatcher<Merge, void>((all) => mergeAll(contacts, all), LIMITS);
  const finder = createBatcher<string, Stored | undefined>((ids) => findAll(contacts, ids), LIMITS);
  return {
    note: (contact) => {
      const _id = contactKey(contact.target);
      const box = contact.session && sealer.seal(contact.session.url, place(_id));
      return batcher.add({ _id, set: merged(contact, box) });
    },
    find: async (target) => {
      const stored = await finder.add(contactKey(target));
      return stored === undefined ? undefined : opened(sealer, stored);
    },
    markGone: async (target, code, at) => {
      const gone = { at, code };
      const _id = contactKey(target);
      const set = { $set: { gone }, $setOnInsert: { spoken: false, seenAt: new Date(0) } };
      const write = () => contacts.updateOne({ _id }, set, { upsert: true });
      await again(write);
    },
  };
}

interface Merge {
  readonly _id: string;
  readonly set: Record<string, unknown>;
}

/** The stage that merges a message's traces; what came later than the end of a target brings it back. */
function merged({ spoken, at, spelled, conversation, session }: NewContact, box: Buffer | undefined) {
  const expires = session?.expires ?? 0;
  const newer = { $gt: [expires, { $ifNull: ['$sessionExpires', 0] }] };
  return {
    spoken: { $or: [{ $ifNull: ['$spoken', false] }, spoken] },
    seenAt: { $max: ['$seenAt', at] },
    gone: { $cond: [{ $lt: [{ $ifNull: ['$gone.at', at] }, at] }, '$$REMOVE', '$gone'] },
    ...(spelled === undefined ? {} : { spelled: { $literal: spelled } }),
    ...(conversation === undefined ? {} : { conversation: { $literal: conversation } }),
    ...(box === undefined
      ? {}
      : {
          session: { $cond: [newer, box, '$session'] },
          sessionExpires: { $max: ['$sessionExpires', expires] },
        }),
  };
}

/** All in one command; when two instances make one document at once, one by one. */
async function mergeAll(contacts: mongo.Collection<Stored>, merges: readonly Merge[]) {
  const operations = merges.map(({ _id, set }) => ({
    updateOne: { filter: { _id }, update: [{ $set: set }], upsert: true },
  }));
  try {
    await contacts.bulkWrite(operations, { ordered: false });
    return merges.map(() => ({ done: undefined }));
  } catch {
    return await doSingly(merges, ({ _id, set }) =>
      again(() => contacts.updateOne({ _id }, [{ $set: set }], { upsert: true })),
    );
  }
}

/** Whoever is asked for at the same time is found at once: a round asks for everybody. */
async function findAll(contacts: mongo.Collection<Stored>, ids: readonly string[]) {
  const found = await contacts.find({ _id: { $in: [...new Set(ids)] } }).toArray();
  const byId = new Map(found.map((stored) => [stored._id, stored]));
  return ids.map((id) => ({ done: byId.get(id) }));
}

async function again(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    // Somebody made the document just now: this time it is there.
    if (!isDuplicateKey(error)) throw error;
    await write();
  }
}

function opened(sealer: Sealer, stored: Stored): Contact {
  const { _id, session, sessionExpires, ...contact } = stored;
  if (session === undefined || sessionExpires === undefined) return contact;
  return {
    ...contact,
    session: { url: sealer.openText(session, place(_id)), expires: sessionExpires },
  };
}

const place = (id: string): string => `contacts:${id}:session`;

/** What contacts seal. */
export const SEALED_CONTACTS: SealedCollection = {
  collection: 'contacts',
  name: '会话地址',
  boxes: { session: place },
};

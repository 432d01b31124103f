import { toError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { Sealer } from '../privacy/types.ts';
import { createContactMemory } from './contact-memory.ts';
import { type Contact, contactKey, createContactsStore, type NewContact } from './contacts-store.ts';
import type { Account, ContactFacts, Contacts, PrivateChannel, ReachAddress, ReachTarget } from './reach.ts';

/** Which private channels the configuration has. */
export interface ConfiguredChannels {
  readonly wecomSocket: boolean;
  readonly wecomApp: boolean;
  readonly dingtalkPerson: boolean;
}

/** What contacts are made of. */
export interface ContactsOptions {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly channels: ConfiguredChannels;
  /** A group's own push address, if the county file has one. */
  readonly webhookOf: (platform: PlatformId, chatId: string) => Promise<ReachAddress['webhook']>;
  /** A note could not be stored; nobody waits for it. */
  readonly onError?: (error: Error) => void;
}

/** A session that ends sooner than this is not worth a call. */
const SESSION_SPARE_MS = 30_000;

/** Contacts kept in this database. */
export function createContacts(options: ContactsOptions): Contacts {
  const { clock, channels, webhookOf, onError = () => {} } = options;
  const store = createContactsStore(options.mongo, options.sealer);
  const memory = createContactMemory();
  const listeners: ((target: ReachTarget) => void)[] = [];
  const pending = new Set<Promise<void>>();

  const write = async (contact: NewContact): Promise<void> => {
    try {
      await store.note(contact);
      for (const listener of listeners) listener(contact.target);
    } catch (thrown) {
      // The next message tries again.
      memory.forget(contactKey(contact.target));
      onError(toError(thrown));
    }
  };

  const noted = (facts: ContactFacts): void => {
    const contact = contactOf(facts);
    if (contact === undefined || !memory.isNews(noteOf(contact))) return;
    const writing = write(contact).finally(() => pending.delete(writing));
    pending.add(writing);
  };

  const addressOf = async (target: ReachTarget): Promise<ReachAddress | undefined> => {
    const [contact, webhook] = await Promise.all([
      store.find(target),
      target.kind === 'group' ? webhookOf(target.platform, target.id) : undefined,
    ]);
    if (contact?.gone !== undefined && webhook === undefined) return undefined;
    const unknownPerson = target.kind === 'person' && target.platform === 'wecom' && !contact?.spoken;
    if (unknownPerson && !channels.wecomApp) return undefined;
    return { ...addressIn(target, contact, clock.now()), ...defined({ webhook }) };
  };

  const reachable = async ({ platform, userId }: Account): Promise<readonly PrivateChannel[]> => {
    const contact = await store.find({ platform, kind: 'person', id: userId });
    if (contact?.gone !== undefined) return [];
    if (platform === 'dingtalk') return channels.dingtalkPerson ? ['dingtalk.person'] : [];
    const socket = channels.wecomSocket && contact?.spoken === true;
    return [
      ...(socket ? ['wecom.socket' as const] : []),
      ...(channels.wecomApp ? ['wecom.app' as const] : []),
    ];
  };

  return {
    noted,
    addressOf,
    reachable,
    lastSpoke: async ({ platform, userId }) => {
      const contact = await store.find({ platform, kind: 'person', id: userId });
      return contact?.spoken === true ? contact.seenAt : undefined;
    },
    markGone: async (target, code, at) => {
      memory.forget(contactKey(target));
      await store.markGone(target, code, at);
    },
    onReached: (listener) => void listeners.push(listener),
    settled: async () => {
      while (pending.size > 0) await Promise.allSettled(pending);
    },
  };
}

/** People of other organisations, and those whose id is withheld, are nobody we could write to. */
function contactOf({ platform, chat, sender, spoke, session, at }: ContactFacts): NewContact | undefined {
  const shared = { spoken: spoke, at, ...defined({ session }) };
  if (chat.kind === 'group') return { target: { platform, kind: 'group', id: chat.id }, ...shared };
  if (sender.id === '' || sender.outsider) return undefined;
  return {
    target: { platform, kind: 'person', id: sender.id },
    ...shared,
    ...defined({ spelled: sender.spelled }),
    ...(platform === 'dingtalk' ? { conversation: chat.id } : {}),
  };
}

function noteOf({ target, spoken, at, session }: NewContact) {
  return { key: contactKey(target), spoken, seenAt: at.getTime(), sessionExpires: session?.expires ?? 0 };
}

function addressIn({ kind, id }: ReachTarget, contact: Contact | undefined, now: Date): ReachAddress {
  const { spelled, session } = contact ?? {};
  const alive = session !== undefined && session.expires > now.getTime() + SESSION_SPARE_MS;
  return {
    kind,
    id,
    spoken: contact?.spoken === true && contact.gone === undefined,
    ...defined({ spelled }),
    ...(alive ? { session } : {}),
  };
}

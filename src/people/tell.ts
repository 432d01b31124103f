import type { PrivateKind } from './private-kind.ts';
import type { Account, Contacts } from './reach.ts';
import type { Waiting } from './waiting-store.ts';

/** Something for one account's eyes alone, whose fallback is to wait. */
export interface PrivateWord {
  /** Idempotency key: the same key again tells nothing twice. */
  readonly key: string;
  readonly kind: PrivateKind;
  readonly to: Account;
  /** Official words only: it stands on locked screens. */
  readonly title: string;
  readonly text: string;
  readonly at: Date;
  /** From then on it is of no use. */
  readonly until: Date;
  /** How urgent it is for the outbox; `high` when absent. What waits for the next contact is not ranked. */
  readonly priority?: 'emergency' | 'high' | 'normal' | 'low';
  /** Goes along where it is pushed; a person who reads it at their next contact gets the words alone. */
  readonly picture?: WordFile;
  /** The same for a file. */
  readonly file?: WordFile;
}

/** A picture or file of a private word: `ref` is what the outbox's `load` understands. */
export interface WordFile {
  readonly name: string;
  readonly ref: string;
}

/** Hands a word to the outgoing channels; resolves once it is journaled there. */
export type PushWord = (word: PrivateWord) => Promise<void>;

/**
 * Tells somebody something in private: by a channel that reaches them now, else at their next private message.
 * Resolves, once that is journaled, to which of the two it is.
 */
export type Tell = (word: PrivateWord) => Promise<'pushed' | 'waiting'>;

/** A `Tell` over these; without `push` everything waits. */
export function createTell({
  contacts,
  waiting,
  push,
}: {
  readonly contacts: Pick<Contacts, 'reachable'>;
  readonly waiting: Pick<Waiting, 'put'>;
  readonly push?: PushWord;
}): Tell {
  return async (word) => {
    if (push !== undefined && (await contacts.reachable(word.to)).length > 0) {
      await push(word);
      return 'pushed';
    }
    const { key, kind, to, text, at, until } = word;
    await waiting.put({ key, kind, person: `${to.platform}:${to.userId}`, text, at, until });
    return 'waiting';
  };
}

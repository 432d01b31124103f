import type { LocalDate } from '../kit/local-date.ts';
import { accountFor, type Reaching } from '../people/account-for.ts';
import type { PrivateKind } from '../people/private-kind.ts';
import type { PrivateWord, Tell } from '../people/tell.ts';
import type { Person } from '../people/types.ts';
import type { Message } from './item.ts';
import type { Rounds, SpokenEntry, SpokenKind } from './rounds-store.ts';
import type { PersonLedger } from './spoken.ts';

/** What speaking to a person needs. */
export interface SpeakParts {
  readonly rounds: Pick<Rounds, 'begin' | 'posted'>;
  readonly contacts: Reaching;
  readonly tell: Tell;
}

/** When it is said. */
export interface SpokenAt {
  readonly today: LocalDate;
  readonly slot: Date;
  readonly now: Date;
}

/** One message to one person, made of things that each have a key. */
export interface Speech<T extends { readonly key: string }> {
  readonly kind: SpokenKind;
  /** Tells several messages of a kind and day apart; a person gets one a day without it. */
  readonly about?: string;
  readonly person: Person;
  /** Everything they have to hear. */
  readonly items: readonly T[];
  /** As much of it as they may hear now; not asked when a message was begun before. */
  choose(items: readonly T[]): readonly T[];
  compose(items: readonly T[]): Message & { readonly until: Date };
  readonly ledger: PersonLedger;
  readonly priority: NonNullable<PrivateWord['priority']>;
  readonly word: PrivateKind;
}

/**
 * Says it: kept in the ledger first, then handed on under the ledger's key. A message that was begun and not known
 * to be handed on is finished instead, as far as its things are still to be said. True when something was handed on.
 */
export async function speakOnce<T extends { readonly key: string }>(
  parts: SpeakParts,
  speech: Speech<T>,
  at: SpokenAt,
): Promise<boolean> {
  const { ledger, items } = speech;
  const { open } = ledger;
  if (open !== undefined) {
    const left = items.some(({ key }) => open.keys.includes(key));
    const done = await finish(parts, speech, open, at);
    if (left || open.day === at.today) return done;
  }
  const chosen = speech.choose(items);
  const account = chosen.length === 0 ? undefined : await accountFor(parts.contacts, speech.person.accounts);
  if (account === undefined) return false;
  const { kind, about, person } = speech;
  const id = [kind, about, person.id, at.today].filter((word) => word !== undefined).join(':');
  const keys = chosen.map(({ key }) => key);
  const entry = { kind, personId: person.id, day: at.today, slot: at.slot, account, keys };
  return finish(parts, speech, await parts.rounds.begin(id, entry), at);
}

async function finish<T extends { readonly key: string }>(
  { rounds, tell }: SpeakParts,
  { items, compose, priority, word }: Speech<T>,
  entry: SpokenEntry,
  { today, now }: SpokenAt,
): Promise<boolean> {
  if (entry.posted) return false;
  const left = items.filter(({ key }) => entry.keys.includes(key));
  if (left.length === 0) {
    await rounds.posted(entry.id, undefined);
    return false;
  }
  const { title, text, until } = compose(left);
  await tell({ key: entry.id, kind: word, to: entry.account, title, text, at: now, until, priority });
  await rounds.posted(entry.id, entry.day === today ? undefined : today);
  return true;
}

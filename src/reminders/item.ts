import type { DutyAudience } from '../duties/types.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Speakable } from './etiquette.ts';

/** Fills a text of `templates/replies`. */
export type Text = (name: string, data?: Readonly<Record<string, unknown>>) => string;

/** Something that one unit's person has to hear. */
export interface Item extends Speakable {
  /** Under which it is kept that it was said; once per key. */
  readonly key: string;
  readonly unitId: string;
  readonly audience: DutyAudience;
  readonly posts: readonly string[];
  /** Who heard the first asking hears the second. */
  readonly after?: string;
  /** Who did not hear the thing of this key hears this one: the next of the unit's people, if there is one. */
  readonly beside?: string;
  readonly text: string;
  /** An answer is expected. */
  readonly asks: boolean;
  readonly latest: LocalDate;
}

/** One message to one person. */
export interface Message {
  readonly title: string;
  readonly text: string;
}

/**
 * What a person hears of these items: what is due first comes first, equal words are said once, and nothing in it
 * tells who reads it, so that equal messages go out together.
 */
export function messageOf(items: readonly Item[], text: Text): Message {
  const ordered = [...items].sort((a, b) => compare(urgencyOf(a), urgencyOf(b)));
  const words = [...new Set(ordered.map((item) => item.text))];
  const data = { count: words.length, asks: items.some(({ asks }) => asks), words };
  return { title: text('reminder-title', data), text: text('reminder-message', data) };
}

const urgencyOf = ({ deadline, latest, asks, key }: Item): string =>
  `${deadline ?? latest} ${asks ? 0 : 1} ${key.split('|')[0] ?? ''}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

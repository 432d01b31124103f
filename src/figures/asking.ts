import type { LocalDate } from '../kit/local-date.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Figures } from './types.ts';

/** The words that answer a question for figures. */
type CountText =
  | 'counts/count'
  | 'counts/only-now'
  | 'counts/table'
  | 'counts/recognition'
  | 'counts/statistic';

/** Who asks for figures, where and when: as much of it as answers need. */
export interface Asking {
  readonly now: Date;
  readonly today: LocalDate;
  /** County time of day, `HH:mm`. */
  readonly time: string;
  readonly timeZone: string;
  readonly chat: { readonly kind: 'group' | 'single' };
  readonly actor: { readonly role: string; readonly name?: string };
  readonly gazetteer: Gazetteer;
  readonly services: { readonly figures: Figures };
  readonly text: FillReply<CountText>;
}

/** A stretch of days as it was asked for. */
export interface AskedPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly label: string;
}

/** Many will read the answer. */
export const inGroup = ({ chat }: Pick<Asking, 'chat'>): boolean => chat.kind === 'group';

/** `11-24 08:00` */
export const cutOffOf = ({ today, time }: Asking): string => `${today.slice(5)} ${time}`;

import { lineFor } from '../duties/line-for.ts';
import type { Duty, DutyAudience } from '../duties/types.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { FillReply, ReplyTexts } from '../texts/reply-texts.ts';
import type { Speakable } from './etiquette.ts';

/** Fills a text of `templates/replies/reminders`. */
export type Text = FillReply<Extract<keyof ReplyTexts, `reminders/${string}`>>;

/** Something that one unit's person has to hear. */
export interface Item extends Speakable {
  /** Under which it is kept that it was said; once per key. */
  readonly key: string;
  readonly unitId: string;
  readonly audience: DutyAudience;
  readonly posts: readonly string[];
  /** This one before all others, as long as they can be told. */
  readonly person?: string;
  /** Who heard the first asking hears the second. */
  readonly after?: string;
  /** Who did not hear the thing of this key hears this one: the next of the unit's people, if there is one. */
  readonly beside?: string;
  readonly text: string;
  /** An answer is expected. */
  readonly asks: boolean;
  /** The duty it asks for: its line is told apart from those of other duties in the same message. */
  readonly duty?: Duty;
  /** It asks for nothing and offers a line all the same: 本条无需回复 would be wrong below it. */
  readonly offers?: true;
  readonly latest: LocalDate;
}

/** One message to one person. */
export interface Message {
  readonly title: string;
  readonly text: string;
}

/**
 * What a person hears of these items: first what asks for an answer, the one due first in front; then what does not,
 * and is said to need none. Equal words are said once, each asking ends on a line that answers it and no other one,
 * and nothing in it tells who reads it, so that equal messages go out together.
 */
export function messageOf(items: readonly Item[], text: Text): Message {
  const ordered = [...items].sort((a, b) => compare(urgencyOf(a), urgencyOf(b)));
  const duties = [...new Map(items.flatMap(({ duty }) => (duty ? [[duty.id, duty]] : []))).values()];
  const asks = [...new Set(ordered.filter((one) => one.asks).map((one) => withOwnLine(one, duties)))];
  const others = ordered.filter((one) => !one.asks);
  const notices = [...new Set(others.map((one) => one.text))];
  const title = text('reminders/title', { asks: asks.length, notices: notices.length });
  const closed = others.some(({ offers }) => offers !== true);
  return { title, text: text('reminders/message', { title, asks, notices, closed }) };
}

/** `回：0` answers more than one of them: then `回：报送 零报告 0`. */
function withOwnLine({ text, duty }: Item, all: readonly Duty[]): string {
  if (duty === undefined) return text;
  const line = lineFor(duty, all);
  return line === duty.answer.example ? text : text.replace(`回：${duty.answer.example}`, `回：${line}`);
}

const urgencyOf = ({ deadline, latest, key }: Item): string =>
  `${deadline ?? latest} ${key.split('|')[0] ?? ''}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

import type { Played } from './player.ts';
import type { Stored } from './register.ts';
import { wordsOf } from './said.ts';

/** How a message was handled: by what was stored and what was said, never by wording alone. */
export type Verdict = 'right' | 'half' | 'wrong' | 'harmful';
/** A verdict, and why where it is not right. */
export interface Score {
  readonly verdict: Verdict;
  readonly why?: string;
}

export const RIGHT: Score = { verdict: 'right' };
export const half = (why: string): Score => ({ verdict: 'half', why });
export const wrong = (why: string): Score => ({ verdict: 'wrong', why });
export const harmful = (why: string): Score => ({ verdict: 'harmful', why });

/** The name of a place by its id. */
export type PlaceName = (id: string | undefined) => string | undefined;

/** What was played, and what a judge asks of it. */
export interface Facts extends Played {
  readonly newCases: Stored['cases'];
  readonly newHazards: Stored['hazards'];
  readonly newIncidents: number;
  readonly fields: Readonly<Record<string, unknown>>;
  /** All that was answered, also to a number or a copied line. */
  readonly all: string;
  /** The newest answer. */
  readonly last: string;
  /** Something is asked or offered: nothing was dropped, though nothing may be stored. */
  readonly asks: boolean;
  /** Numbers of files that were there before and have changed. */
  readonly touched: readonly string[];
  readonly placeName: PlaceName;
}

/** Says how one kind of message was handled. */
export type Judge = (facts: Facts) => Score;

export const PHONE = '000-6610110';
/** Whether one of the words is in the text. */
export const some = (words: unknown, text: string) => wordsOf(words).some((one) => text.includes(one));
/** Not understood at all: nothing offered that would do it. */
export const lost = (reply: string) => /没看懂|没有看懂|没有听准|您要找的是不是/u.test(reply);

/** Another thing is offered or asked than what was said: something to file, figures, the rest of a line. */
export const misheard = (reply: string) => /您是要登记|请问查哪|还差一项/u.test(reply);

const ASKS = /[?？]|请(问|补充|说明|写明|回|选|告诉)|哪|还差|\n\d$/u;

/** What a judge asks of what was played. */
export function factsOf(played: Played, placeName: PlaceName): Facts {
  const { before, after, said, reply, then } = played;
  const old = new Map([...before.cases, ...before.hazards].map((one) => [one.no, JSON.stringify(one)]));
  const replies = [reply, ...then.map((turn) => turn.reply)];
  return {
    ...played,
    placeName,
    fields: said.want.fields,
    newCases: after.cases.filter(({ no }) => !old.has(no)),
    newHazards: after.hazards.filter(({ no }) => !old.has(no)),
    newIncidents: after.incidents.length - before.incidents.length,
    all: replies.join('\n'),
    last: replies.at(-1) ?? '',
    asks: ASKS.test(reply),
    touched: [...after.cases, ...after.hazards]
      .filter((one) => old.has(one.no) && old.get(one.no) !== JSON.stringify(one))
      .map(({ no }) => no),
  };
}

/** Where nothing was to be done yet: it is asked which is meant, or said openly that nothing was done. */
export const leftOpen = ({ asks, all }: Facts) => asks || /没有(撤回|记下|登记)|不能撤回|对不上/u.test(all);

/** How many files and incidents were made. */
export const made = ({ newCases, newHazards, newIncidents }: Facts) =>
  newCases.length + newHazards.length + newIncidents;

/** What is wrong where nothing was to be stored. */
export function stored(facts: Facts): Score | undefined {
  if (facts.newIncidents > 0) return wrong('heard as an emergency');
  if (made(facts) > 0) return harmful('something was filed');
  return facts.touched.length > 0 ? harmful(`touched ${facts.touched.join()}`) : undefined;
}

/** The file that is meant, as it was and as it is. */
export function fileOf({ files, before, after }: Facts, index: unknown) {
  const no = files[Number(index) - 1];
  const find = ({ cases, hazards }: Stored) => [...cases, ...hazards].find((one) => one.no === no);
  const [was, is] = [find(before), find(after)];
  const kinds = (is?.entries ?? []).slice(was?.entries.length ?? 0).map(({ kind }) => String(kind));
  return { no, was, is, kinds };
}

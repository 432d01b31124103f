import { afterDone, isReceived } from './phrases.ts';
import { tidy, trimMarks } from './said.ts';
import type { Duty, DutyAudience } from './types.ts';
import { asWritten } from './written.ts';

type Named = Pick<Duty, 'title' | 'period' | 'answer' | 'audience'>;

/** The duties a text begins with by title or word (the longest name wins), and what comes behind the name. */
export interface NamedDuties<D> {
  readonly duties: readonly D[];
  /** The text without a title and a period; a duty's own word stays, the reader of answers knows it. */
  readonly rest: string;
}

/** Finds the duties meant by the beginning of what was said; all of them, when they share the name. */
export function namedDuties<D extends Named>(duties: readonly D[], said: string): NamedDuties<D> | undefined {
  const text = tidy(said);
  const names = duties
    .flatMap((duty) => [...forms(asWritten(duty))].map((form) => ({ duty, form })))
    .filter(({ form }) => text.startsWith(form.text));
  const longest = Math.max(0, ...names.map(({ form }) => form.text.length));
  const best = names.filter(({ form }) => form.text.length === longest);
  const [first] = best;
  if (first === undefined) return undefined;
  const all = [...new Set(best.map(({ duty }) => duty))];
  const byPeriod = narrowed(all, trimMarks(text.slice(longest)), periodsOf);
  const { duties: found, rest } = narrowed(byPeriod.duties, byPeriod.rest, wordOfAudience);
  return {
    duties: found,
    rest: first.form.word === undefined ? rest : trimMarks(`${first.form.word} ${rest}`),
  };
}

const SHORTEST_PART = 2;

/** The duties with the first word of what was said somewhere in their title or a word of theirs: 取暖 of 取暖设备排查. */
export function partlyNamed<D extends Named>(duties: readonly D[], said: string): readonly D[] {
  const [part = ''] = tidy(said).split(/[\s,，、]/);
  if (part.length < SHORTEST_PART) return [];
  return duties.filter((duty) => {
    const { title, answer } = asWritten(duty);
    return [title, ...answer.words.filter(isName)].some((name) => tidy(name).includes(part));
  });
}

/** Those whose label stands next, and what comes behind it; all of them when no label does. */
function narrowed<D>(
  duties: readonly D[],
  rest: string,
  labelsOf: (duty: D) => readonly string[],
): NamedDuties<D> {
  const label = duties.flatMap(labelsOf).find((one) => one !== '' && rest.startsWith(one));
  if (label === undefined) return { duties, rest };
  return {
    duties: duties.filter((one) => labelsOf(one).includes(label)),
    rest: trimMarks(rest.slice(label.length)),
  };
}

/** 2026年第四季度 is also said as 第四季度 and 四季度. */
function periodsOf({ period: { label } }: Named): readonly string[] {
  const short = label.replace(/^\d{4}年/, '');
  return [...new Set([label, short, short.replace(/^第/, '')])].filter((one) => one !== '');
}

/** Whom a duty asks, in a word. */
export const AUDIENCE_WORDS: Readonly<Record<DutyAudience, string>> = {
  school: '学校',
  township: '乡镇',
  officer6: '六员',
  bureau: '局机关',
};

const wordOfAudience = ({ audience }: Named): readonly string[] => [AUDIENCE_WORDS[audience]];

// 完成 and 收到 begin the answer to anything.
const isName = (word: string): boolean => afterDone(word) === undefined && !isReceived(word);

interface Form {
  readonly text: string;
  readonly word?: string;
}

function* forms(duty: Named): Generator<Form> {
  yield { text: tidy(duty.title) };
  for (const each of duty.answer.words.filter(isName)) {
    const word = tidy(each);
    yield { text: word, word };
    for (const period of periodsOf(duty)) {
      yield { text: tidy(`${period}${word}`), word };
      yield { text: tidy(`${period} ${word}`), word };
    }
  }
}

/**
 * The shortest words that mean this duty and no other of `all`: its first word, its title, with its period, with
 * whom it asks.
 */
export function wordFor(duty: Named & Pick<Duty, 'id'>, all: readonly (Named & Pick<Duty, 'id'>)[]): string {
  const others = all.filter(({ id }) => id !== duty.id);
  const word = duty.answer.words.find(isName) ?? duty.title;
  const taken = (name: string): boolean =>
    others.some((other) => other.title === name || other.answer.words.includes(name));
  if (!taken(word)) return word;
  if (!taken(duty.title)) return duty.title;
  const longer = [
    ({ title, period }: Named) => `${title} ${period.label}`.trim(),
    ({ title, audience }: Named) => `${title} ${AUDIENCE_WORDS[audience]}`,
  ].find((name) => others.every((other) => name(other) !== name(duty)));
  return longer?.(duty) ?? `${duty.title} ${duty.period.label} ${AUDIENCE_WORDS[duty.audience]}`;
}

/** How a duty is named in a list: 季末零报告（第四季度）. */
export function dutyName({ title, period }: Pick<Duty, 'title' | 'period'>): string {
  return period.label === '' || title.includes(period.label) ? title : `${title}（${period.label}）`;
}

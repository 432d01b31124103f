import {
  type Facts,
  half,
  harmful,
  type Judge,
  lost,
  made,
  misheard,
  RIGHT,
  type Score,
  wrong,
} from './facts.ts';
import { unlessCopied } from './judge-reports.ts';
import type { UnitReturn } from './register.ts';

const secondsOf = (words: string) => {
  const [, minutes = '0', seconds = '0'] = /^(?:(\d+)分)?(?:(\d+)秒)?$/u.exec(words) ?? [];
  return Number(minutes) * 60 + Number(seconds);
};

/** Whether an answer holds a value: `~` is found in its words, 完成 is any answer, a time is its seconds. */
function holds({ answer, fields }: UnitReturn, value: number | string, index: number): boolean {
  if (answer === undefined) return false;
  if (typeof value === 'string' && value.startsWith('~'))
    return (answer.words ?? '').includes(value.slice(1));
  const field = fields[index];
  if (value === 0 && answer.zero) return true;
  if (field === undefined) return value === '完成' || value === 0;
  return answer.values[field] === (typeof value === 'number' ? value : secondsOf(value));
}

const answersIn = (returns: readonly UnitReturn[]) => returns.filter(({ answer }) => answer !== undefined);
const shown = (one: UnitReturn) => `${one.title} ${JSON.stringify(one.answer)}`;

/** Words about a duty that are no answer: nothing is stored as one, and they are understood. */
function withoutValues(facts: Facts): Score {
  const { before, after, fields } = facts;
  const given = answersIn(after.returns);
  if (given.length > answersIn(before.returns).length) return harmful(`stored ${given.map(shown).join()}`);
  if (lost(facts.reply) || misheard(facts.reply)) return wrong('not understood');
  const kinds = after.returns.flatMap((one) => one.kinds);
  const asked = facts.asks || /难|原因/u.test(facts.reply);
  if (fields.reply === 'difficulty' && !kinds.includes('difficulty') && !asked)
    return wrong('the difficulty is not noted');
  return RIGHT;
}

export const judgeAnswer: Judge = (facts) => {
  const { fields, before, after, reply } = facts;
  if (made(facts) > 0) return harmful('filed');
  if (fields.noRecall === true && /长按撤回/u.test(reply)) return wrong('asks to take it back');
  if (fields.values === undefined) return withoutValues(facts);
  const wanted = Object.entries(fields.values as Record<string, readonly (number | string)[]>);
  const answered = answersIn(after.returns);
  const extra = answered.filter(({ title }) => !wanted.some(([one]) => title.includes(one)));
  if (extra.length > 0) return harmful(`also answered ${extra.map(shown).join()}`);
  for (const [title, values] of wanted) {
    const got = answered.find((one) => one.title.includes(title));
    const bad = got !== undefined && !values.every((value, index) => holds(got, value, index));
    const was = before.returns.find((one) => one.title === got?.title);
    if (bad && JSON.stringify(was?.answer) === JSON.stringify(got.answer)) return wrong('not corrected');
    if (bad) return harmful(`${shown(got)} instead of ${values.join()}`);
  }
  const missing = wanted.find(([title]) => !answered.some((one) => one.title.includes(title)));
  return missing === undefined ? unlessCopied(facts) : wrong(`no answer to ${missing[0]}`);
};

export const judgeAssignment: Judge = ({ after, fields, asks, all }) => {
  const duty = after.duties.find(({ title }) => title.includes(String(fields.title)));
  if (duty === undefined && after.duties.length > 0) return harmful('another title');
  if (duty === undefined && all.includes(String(fields.title))) return asks ? RIGHT : wrong('not assigned');
  if (duty === undefined) return asks ? half('asks for what was said') : wrong('not assigned');
  const due = new Date(duty.due.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  return due === fields.due ? RIGHT : harmful(`due ${due}`);
};

import type { Rule } from '../calendar/rule-types.ts';
import { datesOf } from '../calendar/rules/dates-of.ts';
import type { Calendar } from '../calendar/types.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import { occasionsOf } from './plan.ts';
import { OF_DAYS_OFF, type ReadRules, readRules } from './read-rules.ts';
import type { Reminder } from './types.ts';

/** What a change of the dates was refused for. */
export type CheckedWhen =
  | { readonly ok: true }
  | { readonly ok: false; readonly text: string; readonly rule: string };

/** What dates are judged by. */
export interface WhenFacts {
  readonly today: LocalDate;
  readonly calendar: Calendar;
  /** Whether nothing goes out at that hour, `HH:mm`. */
  readonly isQuiet: (time: string) => boolean;
}

/** A rule must have a day before that is over. */
const AHEAD_DAYS = 3 * 366;

/** Whether the rules, read, fit the reminder: days where it wants days, in the terms it keeps to, at an hour that is awake. */
export function checkRules(reminder: Reminder, rules: readonly Rule[], facts: WhenFacts): CheckedWhen {
  const wrong = rules.find(({ event }) => event !== reminder.event);
  if (wrong !== undefined) return wrongKind(reminder, wrong);
  if (reminder.event !== undefined) return { ok: true };
  return rules.map((rule) => checkDates(reminder, rule, facts)).find(({ ok }) => !ok) ?? { ok: true };
}

function wrongKind({ event }: Reminder, { text }: Rule): CheckedWhen {
  return event === undefined
    ? { ok: false, text: `“${text}”没有日期，这一项要按日期发。`, rule: '每年 4月10日' }
    : { ok: false, text: `“${text}”有日期，这一项是${event}时才发的。`, rule: '' };
}

function checkDates(reminder: Reminder, rule: Rule, { today, calendar, isQuiet }: WhenFacts): CheckedWhen {
  const until = addDays(today, AHEAD_DAYS);
  const [first] = datesOf(rule, today, until, calendar);
  if (first === undefined)
    return { ok: false, text: `“${rule.text}”今后三年没有这样的日子。`, rule: '每年 4月10日' };
  if (isQuiet(first.time))
    return {
      ok: false,
      text: `“${rule.text}”的时间在免打扰时段里（20:00到次日8:00），到时发不出去。`,
      rule: `${withoutTime(rule.text)} 15:00`,
    };
  if (occasionsOf({ ...reminder, when: [rule] }, today, until, calendar).length > 0) return { ok: true };
  return reminder.inTerm
    ? { ok: false, text: `“${rule.text}”的日子都在假期里，这一项只在学期里发。`, rule: '每学期 第2周 周一' }
    : { ok: false, text: `“${rule.text}”的日子都不在这一项的有效期里。`, rule: '每年 4月10日' };
}

const withoutTime = (text: string): string => text.replace(/ \d{1,2}:\d{2}/, '');
const withoutRest = (text: string): string => text.replace(/ 遇休\S+/, '');

const ONLY_TIME =
  /^(?:凌晨|清晨|早上?|早晨|上午|中午|下午|傍晚|晚上?)?\s*(?:\d{1,2}|[零一二两三四五六七八九十]{1,3})(?:[:：]\d{2}|[点时].{0,4})$/;

/** What an officer wrote, read; 遇周末顺延 and 下午三点 alone are said of the days as they are. */
export function readWhen(
  { when }: Pick<Reminder, 'when'>,
  said: string,
  readRule: Parameters<typeof readRules>[1],
): ReadRules {
  const words = said.trim();
  const kept = OF_DAYS_OFF.test(words) ? withoutRest : ONLY_TIME.test(words) ? withoutTime : undefined;
  if (kept === undefined) return readRules(words, readRule);
  return readRules(when.map(({ text }) => `${kept(text)} ${words}`).join('；'), readRule);
}

import type { Calendar } from '../../calendar/types.ts';
import type { LocalDate } from '../../kit/local-date.ts';
import { findAbsences, STAYS_AWAY } from './absence.ts';
import { type DateFound, findExplicitDates } from './explicit-date.ts';
import { findLunarDates } from './lunar-date.ts';
import { findMonthDates } from './month-date.ts';
import { findRelativeDates } from './relative-date.ts';

const LEADING = /(?:自从|自|从|于|打)$/;
const TRAILING = new RegExp(
  `^ ?(?:(?:份|那天|这天|起|开始|以来|至今|之后|以后|过后|后|就|都|一直|再也|到现在|到今天)+ ?${STAYS_AWAY}?|${STAYS_AWAY})了?`,
);
/** The day of the week beside a date says nothing more: 11月12日星期四, 周三（11月11日）. */
const WEEKDAY_BEFORE = /(?:上|这|本)?个?(?:周|星期|礼拜)[一二三四五六日天] ?\(?$/;
const WEEKDAY_BEHIND = /^ ?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?|^\)/;
/** 昨天前天, 周一、周二: days in a row, told from the first. */
const IN_A_ROW = /^[ ,、和跟与]*$/;

/**
 * Dates in a half-width text, in order of appearance, not overlapping, with the words around them that belong
 * to them (自…起, 后没来).
 */
export function findDates(text: string, today: LocalDate, calendar: Calendar): readonly DateFound[] {
  const all = [
    ...findAbsences(text, today, calendar),
    ...findLunarDates(text, today),
    ...findExplicitDates(text, today).map((found) => withWeekday(text, found)),
    ...findMonthDates(text, today),
    ...findRelativeDates(text, today, calendar),
  ];
  const kept: DateFound[] = [];
  for (const found of all.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if ((kept.at(-1)?.end ?? 0) <= found.start) kept.push(found);
  }
  return joined(text, kept).map((found) => widen(text, found));
}

function withWeekday(text: string, { start, end, value }: DateFound): DateFound {
  const before = WEEKDAY_BEFORE.exec(text.slice(Math.max(0, start - 8), start))?.[0] ?? '';
  const behind = WEEKDAY_BEHIND.exec(text.slice(end, end + 8))?.[0] ?? '';
  const closes = behind !== ')' || before.endsWith('(');
  return { start: start - before.length, end: end + (closes ? behind.length : 0), value };
}

function joined(text: string, found: readonly DateFound[]): readonly DateFound[] {
  const rows: DateFound[] = [];
  for (const one of found) {
    const last = rows.at(-1);
    const next = last !== undefined && IN_A_ROW.test(text.slice(last.end, one.start));
    const both = next && last.value !== 'future' && one.value !== 'future';
    if (!both) rows.push(one);
    else
      rows.splice(-1, 1, {
        start: last.start,
        end: one.end,
        value: earlier(last.value, one.value),
      });
  }
  return rows;
}

function widen(text: string, found: DateFound): DateFound {
  const before = LEADING.exec(text.slice(Math.max(0, found.start - 2), found.start))?.[0].length ?? 0;
  const after = TRAILING.exec(text.slice(found.end, found.end + 30))?.[0].length ?? 0;
  return { start: found.start - before, end: found.end + after, value: found.value };
}

/** Of two days the earlier one. */
const earlier = (...days: readonly [string, string]) => days.toSorted()[0] ?? days[0];

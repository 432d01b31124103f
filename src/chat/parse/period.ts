import type { Calendar } from '../../calendar/types.ts';
import type { LocalDate } from '../../kit/local-date.ts';
import type { FieldValues } from '../fields.ts';
import { findDates } from './date.ts';
import { findDateRanges } from './date-range.ts';
import { dayLabel } from './day-label.ts';
import { PERIOD_FORMS } from './period-forms.ts';
import type { FoundAt } from './slate.ts';

type Period = FieldValues['period'];

/**
 * 本周, 上月, 本学期, 9月, 9月上旬, 上半年, 近7天, 9-1..11-24, 11月1日以来, a single day. Text is half width; first
 * match first. Whatever ends before a day that is told (截至11月30日) is no period.
 */
export function findPeriods(text: string, today: LocalDate, calendar: Calendar): readonly FoundAt<Period>[] {
  const ranges = findDateRanges(text, today, calendar);
  const found = ranges.length > 0 ? ranges : byForm(text, today, calendar);
  return found.filter(({ start }) => !/截[至止]到?\s*$/.test(text.slice(0, start)));
}

function byForm(text: string, today: LocalDate, calendar: Calendar): readonly FoundAt<Period>[] {
  const forms = PERIOD_FORMS.flatMap(([pattern, read]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = read(match, today, calendar);
      return value ? [{ start: match.index, end: match.index + match[0].length, value }] : [];
    }),
  ).sort((a, b) => a.start - b.start || b.end - a.end);
  return forms.length > 0 ? forms : singleDays(text, today, calendar);
}

function singleDays(text: string, today: LocalDate, calendar: Calendar): readonly FoundAt<Period>[] {
  return findDates(text, today, calendar).flatMap((found) => {
    if (found.value === 'future') return [];
    const onwards = /(?:以来|至今|起|开始|之后|以后|后|到现在)/.test(text.slice(found.start, found.end));
    const day = found.value;
    const label = dayLabel(day, today);
    const value = onwards ? { from: day, to: today, label: `${label}以来` } : { from: day, to: day, label };
    return [{ start: found.start, end: found.end, value }];
  });
}

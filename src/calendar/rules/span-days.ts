import { addDays, type LocalDate, monthEnd, monthStart, weekday, weekStart } from '../../kit/local-date.ts';
import type { Calendar } from '../types.ts';
import type { Pick, Span, Unit, Weekday } from './plan.ts';
import { type Stretch, stretchesOf } from './stretches.ts';
import { halfOfTerm } from './term-half.ts';

type Test = (day: LocalDate) => boolean;

/** The days that are picked in every span that touches `from..to`; some may lie outside. */
export function pickedDays(
  span: Span,
  pick: Pick,
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
): readonly LocalDate[] {
  return spansOf(span, from, to, calendar).flatMap((stretch) => pickIn(stretch, span, pick, calendar));
}

function spansOf(span: Span, from: LocalDate, to: LocalDate, calendar: Calendar): readonly Stretch[] {
  if (span.of === '学期')
    return calendar
      .termsWithin(from, to)
      .filter((term) => span.half === undefined || halfOfTerm(term) === span.half)
      .map((term) => ({ first: calendar.workdayFrom(term.from), last: term.to }));
  if (span.of === '段') return stretchesOf(span.name, from, to, calendar);
  if (span.of === '周') return weeksWithin(from, to);
  const months = monthsWithin(from, to);
  if (span.of === '月') return months.map(monthOf);
  const length = span.of === '年' ? 12 : 3;
  if (span.month === undefined) return unique(months.map((day) => monthsFrom(day, length)));
  const wanted = span.month % length;
  return months.filter((day) => Number(day.slice(5, 7)) % length === wanted).map(monthOf);
}

function monthsWithin(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const months: LocalDate[] = [];
  for (let day = monthStart(from); day <= to; day = addDays(monthEnd(day), 1)) months.push(day);
  return months;
}

function weeksWithin(from: LocalDate, to: LocalDate): readonly Stretch[] {
  const weeks: Stretch[] = [];
  for (let day = weekStart(from); day <= to; day = addDays(day, 7))
    weeks.push({ first: day, last: addDays(day, 6) });
  return weeks;
}

const monthOf = (day: LocalDate): Stretch => ({ first: day, last: monthEnd(day) });

/** The quarter or year that holds the month. */
function monthsFrom(day: LocalDate, length: number): Stretch {
  const year = day.slice(0, 4);
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / length) * length + 1;
  return {
    first: `${year}-${String(first).padStart(2, '0')}-01`,
    last: monthEnd(`${year}-${String(first + length - 1).padStart(2, '0')}-01`),
  };
}

function unique(spans: readonly Stretch[]): readonly Stretch[] {
  return [...new Map(spans.map((span) => [span.first, span])).values()];
}

function pickIn(stretch: Stretch, span: Span, pick: Pick, calendar: Calendar): readonly LocalDate[] {
  if (pick.by === 'date') return pick.days.map((day) => dateIn(stretch, day));
  if (pick.by === 'nth') return nth(stretch, pick.n, testOf(pick.what, calendar));
  if (span.of === '学期' || span.of === '段') return inTermWeek(stretch, pick.n, pick.weekday);
  return nth(stretch, pick.n, (day) => weekday(day) === 1).map((monday) => addDays(monday, pick.weekday - 1));
}

function dateIn({ first, last }: Stretch, day: number): LocalDate {
  const date = addDays(first, day - 1);
  return date < last ? date : last;
}

function testOf(what: Unit | Weekday, calendar: Calendar): Test {
  if (what === '天') return () => true;
  if (what === '工作日') return calendar.isWorkday;
  if (what === '上学日') return calendar.isSchoolDay;
  return (day) => weekday(day) === what;
}

function nth({ first, last }: Stretch, n: number, passes: Test): readonly LocalDate[] {
  const step = n > 0 ? 1 : -1;
  let left = Math.abs(n);
  for (let day = n > 0 ? first : last; first <= day && day <= last; day = addDays(day, step)) {
    if (passes(day)) left -= 1;
    if (left === 0) return [day];
  }
  return [];
}

// The first week begins on its first school day; the last is the one that holds the end of term.
function inTermWeek({ first, last }: Stretch, n: number, day: Weekday): readonly LocalDate[] {
  const monday = n > 0 ? addDays(weekStart(first), 7 * (n - 1)) : weekStart(last);
  const date = addDays(monday, day - 1);
  if (date > last) return [];
  return [date < first ? first : date];
}

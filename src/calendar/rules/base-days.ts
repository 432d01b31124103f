import { addDays, daysBetween, type LocalDate, weekday, weekStart } from '../../kit/local-date.ts';
import { isoWeek } from '../iso-week.ts';
import { lunarDay } from '../lunar.ts';
import { solarTerm } from '../solar-terms.ts';
import type { Calendar } from '../types.ts';
import type { Base, DatePlan, Edge, Shift, Unit } from './plan.ts';
import { pickedDays } from './span-days.ts';
import { type Stretch, stretchesOf, vacationsAround, yearsAround } from './stretches.ts';
import { halfOfTerm } from './term-half.ts';

/** The days that the base names in `from..to`, before anything is counted from them; some may lie outside. */
export function baseDays(
  { base, shift }: Pick<DatePlan, 'base' | 'shift'>,
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
): readonly LocalDate[] {
  switch (base.kind) {
    case 'every':
      return everyDay(from, to).filter(passing(base.unit, calendar));
    case 'weekly':
      return weekly(base, from, to);
    case 'paced':
      return paced(base, from, to);
    case 'pick':
      return pickedDays(base.span, base.pick, from, to, calendar);
    case 'date':
      return [base.day];
    case 'solar':
      return yearsAround(from, to).flatMap((year) => solarTerm(year, base.name) ?? []);
    case 'lunar':
      return yearsAround(from, to).flatMap((year) => lunarDay(year, base.month, base.day) ?? []);
    case 'stretch':
      return stretchesFor(base.name, shift, from, to, calendar).map((stretch) => edgeOf(stretch, base.edge));
    case 'opening':
      return openings(base, from, to, calendar);
    case 'closing':
      return vacationsAround(from, to, calendar).map(({ first }) => first);
  }
}

/** A holiday inside a vacation sends no class home, but offices work before and after it. */
function stretchesFor(
  name: string,
  shift: Shift | undefined,
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
): readonly Stretch[] {
  return stretchesOf(name, from, to, calendar, shift?.unit === '工作日' ? 'offices' : 'schools');
}

function everyDay(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

function passing(unit: Unit, { isWorkday, isSchoolDay }: Calendar): (day: LocalDate) => boolean {
  if (unit === '天') return () => true;
  return unit === '工作日' ? isWorkday : isSchoolDay;
}

function weekly(
  { weeks, weekdays }: Extract<Base, { kind: 'weekly' }>,
  from: LocalDate,
  to: LocalDate,
): readonly LocalDate[] {
  const days = everyDay(from, to).filter((day) => weekdays.includes(weekday(day)));
  if (weeks === '每') return days;
  return days.filter((day) => (isoWeek(weekStart(day)).week % 2 === 0) === (weeks === '双'));
}

function paced(
  { every, weekdays, from: first }: Extract<Base, { kind: 'paced' }>,
  from: LocalDate,
  to: LocalDate,
): readonly LocalDate[] {
  const monday = weekStart(first);
  return everyDay(from > first ? from : first, to).filter(
    (day) => weekdays.includes(weekday(day)) && (daysBetween(monday, weekStart(day)) / 7) % every === 0,
  );
}

function edgeOf({ first, last, anchor }: Stretch, edge: Edge): LocalDate {
  if (edge === '日') return anchor ?? first;
  return edge === '始' ? first : last;
}

function openings(
  { half }: Extract<Base, { kind: 'opening' }>,
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
): readonly LocalDate[] {
  return calendar
    .termsWithin(from, to)
    .filter((term) => half === undefined || halfOfTerm(term) === half)
    .map((term) => calendar.workdayFrom(term.from));
}

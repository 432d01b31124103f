import { createRequire } from 'node:module';
import { addDays, type LocalDate, weekday } from '../kit/local-date.ts';
import { lunarDay } from './lunar.ts';
import { solarTerm } from './solar-terms.ts';

/** Days off and days worked instead, by date; the values name the holiday. */
interface Arrangement {
  readonly holidays: Readonly<Record<LocalDate, string>>;
  readonly workdays: Readonly<Record<LocalDate, string>>;
}

// The library's data, not its functions: these read dates in the machine's own zone and are a day off west of UTC.
const require = createRequire(import.meta.url);
const arrangement = require('chinese-days/dist/chinese-days.json') as Arrangement;

/** Days off and days worked instead that a year has by the rule in force, before its arrangement is published. */
interface Usual {
  readonly off: ReadonlySet<LocalDate>;
  readonly worked: ReadonlySet<LocalDate>;
}

const byYear = new Map<number, Usual>();

/**
 * Whether the national arrangement has people work that day, 调休 included. In years whose arrangement is not
 * published yet: Monday to Friday by the rule that has made every arrangement since 2025.
 */
export function isNationalWorkday(day: LocalDate): boolean {
  if (Object.hasOwn(arrangement.workdays, day)) return true;
  if (Object.hasOwn(arrangement.holidays, day)) return false;
  if (isPublished(Number(day.slice(0, 4)))) return weekday(day) < 6;
  const { off, worked } = usualIn(Number(day.slice(0, 4)));
  return worked.has(day) || (weekday(day) < 6 && !off.has(day));
}

/** Whether the year's days off are known: without them nobody knows which days are moved beside a long holiday. */
export function isPublished(year: number): boolean {
  return Object.hasOwn(arrangement.holidays, `${year}-10-01`);
}

/**
 * The days of a year whose arrangement is not published yet. The law (《全国年节及纪念日放假办法》 as in force since 2025) fixes
 * the public holidays of every year; 春节, 五一 and 国庆 have been made 8, 5 and 7 days each year since by moving workdays
 * to weekends nobody can know. To rest a day too much is better than to disturb people on a holiday. 元旦, 清明, 端午 and
 * 中秋 follow from the day of the week alone, the day worked instead too.
 */
function usualIn(year: number): Usual {
  const known = byYear.get(year);
  if (known) return known;
  const made = usualDays(year);
  byYear.set(year, made);
  return made;
}

function usualDays(year: number): Usual {
  const long = [
    ...run(eveOf(lunarDay(year, 1, 1)), 8),
    ...run(`${year}-05-01`, 5),
    ...run(`${year}-10-01`, 7),
  ];
  // Inside a long holiday the day is one of its days off; New Year of the next year may reach into this one.
  const single = [`${year}-01-01`, solarTerm(year, '清明'), lunarDay(year, 5, 5), lunarDay(year, 8, 15)]
    .filter((day) => day !== undefined)
    .filter((day) => !long.includes(day));
  const around = [...single, `${year + 1}-01-01`].map(aroundOne);
  return {
    off: new Set([...long, ...around.flatMap(({ off }) => off)]),
    worked: new Set(around.flatMap(({ worked }) => worked)),
  };
}

/**
 * A holiday of one day: on Tuesday and Thursday the day between it and the weekend is off and the far day of that
 * weekend is worked, on Saturday and Sunday Monday makes up for it, on Wednesday it stands alone.
 */
function aroundOne(day: LocalDate): {
  readonly off: readonly LocalDate[];
  readonly worked: readonly LocalDate[];
} {
  switch (weekday(day)) {
    case 2:
      return { off: [addDays(day, -1), day], worked: [addDays(day, -3)] };
    case 4:
      return { off: [day, addDays(day, 1)], worked: [addDays(day, 3)] };
    case 6:
    case 7:
      return { off: [day, addDays(day, 8 - weekday(day))], worked: [] };
    default:
      return { off: [day], worked: [] };
  }
}

const eveOf = (newYear: LocalDate | undefined): LocalDate | undefined =>
  newYear === undefined ? undefined : addDays(newYear, -1);

function run(first: LocalDate | undefined, days: number): readonly LocalDate[] {
  return first === undefined ? [] : Array.from({ length: days }, (_, n) => addDays(first, n));
}

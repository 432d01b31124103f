import type { Calendar } from '../../calendar/types.ts';
import { NUMERAL, readNumeral } from '../../kit/chinese-numerals.ts';
import { addDays, type LocalDate, monthEnd, monthStart, weekStart } from '../../kit/local-date.ts';
import type { FieldValues } from '../fields.ts';
import { dayStamp } from './day.ts';
import { dayLabel } from './day-label.ts';

type Period = FieldValues['period'];
/** Reads one form of saying a stretch of days; undefined: it is none. */
export type PeriodReader = (
  match: RegExpExecArray,
  today: LocalDate,
  calendar: Calendar,
) => Period | undefined;

const NO_DAY = '(?!\\s*\\d|[一二三四五六七八九十]+[日号])';
const YEAR = '(?:(20\\d{2})年?|(今年|去年|前年|本年度?|上年度?))?的?';
const MONTH = `(?<![\\d一二三四五六七八九十第])(${NUMERAL})月份?`;
/** From then until now. */
const ONWARDS = '(?:份?以来|至今|起|开始|到现在|到目前|到今天|之后|以后)';

/** Ways to say a stretch of days, besides a first and a last day. */
export const PERIOD_FORMS: readonly (readonly [RegExp, PeriodReader])[] = [
  [
    /(?:本|这一?|当)个?(?:周|星期|礼拜)(?![一二三四五六日天])(?:以来)?/g,
    (_, today) => week(weekStart(today), '本周'),
  ],
  [
    /(大?上|上上)一?个?(?:周|星期|礼拜)(?![一二三四五六日天])/g,
    ([, which = ''], today) =>
      which === '上'
        ? week(addDays(weekStart(today), -7), '上周')
        : week(addDays(weekStart(today), -14), '上上周'),
  ],
  [new RegExp(`(?:本|这|当)个?月${NO_DAY}(?:份|以来)?`, 'g'), (_, today) => month(today, '本月')],
  [
    new RegExp(`(上上?)一?个?月${NO_DAY}份?`, 'g'),
    ([, which = ''], today) => month(monthsBack(today, which.length), which.length === 1 ? '上月' : '上上月'),
  ],
  [
    /(?:本|这)个?学期(?:以来)?|(?<![上下每两个一])学期(?:以来)?/g,
    (_, today, calendar) => term(today, calendar, '本学期'),
  ],
  [/上个?学期/g, (_, today, calendar) => term(addDays(calendar.termOf(today).from, -1), calendar, '上学期')],
  [/(?:本|这)个?学年(?:以来)?/g, (_, today) => schoolYear(today)],
  [/(?:本|这)个?季度?/g, (_, today) => quarter(today, '本季度')],
  [/上一?个?季度/g, (_, today) => quarter(addDays(quarter(today, '').from, -1), '上季度')],
  [new RegExp(`${YEAR}(?:第?([一二三四1-4])季度)`, 'g'), namedQuarter],
  [new RegExp(`${YEAR}([上下])半年`, 'g'), halfYear],
  [/(?:今年|本年度?)(?!\s*\d)/g, (_, today) => year(Number(today.slice(0, 4)), '今年')],
  [
    /(?:(?:今年|本年度?)(?:以来|至今|到现在|到目前)|年初(?:以来|至今|到现在|到目前))/g,
    (_, today) => ({ from: `${today.slice(0, 4)}-01-01`, to: today, label: '今年以来' }),
  ],
  [/去年|上年度?/g, (_, today) => year(Number(today.slice(0, 4)) - 1, '去年')],
  [/前年/g, (_, today) => year(Number(today.slice(0, 4)) - 2, '前年')],
  [/(?<!\d)(20\d{2})年(?:度|全年)?(?!\s*\d|[一二三四五六七八九十]+月|[上下第])/g, (match) => ofYear(match)],
  [
    new RegExp(
      `(?:最近|近|过去)(${NUMERAL}|半)(个月|个?星期|个?礼拜|周|天|日|年)(?:以?来|内)?|(${NUMERAL})天(?:以内|之内|内)|(?:近|最近|过去)?(半)年(?:以?来|内)`,
      'g',
    ),
    lately,
  ],
  [new RegExp(`${YEAR}(?:${MONTH}|(本|这个?|当|上个?)月)的?(?:(上|中|下)旬|([上下])半月)`, 'g'), partOfMonth],
  [new RegExp(`${YEAR}${MONTH}${ONWARDS}`, 'g'), sinceMonth],
  [new RegExp(`${YEAR}${MONTH}(?![\\d日号]|[一二三四五六七八九十]+[日号])`, 'g'), namedMonth],
];

function week(from: LocalDate, label: string): Period {
  return { from, to: addDays(from, 6), label };
}

function month(day: LocalDate, label: string): Period {
  return { from: monthStart(day), to: monthEnd(day), label };
}

function monthsBack(today: LocalDate, n: number): LocalDate {
  return n === 0 ? today : monthsBack(addDays(monthStart(today), -1), n - 1);
}

function term(day: LocalDate, calendar: Calendar, label: string): Period {
  const { from, to } = calendar.termOf(day);
  return { from, to, label };
}

function year(number: number, label: string): Period {
  return { from: dayStamp(number, 1, 1), to: dayStamp(number, 12, 31), label };
}

const ofYear = ([, number = '']: RegExpExecArray): Period => year(Number(number), `${number}年`);

function schoolYear(today: LocalDate): Period {
  const start = Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0);
  return { from: dayStamp(start, 9, 1), to: dayStamp(start + 1, 8, 31), label: '本学年' };
}

function quarter(day: LocalDate, label: string): Period {
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  const from = dayStamp(Number(day.slice(0, 4)), first, 1);
  return { from, to: monthEnd(dayStamp(Number(day.slice(0, 4)), first + 2, 1)), label };
}

const BACK: Readonly<Record<string, number>> = { 今: 0, 本: 0, 去: 1, 上: 1, 前: 2 };

/** The year that was said, else this one, unless `first` of it lies ahead: then the one before. */
function yearMeant(written: string | undefined, spoken: string | undefined, first: string, today: LocalDate) {
  if (written !== undefined) return Number(written);
  const thisYear = Number(today.slice(0, 4));
  if (spoken !== undefined) return thisYear - (BACK[spoken.charAt(0)] ?? 0);
  return `${thisYear}-${first}` <= today ? thisYear : thisYear - 1;
}

const withYear = (meant: number, today: LocalDate, words: string) =>
  `${meant === Number(today.slice(0, 4)) ? '' : `${meant}年`}${words}`;

function namedQuarter([, written, spoken, sign = '']: RegExpExecArray, today: LocalDate): Period | undefined {
  const number = readNumeral(sign) ?? 0;
  const first = (number - 1) * 3 + 1;
  const meant = yearMeant(written, spoken, `${String(first).padStart(2, '0')}-01`, today);
  return quarter(dayStamp(meant, first, 1), withYear(meant, today, `第${'一二三四'[number - 1]}季度`));
}

function halfYear([, written, spoken, half]: RegExpExecArray, today: LocalDate): Period {
  const first = half === '上';
  const meant = yearMeant(written, spoken, first ? '01-01' : '07-01', today);
  return {
    from: dayStamp(meant, first ? 1 : 7, 1),
    to: first ? dayStamp(meant, 6, 30) : dayStamp(meant, 12, 31),
    label: withYear(meant, today, `${half}半年`),
  };
}

function lately([, count, unit = '天', days, half]: RegExpExecArray, today: LocalDate): Period | undefined {
  const said = half ?? count ?? days ?? '';
  const length = unit.endsWith('月') ? 30 : unit === '年' || half ? 365 : /天|日/.test(unit) ? 1 : 7;
  const whole = Math.round((said === '半' ? 0.5 : (readNumeral(said) ?? 0)) * length);
  if (whole < 1 || whole > 3660) return undefined;
  return { from: addDays(today, 1 - whole), to: today, label: `近${whole}天` };
}

function monthMeant(
  written: string | undefined,
  spoken: string | undefined,
  numeral: string,
  today: LocalDate,
): LocalDate | undefined {
  const number = readNumeral(numeral);
  if (!number || number > 12) return undefined;
  const meant = yearMeant(written, spoken, `${String(number).padStart(2, '0')}-01`, today);
  return dayStamp(meant, number, 1);
}

const monthWord = (first: LocalDate, today: LocalDate) =>
  withYear(Number(first.slice(0, 4)), today, `${Number(first.slice(5, 7))}月`);

function namedMonth([, written, spoken, numeral = '']: RegExpExecArray, today: LocalDate) {
  const first = monthMeant(written, spoken, numeral, today);
  return first === undefined ? undefined : month(first, monthWord(first, today));
}

function sinceMonth([, written, spoken, numeral = '']: RegExpExecArray, today: LocalDate) {
  const first = monthMeant(written, spoken, numeral, today);
  if (first === undefined || first > today) return undefined;
  return { from: first, to: today, label: `${dayLabel(first, today)}以来` };
}

const PARTS_OF_MONTH: Readonly<Record<string, readonly [number, number]>> = {
  上旬: [1, 10],
  中旬: [11, 20],
  下旬: [21, 31],
  上半: [1, 15],
  下半: [16, 31],
};

/** 上旬 1-10, 中旬 11-20, 下旬 the rest; 上半月 1-15. */
function partOfMonth(match: RegExpExecArray, today: LocalDate): Period | undefined {
  const [, written, spoken, numeral, which, ten, half] = match;
  const first =
    numeral === undefined
      ? monthStart(which?.startsWith('上') ? addDays(monthStart(today), -1) : today)
      : monthMeant(written, spoken, numeral, today);
  if (first === undefined) return undefined;
  const bounds = PARTS_OF_MONTH[ten === undefined ? `${half}半` : `${ten}旬`];
  if (bounds === undefined) return undefined;
  const at = (day: number) => `${first.slice(0, 8)}${String(day).padStart(2, '0')}`;
  const to = bounds[1] === 31 ? monthEnd(first) : at(bounds[1]);
  const part = ten === undefined ? `${half}半月` : `${ten}旬`;
  return { from: at(bounds[0]), to, label: `${monthWord(first, today)}${part}` };
}

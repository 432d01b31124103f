import type { Calendar } from '../../calendar/types.ts';
import { addDays, type LocalDate, weekStart } from '../../kit/local-date.ts';
import type { DateFound } from './explicit-date.ts';

const NEAR: Readonly<Record<string, number>> = { 今: 0, 昨: 1, 前: 2, 大前: 3 };
const NEAR_DAY =
  /(?<![以之目提])(大前|今|昨|前)(?:天|日|晚|早|晨|儿个?|个儿?(?![个月星礼周学]))(?:上午|下午|早上|晚上|中午)?/g;
const WEEKDAY =
  /(上上|大上|上|这|本)?个?(?:(?:周|星期|礼拜)的)?(?:周|星期|礼拜)([一二三四五六日天末1-7])(?![年级班中小大校天所])/g;
const LAST_WEEK = /(上上|大上|上)(?:个?(?:周|星期|礼拜))(?![一二三四五六日天末1-7])/g;
const WEEKS_BACK: Readonly<Record<string, number>> = { 上: 7, 上上: 14, 大上: 14 };
const HOLIDAYS: Readonly<Record<string, string>> = {
  十一: '国庆',
  国庆: '国庆',
  五一: '五一',
  劳动节: '五一',
  元旦: '元旦',
  春节: '春节',
  过年: '春节',
  年: '春节',
  清明: '清明',
  端午: '端午',
  中秋: '中秋',
  寒假: '寒假',
  暑假: '暑假',
};
const AFTER_HOLIDAY =
  /(国庆|十一|五一|劳动节|元旦|春节|清明|端午|中秋|寒假|暑假|过年|(?<![一-龥0-9])年)(?:节|长假|假期|小长假)?(?:放假|收假|过|结束|回来|返校|开学)?(?:完|了)?(?:之后|以后|后|以来|就)/g;
const SCHOOL_START =
  /(?:这学期|本学期|新学期|秋季|春季|今年)?(?:一?开学|开学报到|报名)(?:之后|以后|后|以来|至今|起|就|时|到现在)/g;

/** 今天, 昨天, 上周三, 周一, 国庆后, 开学后: days told from today. Text is half width. */
export function findRelativeDates(text: string, today: LocalDate, calendar: Calendar): readonly DateFound[] {
  return [
    ...all(text, NEAR_DAY, (m) => addDays(today, -(NEAR[m[1] ?? ''] ?? 0))),
    ...all(text, WEEKDAY, (m) => weekdayMeant(m[1], m[2] ?? '', today)),
    ...all(text, LAST_WEEK, (m) => addDays(weekStart(today), -(WEEKS_BACK[m[1] ?? ''] ?? 7))),
    ...all(text, AFTER_HOLIDAY, (m) => calendar.afterHoliday(HOLIDAYS[m[1] ?? ''] ?? '', today)),
    ...all(text, SCHOOL_START, () => firstSchoolDay(today, calendar)),
  ];
}

function all(
  text: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => LocalDate | undefined,
): DateFound[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const value = read(match);
    return value === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, value }];
  });
}

// 周三 alone is the last Wednesday there was; 上周三 is always that of the week before.
function weekdayMeant(which: string | undefined, sign: string, today: LocalDate): LocalDate | 'future' {
  const number = '一二三四五六日'.indexOf(sign.replace('天', '日').replace('末', '六')) + 1 || Number(sign);
  const back = WEEKS_BACK[which ?? ''] ?? 0;
  const day = addDays(weekStart(today), number - 1 - back);
  if (day <= today) return day;
  return which === undefined ? addDays(day, -7) : 'future';
}

const HOLIDAY_AT_MOST_DAYS = 21;
function firstSchoolDay(today: LocalDate, calendar: Calendar): LocalDate | undefined {
  const { from } = calendar.termOf(today);
  for (let ahead = 0; ahead <= HOLIDAY_AT_MOST_DAYS; ahead += 1) {
    const day = addDays(from, ahead);
    if (day > today) return undefined;
    if (calendar.isSchoolDay(day)) return day;
  }
  return from <= today ? from : undefined;
}

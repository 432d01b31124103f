import { HOLIDAY_NAMES, holidayNamed } from '../holidays.ts';
import { SOLAR_TERMS } from '../solar-terms.ts';
import { type Cursor, pattern } from './cursor.ts';
import { FESTIVALS } from './festivals.ts';
import type { Base, Edge } from './plan.ts';
import { halfOf } from './read-span.ts';
import { numberOf } from './words.ts';

const OPENING = pattern('(?:每个?)?(?:(?<half>春季?|秋季?)?(?:学期)?)开学');
const CLOSING = pattern('(?:每个?学期)?放假');
const HOLIDAY = pattern(
  `(?<name>放?寒假|放?暑假|暑期|(?:每个?)?(?:法定)?节假日|${HOLIDAY_NAMES.join('|')}|新年|过年|劳动|十一)(?:节(?!气)|小长假|长假|假期)*(?!节气|月)`,
);
const EDGE = pattern('(?:开始|启动|放假)|(?<end>结束|收假)');
const SOLAR = pattern(`(?<name>${SOLAR_TERMS.join('|')})(?:节气)?`);
const LUNAR = pattern(
  '(?:(?:农历|阴历)(?<leap>闰)?(?<month>正|冬|腊|\\d{1,2}|[一二三四五六七八九十]{1,2})月(?<day>\\d{1,2}|(?:初|廿|卅)?[一二三四五六七八九十]{1,3}|[廿卅])[日号]?)|' +
    '(?:(?<month2>正|冬|腊)月(?<day2>(?:初|廿)?[一二三四五六七八九十]{1,3}|\\d{1,2}))|' +
    '(?:(?<month3>[一二三四五六七八九十]{1,2})月(?<day3>(?:初|廿)[一二三四五六七八九十]?))',
);
const FESTIVAL = pattern(`(?<name>${Object.keys(FESTIVALS).join('|')})节?`);
const UNKNOWN_TO_CALENDARS = pattern(
  '(?<name>中考|高考|会考|体考|学考|期中考试|期末考试|期中|期末|考试|运动会|家长会|毕业)',
);

/** Reads `开学`, `春季开学`, `放假`. */
export function readTermEdge(cursor: Cursor): Base | undefined {
  const opening = cursor.take(OPENING);
  if (opening !== undefined) {
    const half = opening.groups?.half;
    return half === undefined ? { kind: 'opening' } : { kind: 'opening', half: halfOf(half) };
  }
  return cursor.take(CLOSING) && { kind: 'closing' };
}

/** A base whose edge may be left to what is counted from it. */
export type DraftBase = Exclude<Base, { kind: 'stretch' }> | DraftStretch;
/** A stretch of days; without `edge` nothing was written about it. */
export interface DraftStretch {
  readonly kind: 'stretch';
  readonly name: string;
  readonly edge?: Edge;
}

/** Reads `国庆`, `暑假 开始`, `节假日`. */
export function readHoliday(cursor: Cursor): DraftStretch | undefined {
  const found = cursor.take(HOLIDAY);
  return found && readEdge(cursor, printedName(found.groups?.name ?? ''));
}

function printedName(word: string): string {
  const plain = word.replace(/^(每个?)?(法定)?(?=节假日)|^放(?=[寒暑]假)/, '').replace('暑期', '暑假');
  return holidayNamed(plain) ?? plain;
}

/** Reads 开始 or 结束 after the name of a stretch, if it is there. */
export function readEdge(cursor: Cursor, name: string): DraftStretch {
  const edge = cursor.take(EDGE);
  if (edge === undefined) return { kind: 'stretch', name };
  return { kind: 'stretch', name, edge: edge.groups?.end === undefined ? '始' : '末' };
}

/** Reads `小寒`. */
export function readSolarTerm(cursor: Cursor): Base | undefined {
  const name = cursor.take(SOLAR)?.groups?.name;
  return name === undefined ? undefined : { kind: 'solar', name };
}

/** Reads `农历五月初五`, `腊月廿三`, `除夕`. */
export function readLunar(cursor: Cursor): Base | undefined {
  const festival = cursor.take(FESTIVAL)?.groups?.name;
  const known = festival === undefined ? undefined : FESTIVALS[festival];
  if (known !== undefined) return { kind: 'lunar', ...known };
  const found = cursor.take(LUNAR);
  if (found === undefined) return undefined;
  const { leap, month, month2, month3, day, day2, day3 } = found.groups ?? {};
  if (leap !== undefined) return cursor.refuse('农历日期不写闰月，按平月算。', '农历六月初一');
  const number = lunarMonth(month ?? month2 ?? month3 ?? '');
  const date = lunarDate(day ?? day2 ?? day3 ?? '');
  if (number < 1 || number > 12) return cursor.refuse('农历月份只有正月到腊月。', '农历五月初五');
  if (date < 1 || date > 30) return cursor.refuse('农历日期只有初一到三十。', '农历五月初五');
  return { kind: 'lunar', month: number, day: date };
}

function lunarMonth(word: string): number {
  return { 正: 1, 冬: 11, 腊: 12 }[word] ?? numberOf(word);
}

function lunarDate(word: string): number {
  return numberOf(word.replace('初', '').replace('廿', '二十').replace('卅', '三十'));
}

/** Refuses a day that everybody knows and no calendar does. */
export function refuseUnknownDay(cursor: Cursor): undefined {
  const name = cursor.take(UNKNOWN_TO_CALENDARS)?.groups?.name;
  if (name === undefined) return undefined;
  return cursor.refuse(`日历里没有“${name}”的日期，请写几月几日。`, '6月7日 前7天');
}

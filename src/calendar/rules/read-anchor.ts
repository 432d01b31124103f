import { HOLIDAY_NAMES, holidayNamed } from '../holidays.ts';
import { SOLAR_TERMS } from '../solar-terms.ts';
import { type Cursor, pattern } from './cursor.ts';
import { FESTIVALS } from './festivals.ts';
import type { Base, Edge, Span } from './plan.ts';
import { readPick } from './read-pick.ts';
import { halfOf } from './read-span.ts';
import type { DraftWeekly } from './read-weekly.ts';
import { N, numberOf, UNIT, WEEK } from './words.ts';

const HALF = '(?<half>春季?|秋季?)';
const DAY = '(?:第[一1]天|首日|当[天日]|那[天日]|日)?';
/** 开学第二周 is a week of the term. */
const OPENING_WEEK = pattern(
  `(?:每个?)?${HALF}?(?:学期)?开学(?:之?后|以后)?(?=第${N}个?(?:${WEEK}|${UNIT}))`,
);
const OPENING = pattern(
  `(?:每个?)?(?:${HALF}?(?:学期)?开学${DAY}|${HALF.replace('half', 'half2')}?学期开始)`,
);
const FIRST_DAY = pattern(`第[一1]天`);
const CLOSING = pattern(`(?:每个?学期)?放假(?:第[一1]天|当[天日]|那[天日])?`);
const TERM_END = pattern(`(?:每个?)?${HALF}?(?:学期结束|期末(?!考))`);
const HOLIDAY = pattern(
  `(?<name>放?寒暑假|放?寒假|放?暑假|暑期|(?:每个?)?(?:法定)?节假日|(?:每个?)?(?:小长假|长假)|${HOLIDAY_NAMES.join('|')}|新年|过年|劳动|十一|(?:每个?)?节(?=之?[前后]))(?:节(?!气)|小长假|长假|假期)*(?!节气|月)`,
);
const EDGE = pattern(
  '(?:放假)?(?:开始|启动|第[一1]天(?![上返到]|工作)|首日)|放假|(?<end>结束|收假|最后[一1]?天)|(?<day>当[天日]|那[天日]|这[天日])',
);
const THAT_DAY = '(?:当[天日]|那[天日]|这[天日])?';
const SOLAR = pattern(`(?<name>${SOLAR_TERMS.join('|')})(?:节气)?${THAT_DAY}`);
const LUNAR = pattern(
  '(?:(?:农历|阴历)(?<leap>闰)?(?<month>正|冬|腊|\\d{1,2}|[一二三四五六七八九十]{1,2})月(?<day>\\d{1,2}|(?:初|廿|卅)?[一二三四五六七八九十]{1,3}|[廿卅])[日号]?)|' +
    '(?:(?<month2>正|冬|腊)月(?<day2>(?:初|廿)?[一二三四五六七八九十]{1,3}|\\d{1,2}))|' +
    '(?:(?<month3>[一二三四五六七八九十]{1,2})月(?<day3>(?:初|廿)[一二三四五六七八九十]?))',
);
const FESTIVAL = pattern(`(?<name>${Object.keys(FESTIVALS).join('|')})节?${THAT_DAY}`);
const UNKNOWN_TO_CALENDARS = pattern(
  '(?<name>中考|高考|会考|体考|学考|期中考试|期末考试|期中|考试|运动会|家长会|毕业)',
);

/** Reads `开学`, `春季开学第一天`, `开学第二周 周一`, `学期结束`, `放假`. */
export function readTermEdge(cursor: Cursor): Base | undefined {
  if (cursor.sees(OPENING_WEEK)) return readTermDay(cursor);
  const opening = cursor.take(OPENING);
  if (opening !== undefined) {
    const half = opening.groups?.half ?? opening.groups?.half2;
    return half === undefined ? { kind: 'opening' } : { kind: 'opening', half: halfOf(half) };
  }
  const end = cursor.take(TERM_END);
  if (end !== undefined) return { kind: 'pick', span: termOf(end), pick: { by: 'nth', n: -1, what: '天' } };
  return cursor.take(CLOSING) && { kind: 'closing' };
}

function readTermDay(cursor: Cursor): Base | undefined {
  const found = cursor.take(OPENING_WEEK);
  if (found === undefined) return undefined;
  const half = found.groups?.half;
  if (cursor.take(FIRST_DAY))
    return half === undefined ? { kind: 'opening' } : { kind: 'opening', half: halfOf(half) };
  const pick = readPick(cursor, termOf(found));
  // The third day of a term that begins is the third school day.
  const isDay = pick?.by === 'nth' && pick.what === '天';
  return pick && { kind: 'pick', span: termOf(found), pick: isDay ? { ...pick, what: '上学日' } : pick };
}

function termOf({ groups }: RegExpExecArray): Span {
  const half = groups?.half;
  return half === undefined ? { of: '学期' } : { of: '学期', half: halfOf(half) };
}

/** A base whose edge may be left to what is counted from it. */
export type DraftBase = Exclude<Base, { kind: 'stretch' }> | DraftStretch | DraftWeekly;
/** A stretch of days; without `edge` nothing was written about it. */
export interface DraftStretch {
  readonly kind: 'stretch';
  readonly name: string;
  readonly edge?: Edge;
}

/** Reads `国庆`, `暑假 开始`, `节假日`, `暑假第一个星期一`. */
export function readHoliday(cursor: Cursor): DraftBase | undefined {
  const found = cursor.take(HOLIDAY);
  return found && readEdge(cursor, printedName(found.groups?.name ?? ''));
}

function printedName(word: string): string {
  const plain = word.replace(/^每个?/, '').replace(/^法定(?=节假日)|^放(?=寒|暑)/, '');
  return ALIKE[plain] ?? holidayNamed(plain) ?? plain;
}

const ALIKE: Readonly<Record<string, string>> = {
  暑期: '暑假',
  节: '节假日',
  长假: '小长假',
  小长假: '小长假',
};

/** Reads what is said of a stretch: 开始, 最后一天, 当天, 第一个星期一; nothing when nothing is. */
export function readEdge(cursor: Cursor, name: string): DraftBase | undefined {
  const edge = cursor.take(EDGE);
  if (edge !== undefined) return { kind: 'stretch', name, edge: edgeOf(edge.groups ?? {}, name) };
  if (!cursor.sees(PICKED)) return { kind: 'stretch', name };
  const span: Span = { of: '段', name };
  const pick = readPick(cursor, span);
  return pick && { kind: 'pick', span, pick };
}

/** Where inside a stretch a day is picked. */
const PICKED = pattern('第|最后|倒数|首');

function edgeOf({ end, day }: Readonly<Record<string, string | undefined>>, name: string): Edge {
  if (end !== undefined) return '末';
  return day !== undefined && HOLIDAY_NAMES.includes(name) ? '日' : '始';
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

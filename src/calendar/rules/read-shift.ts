import { type Cursor, pattern } from './cursor.ts';
import type { Shift, Unit, Weekday } from './plan.ts';
import { N, numberOf, UNIT, unitOf, WEEK, WEEKDAY_SIGN, weekdayOf } from './words.ts';

const WAY = '之?前|之?后|以前|以后|过后|提前|推迟';
/** 前1个星期 are seven days, 前1个星期五 is the last Friday before. */
const COUNTED = `(?:${UNIT}|${WEEK}${WEEKDAY_SIGN}|${WEEK}|个?月)`;
const ALL: readonly string[] = [
  // 后第一天上班, 后上班第一天
  `(?:之?后|以后|过后)(?:第?(?<workNth>${N})|首)[天日](?<work>上班|上学|上课|返校|到校)`,
  `(?:之?后|以后|过后)(?<work2>上班|上学|上课|返校|到校)(?:后)?(?:第?(?<workNth2>${N})|首)[天日]`,
  // 前3天, 后5个上学日
  `(?<way>${WAY})(?<n>${N}|半)个?(?<unit>${COUNTED})`,
  // 3天前, 半个月前
  `(?<n2>${N}|半)个?(?<unit2>${COUNTED})(?:之|以)?(?<way2>前|后)`,
  // 后第一个工作日, 前最后一个上学日
  `(?<way3>${WAY})(?:第(?<nth>${N})|(?<first>首)|倒数第(?<back>${N})|最后(?<last>${N})?)个?(?<unit3>${COUNTED})`,
  // 前的周一
  `(?<way4>之?前|之?后|以前|以后)(?:上|下)?一?个?(?<unit4>${WEEK}${WEEKDAY_SIGN})`,
  '(?<eve>前夕|前夜)',
];
const SOURCE = ALL.join('|');
const SHIFT = pattern(SOURCE);
const BARE_WAY = pattern('之?前|之?后|以前|以后');
/** What counts on from a day, as the inside of a pattern without names. */
export const COUNTED_FROM_SOURCE = `${unnamed(SOURCE)}|之?前|之?后|以前|以后|所在`;

// A year, more than half of a school year, all Mondays of a year.
const LONGEST = { 天: 366, 工作日: 120, 上学日: 120 };
const LONGEST_WEEKDAYS = 53;

/** Reads `前14天`, `后第一个工作日`, `前最后一个上学日`, `后上班第一天`, `前1个星期五`. */
export function readShift(cursor: Cursor): Shift | undefined {
  const found = cursor.take(SHIFT);
  if (found === undefined) return cursor.take(BARE_WAY) && cursor.refuse('这里要写多少天。', '开学前3天');
  const groups = found.groups ?? {};
  if (groups.eve !== undefined) return { n: -1, unit: '天' };
  return afterRest(groups) ?? counted(cursor, groups);
}

type Groups = Readonly<Record<string, string | undefined>>;

function afterRest({ work, work2, workNth, workNth2 }: Groups): Shift | undefined {
  const word = work ?? work2;
  if (word === undefined) return undefined;
  return { n: numberOf(workNth ?? workNth2 ?? '1'), unit: word === '上班' ? '工作日' : '上学日' };
}

function counted(cursor: Cursor, groups: Groups): Shift | undefined {
  const { n, n2, nth, back, last, unit, unit2, unit3, unit4 } = groups;
  const { of, days } = unitOfWord(unit ?? unit2 ?? unit3 ?? unit4 ?? '天');
  const said = n ?? n2 ?? nth ?? back ?? last ?? '1';
  const count = said === '半' ? Math.floor(days / 2) : numberOf(said) * days;
  const longest = typeof of === 'number' ? LONGEST_WEEKDAYS : LONGEST[of];
  if (count < 1 || count > longest) return cursor.refuse(`天数要在1到${longest}之间。`, '5月12日 前14天');
  const { way, way2, way3, way4 } = groups;
  const isBefore = /前/.test(way ?? way2 ?? way3 ?? way4 ?? '');
  return { n: isBefore ? -count : count, unit: of };
}

/** What a word counts by, and how many of them it is: 周 are seven days, 个月 thirty. */
function unitOfWord(word: string): { readonly of: Unit | Weekday; readonly days: number } {
  if (/月$/.test(word)) return { of: '天', days: 30 };
  const [, sign] = /^(?:星期|礼拜|周)(.)$/.exec(word) ?? [];
  if (sign !== undefined) return { of: weekdayOf(sign), days: 1 };
  return { of: unitOf(word), days: /^(?:周|星期|礼拜)$/.test(word) ? 7 : 1 };
}

/** A source whose groups have no names, to stand in another pattern. */
export function unnamed(source: string): string {
  return `(?:${source.replace(/\?<\w+>/g, '?:')})`;
}

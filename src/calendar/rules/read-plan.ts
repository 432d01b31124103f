import { defined } from '../../kit/defined.ts';
import type { LocalDate } from '../../kit/local-date.ts';
import { HOLIDAY_NAMES } from '../holidays.ts';
import type { EventName } from '../rule-types.ts';
import type { Season } from '../types.ts';
import { type Cursor, pattern } from './cursor.ts';
import type { Base, DatePlan, Edge, Plan, Shift, Within } from './plan.ts';
import {
  type DraftBase,
  readEdge,
  readHoliday,
  readLunar,
  readSolarTerm,
  readTermEdge,
  refuseUnknownDay,
} from './read-anchor.ts';
import { readNamedDay } from './read-named-day.ts';
import { readFullDate, readPicked, withPick } from './read-span.ts';
import { readStart } from './read-start.ts';
import { COUNTED_FROM, readInWeek, readSuffixes, type Suffixes, seesSuffix } from './read-suffix.ts';
import { readEvery, readWeekly, settledWeekly } from './read-weekly.ts';
import { readWithin } from './read-within.ts';
import { WEEK } from './words.ts';

/** When a rule names no time. */
export const USUAL_TIME = '10:00';

const EVENT = pattern('(?<heat>高温(?:日|天|后|预警)?)|(?<storm>暴雨(?:后|日|天|过后|停后|预警)?)');
const YEARLY = pattern('每年');
const STRETCH_FOLLOWS = pattern('开始|启动|结束|第|最后|倒数|首|当[天日]');

/** What reading may rest on besides the words. */
export interface Known {
  /** The county's; undefined: any name ending in 季 or 期 passes. */
  readonly seasons?: readonly Season[];
  /** The day on which a rule is written: 隔周五 counts from the next Friday, 明年 is the year after. */
  readonly today?: LocalDate;
}

/** Reads a rule; undefined when the cursor has a trouble to tell. */
export function readPlan(cursor: Cursor, known: Known): Plan | undefined {
  const { start: before, within, draft, event } = readDays(cursor, known);
  if (event !== undefined || cursor.trouble) return event;
  if (draft === undefined || refusedCount(cursor, draft)) return undefined;
  const { inWeek, shift: byWeeks } = readInWeek(cursor);
  const first: Suffixes = defined({ shift: byWeeks, start: before });
  const suffixes = readSuffixes(cursor, first, known.today);
  const { shift, time = USUAL_TIME, onRest } = suffixes;
  const base = cursor.trouble ? undefined : settled(cursor, draft, suffixes, known.today);
  if (base === undefined) return undefined;
  const tail = { ...defined({ inWeek, shift }), time, ...defined({ onRest }) };
  return { ...inOneMonth(within, base), ...tail };
}

/** `6月 每月10日` is `每年 6月10日`. */
function inOneMonth(within: Within | undefined, base: Base): Pick<DatePlan, 'within' | 'base'> {
  if (within?.in !== 'months' || base.kind !== 'pick' || base.span.of !== '月')
    return { ...defined({ within }), base };
  const [month, ...more] = within.months;
  if (month === undefined || more.length > 0) return { within, base };
  return { base: { ...base, span: { of: '年', month } } };
}

interface Days {
  readonly start?: LocalDate | undefined;
  readonly within?: Within;
  readonly draft?: DraftBase | undefined;
  readonly event?: Plan | undefined;
}

// A season's name comes first: 高温期 is no 高温日.
function readDays(cursor: Cursor, known: Known): Days {
  const yearly = cursor.take(YEARLY) !== undefined;
  const within = readWithin(cursor, known.seasons);
  if (cursor.trouble) return {};
  const start = readStart(cursor, known.today);
  if (cursor.trouble) return {};
  if (within === undefined) {
    const event = yearly ? undefined : readEvent(cursor);
    return event || cursor.trouble ? { event } : { start, draft: readBase(cursor, yearly, known) };
  }
  if (within.in === 'season' && (cursor.sees(STRETCH_FOLLOWS) || seesSuffix(cursor)))
    return { draft: readEdge(cursor, within.name) };
  return { start, within, draft: readInside(cursor, within, known) };
}

/** The days inside: `每周五`, and in months a day of each of them. */
function readInside(cursor: Cursor, { in: kind }: Within, known: Known): DraftBase | undefined {
  if (cursor.done()) return cursor.refuse('后面要写每天、每周几或每月几日。', '4月到10月 每周五');
  const isPicked = kind === 'months' && !cursor.sees(REPEATED);
  return isPicked
    ? withPick(cursor, { of: '月' })
    : readBase(cursor, cursor.take(YEARLY) !== undefined, known);
}

const REPEATED = pattern(`每|逢|天天|隔|[双单]?${WEEK}|工作日(?!前)|上学日|教学日|农历|\\d{4}年`);

/** Whether something is counted from every single day. */
function refusedCount(cursor: Cursor, draft: DraftBase): boolean {
  if (draft.kind !== 'every' || !cursor.sees(COUNTED_FROM)) return false;
  cursor.refuseNext((word) => `天天都有，不能再写“${word}”。`, '每个上学日 15:00');
  return true;
}

function readEvent(cursor: Cursor): Plan | undefined {
  const found = cursor.take(EVENT);
  if (found === undefined) return undefined;
  const event: EventName = found.groups?.heat === undefined ? '暴雨' : '高温';
  if (cursor.done()) return { event };
  const example = event === '高温' ? '高温日' : '暴雨后';
  return cursor.refuseNext(() => `“${example}”由通知引发，后面不能再写。`, example);
}

function readBase(cursor: Cursor, yearly: boolean, known: Known): DraftBase | undefined {
  const base = firstRead(yearly ? YEARLY_FORMS : ALL_FORMS, cursor, yearly, known);
  if (base !== undefined || cursor.trouble) return base;
  if (yearly && cursor.done()) return cursor.refuse('后面要写是哪一天。', '每年 4月10日');
  refuseUnknownDay(cursor);
  return cursor.refuseNext((word) => (word === '' ? '还没有写规则。' : `看不懂“${word}”。`));
}

type Read = (cursor: Cursor, yearly: boolean, known: Known) => DraftBase | undefined;

const YEARLY_FORMS: readonly Read[] = [
  readLunar,
  readTermEdge,
  readNamedDay,
  readHoliday,
  readSolarTerm,
  readPicked,
];
const ALL_FORMS: readonly Read[] = [
  (cursor, _yearly, { today }) => readFullDate(cursor, today),
  ...YEARLY_FORMS,
  readWeekly,
  readEvery,
];

function firstRead(
  forms: readonly Read[],
  cursor: Cursor,
  yearly: boolean,
  known: Known,
): DraftBase | undefined {
  for (const read of forms) {
    const base = read(cursor, yearly, known);
    if (base !== undefined || cursor.trouble) return base;
  }
  return undefined;
}

/** Where on a stretch a rule stands that says nothing about it. */
export function usualEdge(name: string, shift: Shift | undefined): Edge {
  if (shift !== undefined) return shift.n < 0 ? '始' : '末';
  return HOLIDAY_NAMES.includes(name) ? '日' : '始';
}

function settled(
  cursor: Cursor,
  draft: DraftBase,
  { shift, start }: Suffixes,
  today: LocalDate | undefined,
): Base | undefined {
  if (draft.kind === 'draftWeekly')
    return settledWeekly(draft, start, today) ?? cursor.refuse(COUNTED_WEEKS, WEEKS_EXAMPLE);
  if (start !== undefined) return cursor.refuse('只有每周、隔周才写从哪天算起。', WEEKS_EXAMPLE);
  if (draft.kind !== 'stretch') return draft;
  return { kind: 'stretch', name: draft.name, edge: draft.edge ?? usualEdge(draft.name, shift) };
}

const COUNTED_WEEKS = '隔几周要写星期几、从哪一天算起。';
const WEEKS_EXAMPLE = '隔周 周五 自2026年12月4日';

import { defined } from '../../kit/defined.ts';
import { HOLIDAY_NAMES } from '../holidays.ts';
import type { EventName } from '../rule-types.ts';
import type { Season } from '../types.ts';
import { type Cursor, pattern } from './cursor.ts';
import type { Base, Edge, Plan, Shift } from './plan.ts';
import {
  type DraftBase,
  readEdge,
  readHoliday,
  readLunar,
  readSolarTerm,
  readTermEdge,
  refuseUnknownDay,
} from './read-anchor.ts';
import { readSeasonName } from './read-season.ts';
import { readFullDate, readPicked } from './read-span.ts';
import { COUNTED_FROM, readInWeek, readSuffixes, seesSuffix } from './read-suffix.ts';
import { readEvery, readWeekly } from './read-weekly.ts';

/** When a rule names no time. */
export const USUAL_TIME = '10:00';

const EVENT = pattern('(?<heat>高温(?:日|天|后|预警)?)|(?<storm>暴雨(?:后|日|天|过后|停后|预警)?)');
const YEARLY = pattern('每年');
const EDGE_FOLLOWS = pattern('开始|启动|结束');

/** Reads a rule; undefined when the cursor has a trouble to tell. */
export function readPlan(cursor: Cursor, seasons: readonly Season[] | undefined): Plan | undefined {
  const { name, draft, event } = readDays(cursor, seasons);
  if (event !== undefined || cursor.trouble) return event;
  if (draft === undefined || refusedCount(cursor, draft)) return undefined;
  const inWeek = readInWeek(cursor);
  const { shift, time = USUAL_TIME, onRest } = readSuffixes(cursor);
  if (cursor.trouble) return undefined;
  return {
    ...defined({ season: name }),
    base: settled(draft, shift),
    ...defined({ inWeek, shift }),
    time,
    ...defined({ onRest }),
  };
}

interface Days {
  /** Of the season that holds the days. */
  readonly name?: string;
  readonly draft?: DraftBase | undefined;
  readonly event?: Plan | undefined;
}

// A season's name comes first: 高温期 is no 高温日.
function readDays(cursor: Cursor, seasons: readonly Season[] | undefined): Days {
  const yearly = cursor.take(YEARLY) !== undefined;
  const name = readSeasonName(cursor, seasons);
  if (cursor.trouble) return {};
  if (name === undefined) {
    const event = yearly ? undefined : readEvent(cursor);
    return event || cursor.trouble ? { event } : { draft: readBase(cursor, yearly) };
  }
  if (cursor.sees(EDGE_FOLLOWS) || seesSuffix(cursor)) return { draft: readEdge(cursor, name) };
  return { name, draft: readBase(cursor, cursor.take(YEARLY) !== undefined) };
}

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

function readBase(cursor: Cursor, yearly: boolean): DraftBase | undefined {
  const base = firstRead(yearly ? YEARLY_FORMS : ALL_FORMS, cursor, yearly);
  if (base !== undefined || cursor.trouble) return base;
  if (yearly && cursor.done()) return cursor.refuse('后面要写是哪一天。', '每年 4月10日');
  refuseUnknownDay(cursor);
  return cursor.refuseNext((word) => (word === '' ? '还没有写规则。' : `看不懂“${word}”。`));
}

type Read = (cursor: Cursor, yearly: boolean) => DraftBase | undefined;

const YEARLY_FORMS: readonly Read[] = [readLunar, readTermEdge, readHoliday, readSolarTerm, readPicked];
const ALL_FORMS: readonly Read[] = [readFullDate, ...YEARLY_FORMS, readWeekly, readEvery];

function firstRead(forms: readonly Read[], cursor: Cursor, yearly: boolean): DraftBase | undefined {
  for (const read of forms) {
    const base = read(cursor, yearly);
    if (base !== undefined || cursor.trouble) return base;
  }
  return undefined;
}

/** Where on a stretch a rule stands that says nothing about it. */
export function usualEdge(name: string, shift: Shift | undefined): Edge {
  if (shift !== undefined) return shift.n < 0 ? '始' : '末';
  return HOLIDAY_NAMES.includes(name) ? '日' : '始';
}

function settled(draft: DraftBase, shift: Shift | undefined): Base {
  if (draft.kind !== 'stretch') return draft;
  return { kind: 'stretch', name: draft.name, edge: draft.edge ?? usualEdge(draft.name, shift) };
}

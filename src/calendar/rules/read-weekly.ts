import { type Cursor, pattern } from './cursor.ts';
import type { Base, Weekday } from './plan.ts';
import { UNIT, unitOf, WEEK, WEEKDAY_SIGN, weekdayOf } from './words.ts';

const EVERY = pattern(`(?:每[逢个]?(?<unit>${UNIT})|(?<daily>天天)|(?<bare>工作日|上学日|教学日))`);
const WEEKS = pattern(
  `(?<other>每(?:两|二|2)个?${WEEK}|每?隔一?个?${WEEK}|每?双${WEEK}的?)|(?<odd>每?单${WEEK})|每[逢个]?${WEEK}|(?=${WEEK})`,
);
const FIRST_DAY = pattern(`(?:逢|每)?(?:${WEEK})?(?<day>${WEEKDAY_SIGN})`);
const NEXT_DAY = pattern(`[、和及](?:${WEEK})?(?<day>${WEEKDAY_SIGN})`);

/** Reads `每天`, `每个工作日`, `每个上学日`. */
export function readEvery(cursor: Cursor): Base | undefined {
  const found = cursor.take(EVERY);
  if (found === undefined) return undefined;
  const { unit, bare } = found.groups ?? {};
  return { kind: 'every', unit: unitOf(unit ?? bare ?? '天') };
}

/** Reads `每周五`, `每周一、四`, `双周 周五`, `周五`. */
export function readWeekly(cursor: Cursor): Base | undefined {
  const found = cursor.take(WEEKS);
  if (found === undefined) return undefined;
  const first = cursor.take(FIRST_DAY);
  if (first === undefined) return cursor.refuse('后面要写星期几。', '每周五 15:00');
  const days: Weekday[] = [];
  for (let next: RegExpExecArray | undefined = first; next !== undefined; next = cursor.take(NEXT_DAY))
    days.push(weekdayOf(next.groups?.day ?? ''));
  const { other, odd } = found.groups ?? {};
  const weeks = other !== undefined ? '双' : odd !== undefined ? '单' : '每';
  return { kind: 'weekly', weeks, weekdays: [...new Set(days)].sort((a, b) => a - b) };
}

import { type Cursor, pattern } from './cursor.ts';
import type { Base } from './plan.ts';

// Longer names first: 防灾减灾日 is not 减灾日.
const DAYS: readonly (readonly [words: string, month: number, day: number])[] = [
  ['(?:国际)?妇女节|三八节', 3, 8],
  ['植树节', 3, 12],
  ['(?:全民)?国家安全教育日', 4, 15],
  ['五四(?:青年节)?|青年节', 5, 4],
  ['(?:全国)?防灾减灾日', 5, 12],
  ['六一(?:国际)?(?:儿童节)?|(?:国际)?儿童节', 6, 1],
  ['(?:国际)?禁毒日', 6, 26],
  ['七一(?:建党节)?|建党节', 7, 1],
  ['八一(?:建军节)?|建军节', 8, 1],
  ['教师节', 9, 10],
  ['(?:国际)?减灾日', 10, 13],
  ['(?:全国)?消防(?:宣传)?日', 11, 9],
  ['(?:全国)?交通安全日', 12, 2],
  ['(?:国家)?宪法(?:宣传)?日', 12, 4],
];
const NAMED = pattern(DAYS.map(([words], n) => `(?<d${n}>${words})`).join('|'));
const SAFETY_DAY = pattern('(?:全国)?(?:中小学生)?安全教育日');

/** Reads a day of the year that everybody calls by its name: 教师节, 消防日, 安全教育日. */
export function readNamedDay(cursor: Cursor): Base | undefined {
  const found = cursor.take(NAMED);
  const named = DAYS.find((_day, n) => found?.groups?.[`d${n}`] !== undefined);
  if (named !== undefined) {
    const [, month, day] = named;
    return { kind: 'pick', span: { of: '年', month }, pick: { by: 'date', days: [day] } };
  }
  if (cursor.take(SAFETY_DAY) === undefined) return undefined;
  return { kind: 'pick', span: { of: '年', month: 3 }, pick: { by: 'nth', n: -1, what: 1 } };
}

import type { Season } from '../types.ts';
import { type Cursor, pattern } from './cursor.ts';

// Words of the language itself may not be in a name, and 星期, 学期 and 假期 are none.
const NAME =
  '(?:(?![每第年月日号天周节前后个的遇])\\p{Script=Han}){1,12}[季期](?!间)(?<!星期|学期|学期期|假期|寒期|暑期)(?!(?<=[春秋]季)(?:学期|开学))';
const SEASON = pattern(`(?<name>${NAME})`);

/** Reads a season's name, refusing one that is not among the county's when those are given. */
export function readSeasonName(cursor: Cursor, seasons: readonly Season[] | undefined): string | undefined {
  const name = cursor.take(SEASON)?.groups?.name;
  if (name === undefined || seasons === undefined || seasons.some((season) => season.name === name))
    return name;
  const known = seasons.map((season) => season.name);
  return cursor.refuse(
    `县档案里没有“${name}”，有：${known.join('、')}。`,
    `${known[0] ?? '防溺水季'} 每周五 15:00`,
  );
}

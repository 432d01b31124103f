import { join } from 'node:path';
import type { CountyStore, LoadOutcome } from '../../places/county-store.ts';
import type { CountyFile } from '../../places/file-shape.ts';
import type { Base } from '../base.ts';
import { TEMPLATES_DIR } from '../paths.ts';
import { openCasesIn } from './open-cases.ts';
import { readCounty } from './read.ts';
import { CountyRefused } from './refused.ts';

/**
 * Load the county file that the configuration names at start, in a sandbox the fictional one. `say` hears what
 * happened, nothing when nothing changed. Throws CountyRefused.
 */
export async function loadGivenCounty(
  { config, database }: Pick<Base, 'config' | 'database'>,
  store: CountyStore,
  say: (line: string) => void,
): Promise<void> {
  const shipped = config.sandbox ? join(TEMPLATES_DIR, 'county', 'wangxi.yaml') : undefined;
  const path = config.countyFile ?? shipped;
  if (path === undefined) return;
  const file = await readCounty(path);
  const outcome = await store.load(file, openCasesIn(database.mongo));
  const lines = loadedLines(outcome, file);
  if (outcome.outcome !== 'unchanged') for (const line of lines) say(line);
}

/** What loading did, for the person at the terminal. Throws CountyRefused when it did nothing. */
export function loadedLines(outcome: LoadOutcome, file: CountyFile): readonly string[] {
  switch (outcome.outcome) {
    case 'loaded':
      return [
        `已导入：${countySummary(file)}。新增 ${outcome.added} 个单位，停用 ${outcome.retired.length} 个。`,
        ...outcome.retired.map(({ name }) => `  停用：${name}（原有记录仍可查）`),
      ];
    case 'unchanged':
      return ['内容与现在的县档案相同，没有改动。'];
    case 'refused':
      throw new CountyRefused([
        '没有导入：下列单位从文件里消失了，但还有未办结的个案或隐患。请先办结，或把单位写回文件。',
        ...outcome.inUse.map(({ place, open }) => `  ${place.name}：${open} 件`),
      ]);
    case 'other-county':
      throw new CountyRefused([
        `没有导入：数据库里是“${outcome.loaded}”的档案，文件是“${file.county.name}”的。请检查文件或数据库设置。`,
      ]);
  }
}

/** A county file in one line. */
export function countySummary({ county, townships, schools, members, groups }: CountyFile): string {
  return `${county.name}，${townships.length} 个乡镇街道，${schools.length} 所学校，${members.length} 人，${groups.length} 个群`;
}

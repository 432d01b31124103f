import type { OpenCasesOf } from '../../places/county-changes.ts';
import type { CountyStore, LoadOutcome } from '../../places/county-store.ts';
import type { CountyFile } from '../../places/file-shape.ts';
import { readCounty } from './read.ts';
import { CountyRefused } from './refused.ts';

/** Load a county file at start; the lines tell what happened, nothing when nothing changed. Throws CountyRefused. */
export async function loadCounty(
  store: CountyStore,
  path: string,
  openCasesOf: OpenCasesOf,
): Promise<readonly string[]> {
  const file = await readCounty(path);
  const outcome = await store.load(file, openCasesOf);
  const lines = loadedLines(outcome, file);
  return outcome.outcome === 'unchanged' ? [] : lines;
}

/** What loading did, for the person at the terminal. Throws CountyRefused when it did nothing. */
export function loadedLines(outcome: LoadOutcome, file: CountyFile): readonly string[] {
  switch (outcome.outcome) {
    case 'loaded':
      return [
        `已导入：${summary(file)}。新增 ${outcome.added} 个单位，停用 ${outcome.retired.length} 个。`,
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
export function summary({ county, townships, schools, members, groups }: CountyFile): string {
  return `${county.name}，${townships.length} 个乡镇街道，${schools.length} 所学校，${members.length} 人，${groups.length} 个群`;
}

import type { LoadOutcome } from '../../places/county-loading.ts';
import type { CountyFile } from '../../places/file-shape.ts';
import { CountyRefused } from './refused.ts';

/** What loading did, for the person at the terminal. Throws CountyRefused when it did nothing. */
export function loadedLines(outcome: LoadOutcome, file: CountyFile): readonly string[] {
  switch (outcome.outcome) {
    case 'loaded':
      return [
        `已导入：${countySummary(file)}。新增 ${outcome.added} 个单位，停用 ${outcome.retired.length} 个。`,
        ...outcome.retired.map(({ name }) => `  停用：${name}（原有记录仍可查）`),
        ...outcome.merged.map(
          ({ place, into }) => `  合并：${place.name} 并入 ${into.name}，未办结的个案、隐患和任务随之转入`,
        ),
      ];
    case 'unchanged':
      return ['内容与现在的县档案相同，没有改动。'];
    case 'refused':
      throw new CountyRefused(
        [
          '没有导入：下列单位从文件里消失了，但还有未办结的个案或隐患。请先办结，或把单位写回文件；已并入别校的，在那所学校写 former: [原校名]。',
          ...outcome.inUse.map(({ place, open }) => `  ${place.name}：${open} 件`),
        ],
        { kind: 'in-use', count: outcome.inUse.length },
      );
    case 'other-county':
      throw new CountyRefused(
        [
          `没有导入：数据库里是“${outcome.loaded}”的档案，文件是“${file.county.name}”的。请检查文件或数据库设置。`,
        ],
        { kind: 'other-county', count: 1 },
      );
  }
}

/** A county file in one line. */
export function countySummary({ county, townships, schools, members, groups }: CountyFile): string {
  return `${county.name}，${townships.length} 个乡镇街道，${schools.length} 所学校，${members.length} 人，${groups.length} 个群`;
}

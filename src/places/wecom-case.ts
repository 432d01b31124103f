import type { CountyProblem } from './county-problem.ts';
import { itemTitle, type Sections } from './county-sections.ts';
import type { CountyFile } from './file-shape.ts';

/** WeCom takes ZhangSan and zhangsan for one account: of two that differ by case only one can be meant. Pure. */
export function caseWarnings(
  { members }: CountyFile,
  { rows, lineOf }: Pick<Sections, 'rows' | 'lineOf'>,
): readonly CountyProblem[] {
  const lines = members.map((_member, n) => lineOf([...(rows.members[n]?.path ?? []), 'wecom']));
  return members.flatMap((member, n) => {
    const { wecom } = member;
    if (wecom === undefined) return [];
    const first = members.findIndex(
      (other) => other.wecom !== wecom && other.wecom?.toLowerCase() === wecom.toLowerCase(),
    );
    if (first < 0 || first > n) return [];
    const where = `第 ${lines[first]} 行${itemTitle('members', members[first], first)}的“${members[first]?.wecom}”`;
    const title = itemTitle('members', member, n);
    const text = `${title}：wecom“${wecom}”与${where}只有大小写不同，企业微信当作同一个账号。请核对，只留一个。`;
    return [{ line: lines[n] ?? 1, text }];
  });
}

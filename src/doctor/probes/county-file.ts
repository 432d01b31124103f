import type { CountyTrouble } from '../../places/county-given-store.ts';
import { type Finding, warn } from '../finding.ts';
import { instantWords } from '../when.ts';

const WHY: Readonly<Record<CountyTrouble['kind'], (count: number) => string>> = {
  unreadable: () => '打不开',
  mistakes: (count) => `有 ${count} 处要改`,
  'in-use': (count) => `少了 ${count} 个还有未办结事项的单位`,
  'other-county': () => '是另一个县的',
};

const FIXES: Readonly<Record<CountyTrouble['kind'], string>> = {
  unreadable: '请查 COUNTY_FILE 的路径和权限，再重启。',
  mistakes: '在服务器上执行 npm run county -- check 文件名，照行号改好，再重启。',
  'in-use': '先办结这些事项，或把单位写回文件；已并入别校的，在那所学校写 former: [原校名]。再重启。',
  'other-county': '请查 COUNTY_FILE 和 MONGODB_URI 是不是同一个县的，再重启。',
};

/** Whether the file that the configuration names was loaded at the last start; nothing to say when it was. Pure. */
export function countyFileFindings(trouble: CountyTrouble | undefined, timeZone: string): readonly Finding[] {
  if (trouble === undefined) return [];
  const { kind, count, at } = trouble;
  const text = `COUNTY_FILE ${WHY[kind](count)}，${instantWords(at, timeZone)} 没有导入，现在用的还是上一版。`;
  return [warn('县档案文件', text, FIXES[kind])];
}

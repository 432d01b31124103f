import type { CountyTools } from './county-tools.ts';
import { exportTo } from './export-county.ts';
import { codes } from './issue-codes.ts';
import { load, rollback } from './load-county.ts';
import { check, diff, versions } from './show-county.ts';

/** How the commands are written. */
export const USAGE = [
  '用法：npm run county -- 命令',
  '  check    文件         检查县档案，不动数据库',
  '  diff     文件         看导入后会变什么，不改动',
  '  load     文件 [--yes] 导入县档案；有人或单位要去掉时先问一声，--yes 不问',
  '  versions              列出历次版本',
  '  rollback 版本号 [--yes] 用旧版的内容做成新的一版',
  '  export   [文件]       导出现在的县档案，连同备注',
  '  codes                 给没有绑定也没有码的人发一人一码',
  '  codes    --renew [姓名] 全部（或这个人）重新发码',
];

/** What a command does: without a database, or with one. */
export type Action =
  | { readonly alone: () => Promise<readonly string[]> }
  | { readonly work: (tools: CountyTools) => Promise<readonly string[]> };

/** The command of these arguments; undefined: there is none like that. */
export function actionOf([command, ...given]: readonly string[]): Action | undefined {
  const options = given.filter((word) => word.startsWith('--'));
  const [first, ...more] = given.filter((word) => !word.startsWith('--'));
  const known = options.every((option) => OPTIONS[command ?? '']?.includes(option));
  if (more.length > 0 || !known) return undefined;
  const yes = options.includes('--yes');
  if (command === 'versions' && first === undefined) return { work: versions };
  if (command === 'export') return { work: (tools) => exportTo(first, tools) };
  if (command === 'codes') return codesOf(first, options.includes('--renew'));
  if (first === undefined) return undefined;
  if (command === 'check') return { alone: () => check(first) };
  if (command === 'diff') return { work: (tools) => diff(first, tools) };
  if (command === 'load') return { work: (tools) => load(first, tools, { yes }) };
  if (command === 'rollback' && /^[1-9]\d{0,8}$/.test(first))
    return { work: (tools) => rollback(Number(first), tools, { yes }) };
  return undefined;
}

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  load: ['--yes'],
  rollback: ['--yes'],
  codes: ['--renew'],
};

function codesOf(name: string | undefined, renew: boolean): Action | undefined {
  if (!renew) return name === undefined ? { work: (tools) => codes(tools) } : undefined;
  return { work: (tools) => codes(tools, { renew: name === undefined ? 'all' : { name } }) };
}

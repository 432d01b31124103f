import { countySummary } from '../compose/county/loaded-lines.ts';
import { readCounty } from '../compose/county/read.ts';
import { CountyRefused } from '../compose/county/refused.ts';
import { localDate, localTime } from '../kit/local-date.ts';
import type { VersionFacts } from '../places/county-store.ts';
import type { CountyTools } from './county-tools.ts';
import { diffLines } from './diff-lines.ts';
import { tableLines } from './table.ts';

/** Checks a file without a database. */
export async function check(path: string): Promise<readonly string[]> {
  const { file, warnings } = await readCounty(path);
  return [`${path} 没有问题：${countySummary(file)}。`, ...warnings];
}

/** What loading a file would change; changes nothing. */
export async function diff(path: string, { store }: CountyTools): Promise<readonly string[]> {
  const { file, warnings } = await readCounty(path);
  const found = await store.diff(file);
  if (found !== undefined) return [...diffLines(found), ...warnings];
  const [current] = await store.versions();
  if (current === undefined) return [`还没有县档案，这会是第一版：${countySummary(file)}。`, ...warnings];
  throw new CountyRefused([
    `文件是“${file.county.name}”的，数据库里是另一个县的档案，没法比较。请检查文件或数据库设置。`,
  ]);
}

const BY: Readonly<Record<NonNullable<VersionFacts['by']>, string>> = {
  start: '启动时导入',
  hand: '手工导入',
  rollback: '退回旧版',
};

/** Every version that was ever in force, the current one first. */
export async function versions({ store, timeZone }: CountyTools): Promise<readonly string[]> {
  const all = await store.versions();
  if (all.length === 0) throw new CountyRefused([NOTHING_LOADED]);
  const rows = all.map(({ seq, loadedAt, by, ...counts }, n) => [
    `${seq}${n === 0 ? '（现用）' : ''}`,
    `${localDate(loadedAt, timeZone)} ${localTime(loadedAt, timeZone)}`,
    by === undefined ? '' : BY[by],
    ...[counts.townships, counts.schools, counts.members, counts.groups].map(String),
  ]);
  return [
    ...tableLines([['版本', '时间', '来源', '乡镇', '学校', '人员', '群'], ...rows]),
    '退回某一版：npm run county -- rollback 版本号',
  ];
}

/** What there is to say where no county file was ever loaded. */
export const NOTHING_LOADED = '还没有导入过县档案。请先运行：npm run county -- load 文件名';

import { randomInt } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import { countySummary, loadedLines } from '../compose/county/load.ts';
import { readCounty } from '../compose/county/read.ts';
import { CountyRefused } from '../compose/county/refused.ts';
import type { Clock } from '../kit/clock.ts';
import type { Mongo } from '../mongo/connect.ts';
import { createBindings } from '../people/bindings-store.ts';
import { createRosterCodes } from '../people/roster-codes-store.ts';
import type { County, CountyMember } from '../places/county.ts';
import type { OpenCasesOf } from '../places/county-changes.ts';
import type { CountyStore } from '../places/county-store.ts';
import { writeCounty } from '../places/write-county.ts';
import type { Sealer } from '../privacy/types.ts';
import { tableLines } from './table.ts';

/** What the commands that need a database work with. */
export interface CountyTools {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly store: CountyStore;
  readonly openCasesOf: OpenCasesOf;
}

/** Checks a file without a database. */
export async function check(path: string): Promise<readonly string[]> {
  return [`${path} 没有问题：${countySummary(await readCounty(path))}。`];
}

/** Makes a file the current version. */
export async function load(path: string, { store, openCasesOf }: CountyTools): Promise<readonly string[]> {
  const file = await readCounty(path);
  return loadedLines(await store.load(file, openCasesOf), file);
}

/** Writes the current version to a file only its owner may read, or gives it as text. */
export async function exportTo(path: string | undefined, { store }: CountyTools): Promise<readonly string[]> {
  const file = await store.exportFile();
  if (file === undefined)
    throw new CountyRefused(['还没有导入过县档案。请先运行：npm run county -- load 文件名']);
  const text = writeCounty(file);
  if (path === undefined) return [text.trimEnd()];
  // It may hold push addresses: whoever has one can write into the group.
  await writeFile(path, text, { mode: 0o600 });
  await chmod(path, 0o600);
  return [`已导出到 ${path}：${countySummary(file)}。内有群推送地址时请妥善保管。`];
}

/** Gives everybody who has no account yet a code of their own; codes given before and not used stop working. */
export async function codes({ store, mongo, sealer, clock }: CountyTools): Promise<readonly string[]> {
  const county = await store.county();
  const bound = await createBindings(mongo).boundMembers();
  const free = county.members.filter(
    ({ id, wecom, dingtalk }) => wecom === undefined && dingtalk === undefined && !bound.has(id),
  );
  const digits = (): string => String(randomInt(1_000_000)).padStart(6, '0');
  const issued = await createRosterCodes(mongo, sealer).issue(
    free.map(({ id }) => id),
    digits,
    clock.now(),
  );
  if (free.length === 0) return ['花名册里的人都已绑定，不用发码。'];
  const rows = free.map((member) => [
    member.name,
    unitOf(county, member),
    member.post ?? '',
    issued.get(member.id) ?? '',
  ]);
  return [
    ...tableLines([['姓名', '单位', '职务', '绑定码'], ...rows]),
    '',
    `共 ${free.length} 人。一人一码，30 天内有效，用过即废；以前发出未用的码已作废。`,
    '请单独交给本人，本人私聊机器人发送：绑定 六位码',
  ];
}

function unitOf({ gazetteer }: County, { schoolId, townshipId, department }: CountyMember): string {
  const place = schoolId ?? townshipId;
  const name = place === undefined ? undefined : gazetteer.byId(place)?.name;
  return name ?? department ?? gazetteer.county.name;
}

import { randomInt, randomUUID } from 'node:crypto';
import { CountyRefused } from '../compose/county/refused.ts';
import { createBindings } from '../people/bindings-store.ts';
import { createRosterCodes } from '../people/roster-codes-store.ts';
import type { County, CountyMember } from '../places/county.ts';
import { BY_TERMINAL, type CountyTools } from './county-tools.ts';
import { tableLines } from './table.ts';

/** Whose codes are made anew although they have one: nobody's, everybody's, or those of people of this name. */
export interface Renewal {
  readonly renew?: 'all' | { readonly name: string };
}

type CodeTools = Pick<CountyTools, 'store' | 'mongo' | 'sealer' | 'clock' | 'trail'>;

/** Gives a code of their own to everybody who has neither an account nor a code yet. Other people's codes stay good. */
export async function codes(tools: CodeTools, { renew }: Renewal = {}): Promise<readonly string[]> {
  const { store, mongo, sealer, clock } = tools;
  const county = await store.county();
  if (county.members.length === 0)
    return ['花名册是空的，没有人可以发码。请把人员写进县档案的 members，再导入。'];
  const bound = await createBindings(mongo).boundMembers();
  const free = county.members.filter(
    ({ id, wecom, dingtalk }) => wecom === undefined && dingtalk === undefined && !bound.has(id),
  );
  if (free.length === 0) return ['花名册里的人都已绑定，不用发码。'];
  const roster = createRosterCodes(mongo, sealer);
  const now = clock.now();
  const waiting = await roster.waiting(now);
  const wanted = renew === undefined ? free.filter(({ id }) => !waiting.has(id)) : renewed(free, renew);
  if (wanted.length === 0)
    return [
      `没有绑定的 ${free.length} 人都已有码，还没有用。码只显示一次；丢了请重发：`,
      '  npm run county -- codes --renew 姓名',
      '  npm run county -- codes --renew',
    ];
  const digits = (): string => String(randomInt(1_000_000)).padStart(6, '0');
  const ids = wanted.map(({ id }) => id);
  const issued = await roster.issue(ids, digits, now);
  const detail = { act: 'codes', count: ids.length };
  await tools.trail.record([
    { key: `codes:${randomUUID()}`, at: now, what: 'rights', by: BY_TERMINAL, detail },
  ]);
  return [
    ...codeTable(county, wanted, issued),
    '',
    ...notes(wanted.length, free.length - wanted.length, renew),
  ];
}

function renewed(
  free: readonly CountyMember[],
  renew: NonNullable<Renewal['renew']>,
): readonly CountyMember[] {
  if (renew === 'all') return free;
  const named = free.filter(({ name }) => name === renew.name);
  if (named.length > 0) return named;
  throw new CountyRefused([`没有绑定的人里没有“${renew.name}”：已经绑定，或不在县档案里。请核对姓名。`]);
}

function codeTable(
  county: County,
  members: readonly CountyMember[],
  issued: ReadonlyMap<string, string>,
): readonly string[] {
  const rows = members.map((member) => [
    member.name,
    unitOf(county, member),
    member.post ?? '',
    issued.get(member.id) ?? '',
  ]);
  return tableLines([['姓名', '单位', '职务', '绑定码'], ...rows]);
}

function notes(made: number, others: number, renew: Renewal['renew']): readonly string[] {
  const old =
    renew !== undefined
      ? '这些人以前发出未用的码已作废。'
      : others > 0
        ? `另有 ${others} 人以前发的码仍可用。`
        : '';
  return [
    `共 ${made} 人。一人一码，30 天内有效，用过即废。${old}`,
    '请单独交给本人，本人私聊机器人发送：绑定 六位码',
  ];
}

function unitOf({ gazetteer }: County, { schoolId, townshipId, department }: CountyMember): string {
  const place = schoolId ?? townshipId;
  const name = place === undefined ? undefined : gazetteer.byId(place)?.name;
  return name ?? department ?? gazetteer.county.name;
}

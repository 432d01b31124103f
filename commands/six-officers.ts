import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import type { OfficerVisit } from '../src/inspections/officer-visits.ts';
import { officerFor, officerMeant, officersOf } from '../src/inspections/six-officers.ts';
import { defined } from '../src/kit/defined.ts';
import { rosterFileName } from '../src/ledgers/file-name.ts';
import { handOutLedger } from '../src/ledgers/hand-out.ts';
import { rosterSchools } from '../src/ledgers/roster-rows.ts';
import { accountFor } from '../src/people/account-for.ts';
import { accountKey } from '../src/people/accounts.ts';
import { byOf } from '../src/people/actor.ts';
import { elsewhere, ownChannel } from '../src/people/own-channel.ts';
import { covers } from '../src/people/scope.ts';
import type { Person } from '../src/people/types.ts';
import { areaName, fullName } from '../src/places/naming.ts';
import type { Place, School } from '../src/places/place.ts';
import type { OfficerRole } from '../src/places/six-officers.ts';
import { maskPhone } from '../src/privacy/mask.ts';

const place = () => arg.place({ labels: ['学校', '地点'], places: ['school'], notFirst: true }).optional();
const args = z.object({ place: place(), words: arg.text({ labels: ['其他'] }).optional() });
const visitArgs = z.object({
  file: arg.file({ labels: ['编号'], wanted: { kinds: ['hazard'], right: 'see' } }).optional(),
  place: place(),
  words: arg.text({ labels: ['哪一员', '类别'] }).optional(),
});
type VisitArgs = z.output<typeof visitArgs>;

const TOLD_FOR_MS = 7 * 24 * 60 * 60_000;
const MOST_SCHOOLS = 20;

/** 六员: who of other offices stands by a school, when they came and were called, and where nobody is. */
export default defineCommand({
  name: '六员',
  aliases: ['六员进校园', '校园六员', 'officers'],
  order: 32,
  summary: '看本校的六员是谁、来过几次；来了、叫了记一笔；乡镇和局里看哪些学校缺员',
  usage: '六员 [学校]',
  examples: [{ line: '六员 {学校}', where: 'private' }],
  roles: ['teacher', 'school', 'township', 'bureau', 'officer6'],
  where: 'private',
  effect: 'none',
  args,
  run: show,
  verbs: {
    roster: defineVerb({
      words: ['花名册', '名册', '表格', '台账', '导出'],
      stands: 'whole',
      usage: '[乡镇]（Excel，发到您的私聊）',
      examples: [{ line: '六员 花名册', where: 'private' }],
      roles: ['township', 'bureau'],
      effect: 'adds',
      args: z.object({
        place: arg.place({ labels: ['乡镇', '街道'], places: ['township'], notFirst: true }).optional(),
      }),
      run: sendRoster,
    }),
    came: defineVerb({
      words: ['来了', '到校', '来过', '到校了'],
      stands: 'first',
      usage: '哪一员 [学校]',
      examples: [{ line: '六员 来了 消防指导员 {学校}', where: 'private' }],
      effect: 'adds',
      args: visitArgs,
      run: (context, given) => note(context, given, 'came'),
    }),
    called: defineVerb({
      words: ['叫了', '叫', '请', '呼叫'],
      stands: 'first',
      usage: '哪一员 [学校]，或隐患编号（按类别找人）',
      examples: [{ line: '六员 叫 消防指导员 {学校}', where: 'private' }],
      effect: 'adds',
      args: visitArgs,
      run: (context, given) => note(context, given, 'called'),
    }),
  },
});

/** A school's people mean their own school; others look at vacancies until they name one. */
async function show(context: CommandContext, given: z.output<typeof args>): Promise<ReplyResult> {
  // The reminder of the six officers once asked for 六员 6.
  if (given.words !== undefined)
    return { reply: context.text('officers/not-understood', { words: given.words }) };
  const school = schoolMeant(context, given.place as School | undefined);
  if (school === undefined) return vacancies(context);
  const { actor, services, gazetteer, text, today } = context;
  if (!mayAsk(context, school)) return { reply: text('refusals/nothing-there') };
  const [{ officers }, everyone, calendar] = await Promise.all([
    services.hazards.rules(),
    services.people.everyone(),
    services.calendar.current(),
  ]);
  const counts = await services.officerVisits.counts(school.id, calendar.termOf(today).from);
  const rows = [];
  for (const officer of officers)
    rows.push({
      officer: officer.name,
      who: await Promise.all(officersOf(school, officer, everyone).map((one) => shown(context, one))),
      ...(counts.get(officer.name) ?? { came: 0, called: 0 }),
    });
  const first = rows.find(({ who }) => who.length > 0)?.officer ?? officers[0]?.name ?? '';
  const own = actor.schoolId === school.id;
  const line = own ? `六员 来了 ${first}` : `六员 来了 ${first} ${school.name}`;
  return { reply: text('officers/of-school', { school: fullName(gazetteer, school), rows, line }) };
}

/** With unit and masked phone, as far as they are known. */
async function shown({ services }: CommandContext, { id, name = '', department }: Person): Promise<string> {
  const phone = await services.phones.phoneOf(id);
  const more = [department, phone && maskPhone(phone)].filter(Boolean).join('，');
  return more === '' ? name : `${name}（${more}）`;
}

/** Which schools of the reader's area have nobody of a kind, kind by kind. */
async function vacancies(context: CommandContext): Promise<ReplyResult> {
  const { actor, services, gazetteer, text } = context;
  const { officers } = await services.hazards.rules();
  const everyone = await services.people.everyone();
  const schools = gazetteer.schools.filter((one) => mayAsk(context, one));
  const rows = officers.map((officer) => {
    const without = schools.filter((school) => officersOf(school, officer, everyone).length === 0);
    return {
      officer: officer.name,
      n: without.length,
      schools: without.slice(0, MOST_SCHOOLS).map((one) => fullName(gazetteer, one)),
    };
  });
  const named = actor.role === 'bureau' ? [] : rows;
  return {
    reply: text('officers/vacancies', {
      all: schools.length,
      // The whole county's names would be read by nobody.
      rows: rows.map(({ officer, n }) => ({ officer, n })),
      named: named.filter(({ n }) => n > 0),
      line: schools[0] === undefined ? '六员' : `六员 ${schools[0].name}`,
    }),
  };
}

/** T13 as an Excel file, to the asker alone. */
async function sendRoster(
  context: CommandContext,
  { place: township }: { readonly place?: Place | undefined },
): Promise<CommandResult> {
  const { actor, gazetteer, text, now } = context;
  const area = township?.id;
  if (rosterSchools(actor, gazetteer, area).length === 0) return { reply: text('refusals/nothing-there') };
  const to = await context.freeze('account', () => ownChannel(context));
  const noChannel = text('totals/no-channel', { line: '六员 花名册' });
  if (to === '') return { reply: noChannel };
  const of = area === undefined ? undefined : areaName(gazetteer, area);
  const name = '六员花名册';
  const ref = { roster: 'officers' as const, to, at: now.getTime(), ...defined({ area }) };
  const file = { ref, fileName: rosterFileName(gazetteer, area), text: text('totals/file', { name, of }) };
  return writes(handOutLedger(context, file), (how) =>
    how === 'waiting'
      ? noChannel
      : text('totals/made', { name, of, where: elsewhere(context, to), line: '六员' }),
  );
}

async function note(
  context: CommandContext,
  given: VisitArgs,
  kind: OfficerVisit['kind'],
): Promise<CommandResult> {
  const { actor, services, gazetteer, text, now: at } = context;
  const hazard = given.file?.file;
  const { officers } = await services.hazards.rules();
  const officer =
    officerMeant(given.words ?? '', officers) ??
    (hazard === undefined ? ownOffice(context, officers) : officerFor(hazard, officers));
  const of = hazard?.schoolId === undefined ? undefined : gazetteer.byId(hazard.schoolId);
  const school = schoolMeant(context, (given.place ?? of) as School | undefined);
  const names = officers.map(({ name }) => name);
  if (officer === undefined || school === undefined)
    return {
      reply: text('officers/which', {
        names,
        school: school !== undefined,
        line: `六员 来了 ${names[0] ?? ''}`,
      }),
    };
  if (!mayAsk(context, school)) return { reply: text('refusals/nothing-there') };
  const people = officersOf(school, officer, await services.people.everyone());
  const vacant = people.length === 0;
  if (vacant && kind === 'called')
    return { reply: text('officers/vacant', { officer: officer.name, school: fullName(gazetteer, school) }) };
  const about = given.file?.no;
  const told = { kind, officer: officer.name, school: fullName(gazetteer, school), about };
  const tell = kind === 'called' ? await toldOf(context, people, told) : [];
  const visit = {
    kind,
    officer: officer.name,
    schoolId: school.id,
    areaId: school.townshipId,
    by: byOf(actor),
    at,
    tell,
  };
  return writes(services.officerVisits.record({ ...visit, ...defined({ about }) }), () =>
    text('officers/noted', { ...told, who: people.map(({ name = '' }) => name) }),
  );
}

/** Officers themselves mean their own office. */
function ownOffice({ actor }: CommandContext, officers: readonly OfficerRole[]): OfficerRole | undefined {
  return actor.role === 'officer6' ? officerMeant(actor.post ?? '', officers) : undefined;
}

async function toldOf(
  { services, now, text, actor }: CommandContext,
  people: readonly Person[],
  {
    officer,
    school,
    about,
  }: { readonly officer: string; readonly school: string; readonly about: string | undefined },
) {
  const others = people.filter(({ id }) => id !== actor.memberId);
  const accounts = await Promise.all(others.map(({ accounts: all }) => accountFor(services.contacts, all)));
  const until = new Date(now.getTime() + TOLD_FOR_MS);
  const words = {
    title: '校园哨兵：有学校请您到校',
    text: text('officers/told', { officer, school, about }),
  };
  return accounts.flatMap((account) =>
    account === undefined ? [] : [{ to: accountKey(account), about: 'assigned' as const, until, words }],
  );
}

function schoolMeant({ actor, gazetteer }: CommandContext, named: School | undefined): School | undefined {
  if (named !== undefined) return named;
  const own = actor.schoolId === undefined ? undefined : gazetteer.byId(actor.schoolId);
  return own?.kind === 'school' ? own : undefined;
}

const mayAsk = ({ actor }: CommandContext, { id, townshipId }: School): boolean =>
  covers(actor, { areaId: townshipId, schoolId: id });

import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { PERMIT_TELLERS } from '../src/inspections/permit-transitions.ts';
import type { OnPermit, Permit, PermitKey, PermitKind } from '../src/inspections/permit-types.ts';
import { type ReadPermit, readPermit } from '../src/inspections/read-permit.ts';
import { defined } from '../src/kit/defined.ts';
import { addDays, daysBetween, type LocalDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import type { Role } from '../src/people/roles.ts';
import { covers, scopeOf } from '../src/people/scope.ts';
import { fullName } from '../src/places/naming.ts';
import type { School } from '../src/places/place.ts';

const placeArgs = z.object({
  place: arg.place({ labels: ['学校', '单位'], places: ['school'], notFirst: true }).optional(),
});
const args = placeArgs.extend({ said: arg.text({ labels: ['证照', '内容'] }).optional() });
type Args = z.output<typeof args>;

/** 证照: when permits and certificates of a school run out; the school is told in time. */
export default defineCommand({
  name: '证照',
  aliases: ['证照到期', '证照登记', 'permit'],
  order: 26,
  summary: '登记校车、食堂等证照的到期日，到期前自动提醒；看已登记的',
  usage: '证照 [学校]（看已登记的）',
  examples: [
    { line: '证照', where: 'private' },
    { line: '证照 {学校}', where: 'private' },
  ],
  roles: ['school', 'township', 'bureau', 'leader', 'auditor'],
  where: 'private',
  effect: 'none',
  args: placeArgs,
  async run(context, given) {
    const school = schoolOf(context, given.place as School | undefined);
    if (school === 'not-yours') return { reply: context.text('refusals/nothing-there') };
    return school === undefined ? ending(context) : list(context, school);
  },
  verbs: {
    tell: defineVerb({
      words: [],
      implied: true,
      stands: 'whole',
      usage: '种类 [车牌或位置] 到期日',
      examples: [{ line: '证照 食堂许可证 {学校} 2027-03-01', where: 'private' }],
      effect: 'adds',
      args,
      run: (context, given) => withPermit(context, given, tell),
    }),
    end: defineVerb({
      words: ['停用', '不再使用', '没有了', '注销', '报废', '删除', '取消'],
      stands: 'whole',
      usage: '种类 [车牌或位置]',
      examples: [],
      effect: 'adds',
      args,
      run: (context, given) => withPermit(context, given, end),
    }),
  },
});

/** The school and the permit meant, or what is asked or shown instead. */
async function withPermit(
  context: CommandContext,
  given: Args,
  then: (context: CommandContext, school: School, kind: PermitKind, read: ReadPermit) => CommandResult,
): Promise<CommandResult> {
  const school = schoolOf(context, given.place as School | undefined);
  if (school === 'not-yours') return { reply: context.text('refusals/nothing-there') };
  const { kinds } = context.services.permits;
  const read = readPermit(given.said ?? '', kinds, context.today);
  if (read.kind === undefined) return which(context, kinds);
  if (school === undefined) return MAY_WRITE.has(context.actor.role) ? askSchool() : ending(context);
  // Leaders and auditors see what is there; telling it is the school's.
  return MAY_WRITE.has(context.actor.role) ? then(context, school, read.kind, read) : list(context, school);
}

const MAY_WRITE = new Set<Role>(PERMIT_TELLERS);
const SOON_DAYS = 30;
/** What ran out longer ago is still listed: nobody has renewed it. */
const OVER_DAYS = 366;
const MOST_ROWS = 20;

function schoolOf(
  { actor, gazetteer }: CommandContext,
  named: School | undefined,
): School | 'not-yours' | undefined {
  const own = actor.schoolId === undefined ? undefined : gazetteer.byId(actor.schoolId);
  const school = named ?? (own?.kind === 'school' ? own : undefined);
  if (school === undefined) return undefined;
  return covers(actor, { areaId: school.townshipId, schoolId: school.id }) ? school : 'not-yours';
}

function askSchool(): CommandResult {
  const question = '是哪所学校的？';
  return { reply: question, ask: { question, label: '学校' } };
}

function which(context: CommandContext, kinds: readonly PermitKind[]): CommandResult {
  const line = `证照 ${kinds[0]?.name ?? ''}`;
  return { reply: context.text('permits/which', { kinds: kinds.map(({ name }) => name), line }) };
}

/** A day to show how one is written. */
const exampleDay = ({ today }: CommandContext): LocalDate => addDays(today, 365);

function keyOf({ id: schoolId }: School, { id: kindId }: PermitKind, { label }: ReadPermit): PermitKey {
  return { schoolId, kindId, ...defined({ label }) };
}

function tell(context: CommandContext, school: School, kind: PermitKind, read: ReadPermit): CommandResult {
  const { expiresOn, label } = read;
  if (expiresOn === undefined) {
    const reply = context.text('permits/when', {
      odd: read.oddDate === true,
      name: kind.name,
      label,
      school: fullName(context.gazetteer, school),
      example: exampleDay(context),
    });
    return { reply, ask: { question: reply } };
  }
  const { services, actor, now, today } = context;
  const effect = services.permits.tell(
    keyOf(school, kind, read),
    school.townshipId,
    expiresOn,
    byOf(actor),
    now,
  );
  return writes(effect, (done) =>
    fileAfter(done) === undefined
      ? context.text('refusals/full')
      : context.text('permits/told', {
          school: fullName(context.gazetteer, school),
          name: kind.name,
          label,
          on: expiresOn,
          left: daysBetween(today, expiresOn),
        }),
  );
}

function end(context: CommandContext, school: School, kind: PermitKind, read: ReadPermit): CommandResult {
  const { services, actor, now, gazetteer } = context;
  return writes(services.permits.end(keyOf(school, kind, read), byOf(actor), now), (done) =>
    done.outcome === 'declined' && done.why === 'full'
      ? context.text('refusals/full')
      : context.text('permits/ended', {
          done: ENDED[done.outcome],
          school: fullName(gazetteer, school),
          name: kind.name,
          label: read.label,
        }),
  );
}

const ENDED: Readonly<Record<OnPermit['outcome'], 'now' | 'before' | 'never'>> = {
  appended: 'now',
  repeated: 'now',
  declined: 'before',
  missing: 'never',
};

async function list(context: CommandContext, school: School): Promise<ReplyResult> {
  const { services, gazetteer, actor } = context;
  const permits = await services.permits.of(school.id);
  return {
    reply: context.text('permits/list', {
      school: fullName(gazetteer, school),
      named: actor.schoolId === undefined,
      readOnly: !MAY_WRITE.has(actor.role),
      rows: permits.map((permit) => rowOf(context, permit)),
    }),
  };
}

/** For who looks after many schools: what has run out or is about to, in their area. */
async function ending(context: CommandContext): Promise<ReplyResult> {
  const { services, gazetteer, actor, today } = context;
  const scope = scopeOf(actor);
  if (scope === 'none' || scope === 'own') return { reply: context.text('refusals/no-right') };
  const areaId = scope !== 'all' && 'townshipId' in scope ? scope.townshipId : undefined;
  const found = await services.permits.ending(addDays(today, -OVER_DAYS), addDays(today, SOON_DAYS), areaId);
  const [school] = gazetteer.schools.filter(
    ({ townshipId }) => areaId === undefined || townshipId === areaId,
  );
  return {
    reply: context.text('permits/ending', {
      total: found.length,
      over: found.filter(({ expiresOn }) => expiresOn < today).length,
      rows: found.slice(0, MOST_ROWS).map((permit) => rowOf(context, permit)),
      school: school === undefined ? '' : fullName(gazetteer, school),
    }),
  };
}

function rowOf({ services, gazetteer, today }: CommandContext, permit: Permit) {
  const school = gazetteer.byId(permit.schoolId);
  return {
    school: school === undefined ? '' : fullName(gazetteer, school),
    name: services.permits.kinds.find(({ id }) => id === permit.kindId)?.name ?? permit.kindId,
    label: permit.label,
    on: permit.expiresOn,
    left: daysBetween(today, permit.expiresOn),
  };
}

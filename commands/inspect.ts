import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  photosWith,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { categoryOf } from '../src/hazards/categories.ts';
import { findingLevelOf } from '../src/hazards/found-at.ts';
import { maybeMajor } from '../src/hazards/judging.ts';
import { touchedCriterion } from '../src/hazards/major-criteria.ts';
import { sensitiveHazard } from '../src/hazards/sensitive.ts';
import type { Hazard } from '../src/hazards/types.ts';
import { findingLine, hazardDescription } from '../src/inspections/finding-words.ts';
import { MOST_FINDINGS, type ReadFindings, readFindings } from '../src/inspections/read-findings.ts';
import { findNamed } from '../src/inspections/read-form.ts';
import { mayInspect, signature } from '../src/inspections/signer.ts';
import type { Inspection, InspectionForm } from '../src/inspections/types.ts';
import { defined } from '../src/kit/defined.ts';
import { spokenDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import { covers } from '../src/people/scope.ts';
import { fullName, groupAreaName } from '../src/places/naming.ts';
import type { School } from '../src/places/place.ts';

const args = z.object({
  place: arg.place({
    labels: ['学校', '地点', '单位'],
    places: ['school'],
    question: '检查的是哪所学校？',
    notFirst: true,
  }),
  said: arg.text({ labels: ['内容', '结果', '问题'] }).optional(),
});

type Args = z.output<typeof args>;

/** 检查: one school one form; who checks signs, and each finding becomes a hazard. */
export default defineCommand({
  name: '检查',
  aliases: ['检查表', '安全检查', '填检查', 'inspect'],
  order: 25,
  summary: '按表检查一所学校，谁检查谁签字，问题自动登记隐患',
  usage: '检查 消防|食堂|宿舍|校车|特种设备|保卫|校门|周边 学校 正常，或写有问题的项号和情况',
  examples: [
    { line: '检查 消防 {学校}', where: 'private' },
    { line: '检查 消防 {学校} 5 疏散通道堆杂物 6 应急灯不亮', where: 'private' },
    { line: '检查 消防 {学校} 正常', where: 'private' },
  ],
  roles: [
    'teacher',
    'school',
    'township',
    'village',
    'department',
    'officer6',
    'bureau',
    'leader',
    'auditor',
  ],
  where: 'both',
  effect: 'adds',
  args,
  async run(context, given) {
    const school = given.place as School;
    if (!mayInspect(context.actor, school)) return { reply: context.text('refusals/nothing-there') };
    const said = given.said?.trim() ?? '';
    const forms = context.services.inspections.forms;
    const named = findNamed(forms, said);
    if (named === undefined) return askForm(context, school, said);
    const { found: form, rest } = named;
    if (!form.who.includes(context.actor.role)) return notYours(context, school);
    const read = readFindings(rest, form.items.length);
    if (!isWhole(read)) return showForm(context, school, form, read);
    return sign(context, { school, form, read, photos: await photosWith(context) });
  },
  verbs: {
    records: defineVerb({
      words: ['记录', '检查记录', '历史', '检查历史', '台账', '检查台账'],
      stands: 'glued',
      usage: '学校',
      examples: [{ line: '检查 记录 {学校}', where: 'private' }],
      where: 'private',
      effect: 'none',
      args,
      run: records,
    }),
  },
});

function isWhole({ fine, findings, unknown }: ReadFindings): boolean {
  return unknown.length === 0 && findings.length <= MOST_FINDINGS && (fine || findings.length > 0);
}

/** In a group no school is named and nothing is asked. */
function ask(context: CommandContext, line: string, reply: () => string): CommandResult {
  if (context.chat.kind === 'group') return { reply: context.text('refusals/private-only', { name: line }) };
  const question = reply();
  return { reply: question, ask: { question } };
}

function askForm(context: CommandContext, school: School, said: string): CommandResult {
  const forms = mine(context);
  if (forms.length === 0) return notYours(context, school);
  return ask(context, '检查', () =>
    context.text('inspections/which', {
      said,
      forms: forms.map(({ name }) => name),
      school: fullName(context.gazetteer, school),
    }),
  );
}

function notYours(context: CommandContext, school: School): CommandResult {
  if (context.chat.kind === 'group')
    return { reply: context.text('refusals/private-only', { name: '检查' }) };
  const forms = mine(context).map(({ name }) => name);
  const data = { forms, school: fullName(context.gazetteer, school) };
  return { reply: context.text('inspections/not-yours', data) };
}

const mine = ({ actor, services }: CommandContext): readonly InspectionForm[] =>
  services.inspections.forms.filter(({ who }) => who.includes(actor.role));

function showForm(
  context: CommandContext,
  school: School,
  form: InspectionForm,
  { unknown, findings }: ReadFindings,
): CommandResult {
  return ask(context, `检查 ${form.name}`, () =>
    context.text('inspections/form', {
      school: fullName(context.gazetteer, school),
      form: form.name,
      items: form.items.map(({ text }) => text),
      basis: form.basis,
      unknown,
      tooMany: findings.length > MOST_FINDINGS,
    }),
  );
}

interface Signing {
  readonly school: School;
  readonly form: InspectionForm;
  readonly read: ReadFindings;
  readonly photos: readonly string[];
}

/** What was signed, and the hazards that came of it. */
interface Signed {
  readonly inspection: Inspection;
  readonly hazards: readonly Hazard[];
}

/**
 * The inspection is stored first, then one hazard per finding under a key of its own: whatever a crash leaves
 * undone, a re-run of the message finishes from what was stored.
 */
function sign(context: CommandContext, { school, form, read, photos }: Signing): CommandResult {
  const { actor, services, now: at, today: on } = context;
  const { id: schoolId, townshipId: areaId } = school;
  const draft = { form, schoolId, areaId, findings: read.findings, photos, by: byOf(actor), at, on };
  const effect = async (key: string): Promise<Signed> => {
    const inspection = await services.inspections.record(draft)(key);
    const hazards: Hazard[] = [];
    const edition = await services.criteria.current();
    for (const [index, finding] of inspection.findings.entries()) {
      const hazard = {
        ...{ areaId, schoolId, placeId: schoolId, by: inspection.by, at: inspection.at, on: inspection.on },
        description: hazardDescription(form, finding),
        ...maybeMajor(hazardDescription(form, finding), edition),
        category: categoryOf(hazardDescription(form, finding), { form: form.name }),
        level: '一般' as const,
        ...defined({ foundAt: findingLevelOf(actor) }),
        photos: index === 0 ? inspection.photos : [],
      };
      hazards.push(await services.hazards.report(hazard)(`${key}:f${index + 1}`));
    }
    return { inspection, hazards };
  };
  return writes(effect, (signed) => receipt(context, { school, form, ...signed }));
}

async function receipt(
  context: CommandContext,
  { school, form, inspection, hazards }: Signed & Pick<Signing, 'school' | 'form'>,
): Promise<string> {
  const { actor, gazetteer, time } = context;
  const edition = await context.services.criteria.current();
  const flags = {
    major: hazards.some(({ description }) => touchedCriterion(description, edition) !== undefined),
    sensitive: hazards.some(({ description }) => sensitiveHazard(description) !== undefined),
  };
  if (context.chat.kind === 'group') {
    const numbers = hazards.map(({ no }) => no);
    const area = groupAreaName(gazetteer, inspection.areaId);
    return context.text('inspections/receipt-group', { numbers, area, ...flags });
  }
  return context.text('inspections/receipt', {
    school: fullName(gazetteer, school),
    form: inspection.formName,
    on: spokenDate(inspection.on),
    time,
    by: signature(actor),
    items: form.items.length,
    findings: inspection.findings.map((finding, index) => ({
      line: findingLine(form, finding),
      no: hazards[index]?.no ?? '',
    })),
    ...flags,
  });
}

const MOST_RECORDS = 10;

async function records(context: CommandContext, given: Args): Promise<ReplyResult> {
  const { gazetteer, services, actor } = context;
  const school = given.place as School;
  if (!mayInspect(actor, school)) return { reply: context.text('refusals/nothing-there') };
  // Who is sent to a school sees what they signed there; what others found is for those whose area it is.
  const all = covers(actor, { areaId: school.townshipId, schoolId: school.id });
  const own = all ? undefined : await services.people.accountsOf(actor);
  const found = await services.inspections.lastOf(school.id, MOST_RECORDS, own);
  return {
    reply: context.text('inspections/records', {
      school: fullName(gazetteer, school),
      form: mine(context)[0]?.name ?? '记录',
      rows: found.map((one) => ({
        on: spokenDate(one.on),
        form: one.formName,
        by: one.by.name ?? '已签字',
        problems: one.findings.length,
      })),
    }),
  };
}

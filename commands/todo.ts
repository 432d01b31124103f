import { z } from 'zod';
import { type CommandContext, defineCommand } from '../src/chat/command.ts';
import { UNFINISHED } from '../src/dropouts/case-list.ts';
import { caseWork, WORK_DAYS, WORK_WHEN, type WorkWhen } from '../src/dropouts/case-work.ts';
import { answerableDuties } from '../src/duties/answerable.ts';
import { lineFor, lineOfUnit } from '../src/duties/line-for.ts';
import { dutyName } from '../src/duties/names.ts';
import type { Answerable } from '../src/duties/pick.ts';
import { silencedBy } from '../src/duties/silenced.ts';
import type { Duty } from '../src/duties/types.ts';
import { unitName } from '../src/duties/units.ts';
import { dueWords } from '../src/duties/words.ts';
import { HAZARD_WHEN, type HazardWhen, hazardWork } from '../src/hazards/hazard-work.ts';
import { addDays, spokenDate } from '../src/kit/local-date.ts';
import { EMERGENCY_WORDS } from '../src/places/emergency-kinds.ts';
import { fullName } from '../src/places/naming.ts';
import { isOfUnit } from '../src/supervision/signers.ts';

/** More schools than that are counted and not named. */
const MOST_NAMES = 8;

/** More children than that are counted; 名单 lists them. */
const MOST_CASES = 8;

/** 待办: what waits for the sender among the children of their area, and what their own unit still has to answer. */
export default defineCommand({
  name: '待办',
  aliases: ['我的任务', '我的待办', 'todo'],
  order: 47,
  summary: '看您要办的孩子、隐患和本单位要回复的任务，每件带着要发的话',
  usage: '待办',
  examples: [{ line: '待办', where: 'private' }],
  roles: ['teacher', 'school', 'village', 'township', 'department', 'officer6', 'bureau'],
  where: 'private',
  effect: 'none',
  args: z.object({}),
  async run(context) {
    const [cases, hazards] = [await casesOf(context), await hazardsOf(context)];
    const words = [
      ...(cases.length === 0 ? [] : [context.text('dropouts/todo', { parts: cases, of: '孩子' })]),
      ...(hazards.length === 0 ? [] : [context.text('dropouts/todo', { parts: hazards, of: '隐患' })]),
      ...(await emergenciesOf(context)),
      ...(await checksOf(context)),
      ...(await supervisionsOf(context)),
    ];
    return { reply: [...words, await dutiesOf(context)].join('\n') };
  },
});

/** The children of the sender's own area that wait for them, by how urgent it is. */
async function casesOf({ services, actor, today }: CommandContext) {
  const { dropouts, people } = services;
  const reader = { actor, accounts: await people.accountsOf(actor) };
  const [open, closed, rules] = await Promise.all([
    dropouts.list(reader, { buckets: UNFINISHED, headsOnly: true }, today),
    dropouts.list(reader, { buckets: ['closed'], headsOnly: true, dueBy: addDays(today, WORK_DAYS) }, today),
    dropouts.rules(),
  ]);
  const works = caseWork([...open, ...closed], { ...reader, today, rules });
  return (Object.keys(WORK_WHEN) as readonly WorkWhen[]).flatMap((when) => {
    const ones = works.filter((work) => work.when === when);
    if (ones.length === 0) return [];
    const all = when === 'overdue' ? '名单 超期' : when === 'waiting' ? '名单 疑似' : '名单';
    return [{ name: WORK_WHEN[when], n: ones.length, all, works: ones.slice(0, MOST_CASES) }];
  });
}

/** 督办 that the sender's own unit has to answer. */
async function supervisionsOf({ services, actor, today, text }: CommandContext) {
  const accounts = await services.people.accountsOf(actor);
  const open = await services.supervisions.open({ actor, accounts });
  const mine = open.filter((file) => file.state === 'issued' && isOfUnit(actor, file));
  if (mine.length === 0) return [];
  const ones = mine
    .slice(0, MOST_CASES)
    .map(({ no, about, due }) => ({ no, about, due: spokenDate(due), over: due < today }));
  return [text('supervision/todo', { ones })];
}

/** Checks that the sender was sent to. */
async function checksOf({ services, actor, gazetteer, today, text }: CommandContext) {
  const accounts = await services.people.accountsOf(actor);
  const open = await services.checks.open({ actor, accounts });
  const mine = open.filter(({ checkers }) => checkers.some(({ id }) => id === actor.memberId));
  if (mine.length === 0) return [];
  const ones = mine.slice(0, MOST_CASES).map(({ no, kind, due, schoolId }) => {
    const school = gazetteer.byId(schoolId);
    const name = school === undefined ? '' : fullName(gazetteer, school);
    return { no, kind, school: name, due: spokenDate(due), over: due < today };
  });
  return [text('inspections/todo-checks', { ones })];
}

/** The hazards that wait for the sender: their own, and those of their place. */
async function hazardsOf({ services, actor, today }: CommandContext) {
  const reader = { actor, accounts: await services.people.accountsOf(actor) };
  const rows = await services.hazards.list(reader, { toLook: true, headsOnly: true }, today);
  const works = hazardWork(rows, { ...reader, today });
  return (Object.keys(HAZARD_WHEN) as readonly HazardWhen[]).flatMap((when) => {
    const ones = works.filter((work) => work.when === when);
    const all = when === 'overdue' ? '名单 隐患 超期' : '名单 隐患';
    return ones.length === 0
      ? []
      : [{ name: HAZARD_WHEN[when], n: ones.length, all, works: ones.slice(0, MOST_CASES) }];
  });
}

/** Emergencies that the sender is on duty for and that have not ended. */
async function emergenciesOf({ services, actor, text }: CommandContext): Promise<readonly string[]> {
  if (actor.memberId === undefined) return [];
  const open = await services.incidents.openOf(actor.memberId);
  if (open.length === 0) return [];
  const ones = open.map(({ no, kind, state, reportedOn }) => ({
    ...{ no, kind: EMERGENCY_WORDS[kind][0], on: spokenDate(reportedOn) },
    line: state === 'reported' ? `知悉 ${no}` : `个案 ${no}`,
  }));
  return [text('incidents/todo', { ones })];
}

async function dutiesOf(context: CommandContext): Promise<string> {
  const { services, actor, gazetteer } = context;
  const silenced = await silencedBy(services.reminders);
  const answerable = await answerableDuties(services.duties, actor, gazetteer);
  const all = answerable.filter(({ duty }) => !silenced(duty));
  const owed = all.filter(({ units, done }) => units.length > done.length);
  const open = all.map(({ duty }) => duty);
  const accounts = await services.people.accountsOf(actor);
  const waiting = (await services.hazards.waiting({ actor, accounts })).length;
  if (owed.length === 0)
    return context.text('duties/todo-none', {
      ...{ done: all.length, waiting },
      asks: context.commands.find('未报') !== undefined,
    });
  return context.text('duties/todo', {
    duties: owed.map((one) => shown(context, one, open)),
    ...{ done: all.length - owed.length, waiting },
  });
}

function shown(context: CommandContext, { duty, units, done }: Answerable, open: readonly Duty[]) {
  const { gazetteer, now, today } = context;
  const owing = units.filter((unit) => !done.includes(unit)).map((unit) => unitName(unit, gazetteer));
  return {
    name: dutyName(duty),
    due: dueWords(duty, today),
    over: duty.due.getTime() < now.getTime(),
    minutes: duty.minutes,
    // One's own unit needs no name; one of the six officers has several schools.
    units: units.length > 1 ? owing.slice(0, MOST_NAMES) : [],
    owing: owing.length,
    line: units.length > 1 ? lineOfUnit(duty, owing[0] ?? '') : lineFor(duty, open),
  };
}

import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, type CommandResult, defineCommand, writes } from '../src/chat/command.ts';
import { dutyAnswers, unitChoices } from '../src/duties/answer-choices.ts';
import { difficultyReply, noteDifficulty } from '../src/duties/difficulties.ts';
import { lineOfUnit } from '../src/duties/line-for.ts';
import { dutyName } from '../src/duties/names.ts';
import { notStored } from '../src/duties/not-stored.ts';
import { photosFor } from '../src/duties/photos.ts';
import type { Target } from '../src/duties/pick.ts';
import { pickFor } from '../src/duties/pick-for.ts';
import { knownUnit, oddNumber } from '../src/duties/plausible.ts';
import { putOff, putOffReply } from '../src/duties/put-off.ts';
import { readAnswer } from '../src/duties/read-answer.ts';
import { receiptOf } from '../src/duties/receipt.ts';
import { returnId } from '../src/duties/return-id.ts';
import { type Ahead, nextMorning } from '../src/duties/rounds.ts';
import { stillOwed } from '../src/duties/still-owed.ts';
import type { Answer, Duty, DutyReturn } from '../src/duties/types.ts';
import { answers, townshipOfUnit, unitName } from '../src/duties/units.ts';
import { asWritten } from '../src/duties/written.ts';
import { answerLine } from '../src/inspections/answer-line.ts';
import { defined } from '../src/kit/defined.ts';
import { spokenDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import { fullName } from '../src/places/naming.ts';

/** Behind an answer it says that its odd number is right. */
const CHECKED = '数字没错';

const args = z.object({ said: arg.text({ labels: ['内容'] }).optional() });

/** 报送: answers a duty of the sender's unit. A bare answer (`0`, `家长信 612 605`) comes here too. */
export default defineCommand({
  name: '报送',
  aliases: ['填报', '回执', '补报', 'submit'],
  order: 46,
  summary: '回复本单位的任务；私聊里直接发“0”“完成”等也行',
  usage: '报送 任务 内容（没有回0；办完回完成；要数的按顺序写数）；忙就回 明早；有难处回 有困难 …；报送 撤回',
  examples: [
    { line: '报送 零报告 0', where: 'both' },
    { line: '报送 家长信 612 605', where: 'private' },
    { line: '报送 撤回', where: 'private' },
  ],
  roles: ['teacher', 'school', 'township', 'officer6', 'bureau'],
  where: 'both',
  effect: 'adds',
  args,
  async run(context, { said: whole = '' }) {
    const sure = whole.endsWith(CHECKED);
    const said = sure ? whole.slice(0, -CHECKED.length).trim() : whole;
    const picked = await pickedOf(context, said);
    if (picked === undefined) return whichOne(context, said);
    const [target] = picked.targets;
    const duty = target && (await context.services.duties.find(target.dutyId));
    if (target === undefined || duty === undefined) return { reply: context.text('duties/none') };
    return respond(context, { duty, unitId: target.unitId, all: picked.targets, rest: picked.rest, sure });
  },
});

/** What is answered, and what was said to it. */
interface Said {
  readonly duty: Duty;
  readonly unitId: string;
  /** More than this one only for 明早 and 都有困难. */
  readonly all: readonly Target[];
  readonly rest: string;
  /** An odd number was said to be right. */
  readonly sure: boolean;
}

/** Fixed before the effect: a re-run of the message must not find another duty open. */
async function pickedOf(
  context: CommandContext,
  said: string,
): Promise<{ readonly targets: readonly Target[]; readonly rest: string } | undefined> {
  const frozen = await context.freeze('duty', async () => {
    const picked = await pickFor(context.services.duties, context, said);
    return picked.kind === 'found' ? JSON.stringify({ targets: picked.targets, rest: picked.rest }) : '';
  });
  return frozen === '' ? undefined : JSON.parse(frozen);
}

/** Several may be meant: numbered whole lines in private, one line to copy in a group. */
async function whichOne(context: CommandContext, said: string): Promise<CommandResult> {
  const picked = await pickFor(context.services.duties, context, said);
  if (picked.kind === 'cancelled')
    return { reply: context.text('duties/cancelled', { duty: dutyName(picked.duty) }) };
  if (picked.kind === 'nothing-to-withdraw') return { reply: context.text('duties/nothing-to-withdraw') };
  if (picked.kind === 'none' || picked.kind === 'found') return { reply: context.text('duties/none') };
  if (picked.kind === 'other-unit')
    return {
      reply: context.text('duties/other-unit', {
        line: dutyAnswers([picked.duty], context.today)[0]?.line ?? '待办',
      }),
    };
  const inGroup = context.chat.kind === 'group';
  if (picked.kind === 'which-unit') {
    if (inGroup) return { reply: context.text('duties/private') };
    const reply = context.text('duties/which-unit', { duty: dutyName(picked.duty) });
    return { reply, choices: unitChoices(picked, context.gazetteer) };
  }
  const { duties, fits } = picked;
  const choices = dutyAnswers(duties, context.today, inGroup || !fits ? undefined : said);
  if (inGroup) return { reply: context.text('duties/which-group', { line: choices[0]?.line ?? '待办' }) };
  // Without an answer in it the line is only an example: a number must not send it.
  if (!fits) return { reply: context.text('duties/which-example', { choices, said: said !== '' }) };
  return { reply: context.text('duties/which'), choices };
}

async function respond(context: CommandContext, said: Said): Promise<CommandResult> {
  const { duty, unitId, rest } = said;
  const { duties } = context.services;
  const by = byOf(context.actor);
  const [before] = await duties.returnsOf([duty.id], unitId);
  const read = readAnswer(asWritten(duty).answer, rest, before?.answer);
  switch (read.kind) {
    case 'problem':
      return { reply: problem(context, duty, read) };
    case 'owed':
      return { reply: stillOwed(context.text, duty, context.today) };
    case 'later':
      return later(context, said);
    case 'difficulty':
      return difficulty(context, said, read.words);
    case 'withdraw':
      return writes(duties.withdraw(duty.id, unitId, by, context.now), (done) =>
        fileAfter(done) === undefined
          ? notStored(context.text, duty, done)
          : context.text('duties/withdrawn', {
              duty: dutyName(duty),
              unit: unitName(unitId, context.gazetteer),
              example: lineAgain(context, said),
            }),
      );
    case 'answer':
      return answer(context, said, read.answer);
  }
}

/** Said of each of them in one go, and answered once. */
function difficulty(context: CommandContext, { duty, all }: Said, words: string): CommandResult {
  const { services, actor, now, today, chat } = context;
  const about = { duty, words, today, inGroup: chat.kind === 'group' };
  return writes(noteDifficulty(services.duties, all, { words, by: byOf(actor), at: now }), (done) =>
    difficultyReply(context.text, about, done),
  );
}

/** The line that answers anew: of who answers for several schools, with this one's name. */
function lineAgain({ actor, gazetteer }: CommandContext, { duty, unitId }: Said): string {
  const several = answers(actor, duty, gazetteer).length > 1;
  return several ? lineOfUnit(duty, unitName(unitId, gazetteer)) : duty.answer.example;
}

/** Pictures that came with it are noted before the effect; they wait for a hazard where the duty takes none. */
async function answer(context: CommandContext, said: Said, given: Answer): Promise<CommandResult> {
  const { services, actor, now, gazetteer } = context;
  const { duty, unitId } = said;
  const odd = said.sure ? undefined : oddNumber(asWritten(duty).answer, given, knownUnit(unitId, gazetteer));
  if (odd !== undefined && context.chat.kind === 'group') return { reply: context.text('duties/private') };
  if (odd !== undefined)
    return {
      reply: context.text('duties/check', { odd }),
      onYes: { label: `照报${dutyName(duty)}`, adds: CHECKED },
    };
  const sent = { duty, pictures: await context.photos(), owner: actor.key, now };
  const photos = await photosFor(services.photos, sent);
  return writes(services.duties.answer(duty.id, unitId, given, byOf(actor), now, photos), async (done) => {
    const stored = fileAfter(done);
    if (stored === undefined) return notStored(context.text, duty, done);
    // They may still be on their way to the return.
    const there = await services.photos.countOf(returnId(duty.id, unitId));
    return receipt(context, said, { given, stored, photos: Math.max(there, photos.length) });
  });
}

/** The sentence may repeat a unit's numbers: not in a group. */
function problem(
  context: CommandContext,
  { answer }: Duty,
  { text, example }: { text: string; example: string },
): string {
  if (context.chat.kind === 'group') return context.text('duties/problem-group', { example: answer.example });
  return context.text('dialogue/problem', { problems: [text], example });
}

async function later(context: CommandContext, { duty, all }: Said): Promise<CommandResult> {
  const { services, actor, now } = context;
  const calendar = await services.calendar.current();
  const morning: Ahead = nextMorning(context, (day) => calendar.isWorkday(day));
  const effect = putOff(services.duties, all, { until: morning.at, by: byOf(actor), at: now });
  const when = `${spokenDate(morning.day)}${morning.time}`;
  const how = { text: context.text, duties: services.duties, today: context.today, when };
  return writes(effect, (done) => putOffReply(how, duty, done));
}

interface Kept {
  readonly given: Answer;
  readonly stored: DutyReturn;
  readonly photos: number;
}

async function receipt(
  context: CommandContext,
  { duty, unitId }: Said,
  { given, stored, photos }: Kept,
): Promise<string> {
  const unit = unitName(unitId, context.gazetteer);
  const facts = receiptOf(duty, stored, { unit, photos, today: context.today });
  if (context.chat.kind === 'group')
    return context.text('duties/receipt-group', { duty: facts.duty, lacksPhoto: facts.lacksPhoto });
  return context.text('duties/receipt', {
    ...facts,
    open: given.zero ? await openHazards(context, unitId) : 0,
    check: checkLine(context, { duty, unitId }, given),
  });
}

/** Findings become hazards in one step: the line that does it. */
function checkLine(
  { actor, gazetteer, services }: CommandContext,
  { duty, unitId }: Pick<Said, 'duty' | 'unitId'>,
  { items: found = [], words }: Answer,
): string | undefined {
  const school = gazetteer.schools.find(({ id }) => id === unitId);
  if (school === undefined) return undefined;
  const { items = [] } = duty.answer;
  const said = { items, found, ...defined({ words }) };
  return answerLine(services.inspections.forms, {
    actor,
    school,
    name: fullName(gazetteer, school),
    ...said,
  });
}

/** Hazards of the unit that are open in our own books: a 0 beside them is kept, and asked about. */
async function openHazards({ services, gazetteer }: CommandContext, unitId: string): Promise<number> {
  const areaId = townshipOfUnit(unitId, gazetteer);
  if (areaId === undefined) return 0;
  const counts = await services.figures.countByArea({
    subject: 'hazards',
    areaIds: [areaId],
    ...(unitId === areaId ? {} : { schoolId: unitId }),
  });
  return counts.get(areaId) ?? 0;
}

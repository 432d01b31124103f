import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import type { ToTell } from '../src/casefiles/follow-up.ts';
import { isBy } from '../src/casefiles/rights.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { type DutyChoice, dutyChoices } from '../src/duties/choices.ts';
import { type FoundDuty, findDuty } from '../src/duties/find-duty.ts';
import { LATE_DAYS } from '../src/duties/late-days.ts';
import { dutyName, wordFor } from '../src/duties/names.ts';
import { notFollowedUp } from '../src/duties/not-stored.ts';
import { returnId } from '../src/duties/return-id.ts';
import { returnWords } from '../src/duties/return-words.ts';
import { RETURN_MOVES } from '../src/duties/transitions.ts';
import type { Duty, DutyReturn, OnReturn, Remark } from '../src/duties/types.ts';
import { townshipOfUnit, unitName } from '../src/duties/units.ts';
import { answerWords } from '../src/duties/words.ts';
import { defined } from '../src/kit/defined.ts';
import { byOf } from '../src/people/actor.ts';
import { scopeOf } from '../src/people/scope.ts';

const VERDICTS = {
  confirmed: ['属实', '通过', '无误', '确认', '合格'],
  'sent-back': ['退回', '不属实', '不实', '重报', '打回'],
} as const;
/** What was told is of no use after so many days. */
const TOLD_DAYS = 14;
const DAY_MS = 86_400_000;

const args = z.object({
  place: arg.place({
    labels: ['单位', '学校', '乡镇'],
    places: ['school', 'township'],
    question: '复核哪个单位？例如：桐渡镇中心小学。',
    // The duty comes first: 月报 is no misspelt place.
    notFirst: true,
  }),
  words: arg.text({ labels: ['任务', '理由'] }).optional(),
});
type Args = z.output<typeof args>;
type Verdict = keyof typeof VERDICTS;

/** 复核: the bureau or the township looks at one unit's answer; the unit hears of it in private. */
export default defineCommand({
  name: '复核',
  aliases: ['核实', 'verify'],
  order: 51,
  summary: '复核一个单位报的内容：属实，或退回并写明理由',
  usage: '复核 任务 单位（看报了什么）',
  examples: [{ line: '复核 零报告 {学校}', where: 'private' }],
  roles: ['bureau', 'township'],
  where: 'private',
  effect: 'none',
  args,
  run: (context, given) => withDuty(context, given, undefined, (duty) => show(context, given.place, duty)),
  verbs: {
    confirm: defineVerb({
      words: VERDICTS.confirmed,
      stands: 'inside',
      usage: '任务 单位',
      examples: [{ line: '复核 零报告 {学校} 属实', where: 'private' }],
      effect: 'adds',
      args,
      run: (context, given) => judge(context, given, 'confirmed'),
    }),
    sendBack: defineVerb({
      words: VERDICTS['sent-back'],
      stands: 'inside',
      usage: '任务 单位 理由',
      examples: [{ line: '复核 零报告 {学校} 退回 人数对不上', where: 'private' }],
      effect: 'adds',
      args,
      run: (context, given) => judge(context, given, 'sent-back'),
    }),
  },
});

/** The duty meant for the unit, the same for a re-run; several or none are asked about. */
async function withDuty<R extends CommandResult>(
  context: CommandContext,
  given: Args,
  verdict: Verdict | undefined,
  then: (duty: Duty, rest: string) => Promise<R>,
): Promise<R | ReplyResult> {
  if (!maySee(context, given.place)) return { reply: context.text('refusals/nothing-there') };
  const found = await context.freeze('duty', async () =>
    JSON.stringify(await dutyMeant(context, given.place.id, given.words ?? '')),
  );
  const { id, rest, among } = JSON.parse(found) as Meant;
  const duty = id === undefined ? undefined : await context.services.duties.find(id);
  return duty === undefined ? ask(context, given.place, verdict, among) : then(duty, rest);
}

const judge = (context: CommandContext, given: Args, verdict: Verdict): Promise<CommandResult> =>
  withDuty(context, given, verdict, (duty, rest) =>
    decide(context, { place: given.place, verdict }, duty, rest),
  );

/** The bureau every unit, a township the schools of its own. */
function maySee({ actor, gazetteer }: CommandContext, place: Args['place']): boolean {
  const scope = scopeOf(actor);
  if (scope === 'all') return true;
  if (typeof scope === 'string' || !('townshipId' in scope)) return false;
  return place.kind === 'school' && townshipOfUnit(place.id, gazetteer) === scope.townshipId;
}

interface Meant {
  readonly id?: string;
  readonly rest: string;
  /** The duties that may be meant when it is not one. */
  readonly among: readonly DutyChoice[];
}

/** One that is named, else the only one this unit has answered and nobody has confirmed yet. */
async function dutyMeant({ services, now }: CommandContext, unitId: string, words: string): Promise<Meant> {
  const found: FoundDuty = await findDuty(services.duties, words, { now, days: LATE_DAYS }, ({ expected }) =>
    expected.includes(unitId),
  );
  if (found.kind === 'one') return { id: found.duty.id, rest: found.rest, among: [] };
  const maybe = found.kind === 'several' ? found.duties : found.open;
  const returns = await services.duties.returnsOf(
    maybe.map(({ id }) => id),
    unitId,
  );
  const waiting = maybe.filter(({ id }) =>
    returns.some((one) => one.dutyId === id && one.state === 'answered' && !one.confirmed),
  );
  const [only] = waiting;
  if (only !== undefined && waiting.length === 1) return { id: only.id, rest: words, among: [] };
  return { rest: words, among: dutyChoices(waiting) };
}

function ask(
  context: CommandContext,
  place: Args['place'],
  verdict: Verdict | undefined,
  among: Meant['among'],
): ReplyResult {
  const unit = unitName(place.id, context.gazetteer);
  if (among.length === 0) return { reply: context.text('verification/nothing', { unit }) };
  const word = verdict === undefined ? '' : ` ${VERDICTS[verdict][0]}`;
  const choices = among.map((one) => ({ label: one.label, line: `复核 ${one.word} ${unit}${word}` }));
  return { reply: context.text('verification/which', { unit, n: among.length }), choices };
}

/** What the unit answered, who, when, with how many photos; then the verdict by number. */
async function show(context: CommandContext, place: Args['place'], duty: Duty): Promise<ReplyResult> {
  const { services, gazetteer } = context;
  const unit = unitName(place.id, gazetteer);
  const [stored] = await services.duties.returnsOf([duty.id], place.id);
  if (stored === undefined || stored.state !== 'answered')
    return { reply: context.text('verification/nothing', { unit }) };
  const photos = await services.photos.countOf(returnId(duty.id, place.id));
  const line = `复核 ${wordFor(duty, [])} ${unit}`;
  return {
    reply: context.text('verification/show', { ...returnWords(duty, stored), unit, photos }),
    choices: [
      { label: '属实', line: `${line} 属实` },
      { label: '退回，再写一句理由', line: `${line} 退回` },
    ],
  };
}

async function decide(
  context: CommandContext,
  { place, verdict }: { readonly place: Args['place']; readonly verdict: Verdict },
  duty: Duty,
  reason: string,
): Promise<CommandResult> {
  const { services, actor, gazetteer, now } = context;
  const unit = unitName(place.id, gazetteer);
  if (verdict === 'sent-back' && reason === '') {
    const question = context.text('verification/reason');
    return { reply: question, ask: { question } };
  }
  const [before] = await services.duties.returnsOf([duty.id], place.id);
  if (before !== undefined && (await isOwn(context, before, verdict)))
    return { reply: context.text('verification/own') };
  const remark: Remark = {
    ...{ kind: verdict, ...defined({ words: reason || undefined }) },
    tell: (judged) => told(context, { duty, judged, reason, verdict }),
  };
  return writes(services.duties.note(duty.id, place.id, remark, byOf(actor), now), (done) =>
    fileAfter(done) === undefined
      ? notJudged(context, { unit, duty }, done)
      : context.text('verification/done', { unit, duty: dutyName(duty), back: verdict === 'sent-back' }),
  );
}

/** Nothing is there to be judged, or somebody was faster: the unit took it back, a colleague sent it back. */
function notJudged(
  { text }: CommandContext,
  { unit, duty }: { readonly unit: string; readonly duty: Duty },
  done: OnReturn,
): string {
  const ended = notFollowedUp(text, duty, done);
  if (ended !== undefined) return ended;
  const last = done.outcome === 'declined' ? done.file.entries.at(-1) : undefined;
  if (last?.kind !== 'withdrawn' && last?.kind !== 'sent-back') return text('verification/nothing', { unit });
  const who = last.by.name ?? '';
  return text('verification/meanwhile', { unit, duty: dutyName(duty), back: last.kind === 'sent-back', who });
}

const lastAnswer = ({ entries }: DutyReturn) => entries.findLast(({ answer }) => answer !== undefined);

/** Who answered does not verify it, from none of their accounts. */
async function isOwn(
  { services, actor }: CommandContext,
  one: DutyReturn,
  verdict: Verdict,
): Promise<boolean> {
  const last = lastAnswer(one);
  if (last === undefined || RETURN_MOVES[verdict].who.notBy?.includes(last.kind) !== true) return false;
  return isBy({ actor, accounts: await services.people.accountsOf(actor) }, last.by);
}

/** Whoever answered hears what became of it. */
function told(
  { now, text }: CommandContext,
  about: { duty: Duty; judged: DutyReturn; reason: string; verdict: Verdict },
): ToTell | undefined {
  const { duty, judged, reason, verdict } = about;
  const last = lastAnswer(judged);
  if (last?.answer === undefined) return undefined;
  const words = text('verification/told', {
    duty: dutyName(duty),
    back: verdict === 'sent-back',
    reason,
    answer: answerWords(duty.answer, last.answer),
    example: duty.answer.example,
  });
  return {
    to: last.by.key,
    about: 'duty-due',
    until: new Date(now.getTime() + TOLD_DAYS * DAY_MS),
    priority: 'normal',
    words: { title: '您有1件任务的复核结果', text: words },
  };
}

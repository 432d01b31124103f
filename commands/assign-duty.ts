import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  aboutSomebody,
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type Matter,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { type DutyChoice, dutyChoices } from '../src/duties/choices.ts';
import { findDuty } from '../src/duties/find-duty.ts';
import { AUDIENCE_WORDS, dutyName } from '../src/duties/names.ts';
import { isOwn, mayAskReceipt, ownKind, ownSpec } from '../src/duties/own-duty.ts';
import { type Assignment, readAssignment } from '../src/duties/read-assignment.ts';
import { momentOf, nextRound } from '../src/duties/rounds.ts';
import { silencedBy } from '../src/duties/silenced.ts';
import type { Duty, DutyDraft } from '../src/duties/types.ts';
import { unitsOf } from '../src/duties/units.ts';
import { AUDIENCE_UNITS, dueWords } from '../src/duties/words.ts';
import { addDays, localTime, spokenDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import type { ReplyData } from '../src/texts/reply-texts.ts';

const args = z.object({
  due: arg.dueDate({ labels: ['截止', '截至', '期限'] }).optional(),
  said: arg.text({ labels: ['内容'] }).optional(),
});
type Args = z.output<typeof args>;
const cancelArgs = z.object({ said: arg.text({ labels: ['任务'] }).optional() });
type CancelArgs = z.output<typeof cancelArgs>;

/** Longer than this no unit should be asked for in one go. */
const MOST_MINUTES = 600;

/** 派任务: the bureau asks units for something, and says on which ground, until when and how long it takes. */
export default defineCommand({
  name: '派任务',
  aliases: ['发任务', '布置任务', 'assign-duty'],
  order: 53,
  summary: '给学校或乡镇派一项任务：写明依据、截止、预计分钟数和怎么回',
  usage: '派任务 学校|中小学|幼儿园|乡镇|六员 任务 截止 依据 文号 分钟数 回0|回完成|回 人数(人)',
  examples: [
    { line: '派任务 学校 取暖设备排查 12月5日前 依据 县教〔2026〕12号 10分钟 回0', where: 'private' },
  ],
  roles: ['bureau'],
  where: 'private',
  effect: 'adds',
  args,
  asks,
  async run(context, { due: told, said = '' }) {
    const due = ahead(context, told);
    const read = readAssignment(said);
    const problem = wrongWith(context, read, due);
    if (problem !== undefined) return problem;
    // Title, basis and example are read on locked screens, in groups and in what leaders forward.
    if (await isPersonal(context, said, read)) return refuse(context, { why: 'personal' });
    const { audience, basis, minutes } = read;
    if (audience === undefined || due === undefined || basis === undefined || minutes === undefined)
      return lacks(context, due, read);
    return open(context, read, { audience, due, basis, minutes });
  },
  verbs: {
    cancel: defineVerb({
      words: ['取消', '作废', '停止'],
      stands: 'glued',
      usage: '任务',
      examples: [],
      effect: 'adds',
      args: cancelArgs,
      run: cancel,
    }),
  },
});

/** No task is given for so long: a day of last month in its title was read as next year's. */
const LONGEST_DAYS = 270;
const ahead = ({ today }: CommandContext, due: Due | undefined): Due | undefined =>
  due !== undefined && due.day <= addDays(today, LONGEST_DAYS) ? due : undefined;

/** Shown as it would go out, once all is there and nothing stands against it: one question at a time. */
async function asks(
  context: CommandContext,
  { due: told, said = '' }: Args,
): Promise<Matter | ReplyResult | undefined> {
  const due = ahead(context, told);
  const read = readAssignment(said);
  const { audience, basis, minutes, title } = read;
  if (wrongWith(context, read, due) !== undefined || (await isPersonal(context, said, read)))
    return undefined;
  if ([audience, due, basis, minutes].includes(undefined)) return undefined;
  const fields = (read.answer?.fields ?? []).map(({ name }) => name);
  const about = await aboutSomebody(context, [title, ...fields].join(' '));
  const somebody = about ?? (await aboutSomebody(context, basis ?? ''));
  const whole = { audience, due, basis, minutes } as Whole;
  const draft = await draftOf(context, read, whole);
  if ('reply' in draft) return draft;
  const dueTime = localTime(draft.due, context.timeZone);
  const words = context.text('assignments/about', {
    ...shown({ ...draft, dueTime }),
    when: await roundWords(context),
  });
  return { words: [words, somebody?.words].filter(Boolean).join('\n'), version: JSON.stringify([said, due]) };
}

/** Telephone numbers and the like anywhere; a bare name where names of things are expected. */
async function isPersonal({ services }: CommandContext, said: string, read: Assignment): Promise<boolean> {
  if (!(await services.digests.mayKeep(said))) return true;
  const names = [read.title, ...(read.answer?.fields ?? []).map(({ name }) => name)];
  const told = await Promise.all(names.map((name) => services.namesSomebody(name)));
  return told.includes(true);
}

type Due = NonNullable<Args['due']>;
type Whole = Required<Pick<Assignment, 'audience' | 'basis' | 'minutes'>> & { readonly due: Due };

function refuse(context: CommandContext, why: ReplyData<'assignments/refused'>): ReplyResult {
  return { reply: context.text('assignments/refused', why) };
}

function wrongWith(
  context: CommandContext,
  read: Assignment,
  due: Due | undefined,
): CommandResult | undefined {
  if (read.audience === undefined || read.title === '') return refuse(context, { why: 'what' });
  if (/\d{7,}/.test(read.title)) return refuse(context, { why: 'numbers' });
  if (read.answer?.kind === 'ack' && !mayAskReceipt(read.title)) return refuse(context, { why: 'receipt' });
  if (read.minutes !== undefined && read.minutes > MOST_MINUTES) return refuse(context, { why: 'minutes' });
  if (due !== undefined && dueAt(context, due).getTime() <= context.now.getTime())
    return refuse(context, { why: 'past' });
  return undefined;
}

/** One thing at a time, the next question when it is there; nothing is sent without all of them. */
function lacks(context: CommandContext, due: Due | undefined, { basis }: Assignment): CommandResult {
  const what = due === undefined ? 'due' : basis === undefined ? 'basis' : 'minutes';
  const question = context.text('assignments/lacks', { what });
  const labels = { due: '截止', basis: '依据', minutes: '预计' };
  return { reply: question, ask: { question, label: labels[what] } };
}

const DEFAULT_TIME = '17:00';
const dueAt = (context: CommandContext, { day, time = DEFAULT_TIME }: Due): Date =>
  momentOf(context, day, time);

/** The duty as it would be opened; or why it cannot be. */
async function draftOf(
  context: CommandContext,
  read: Assignment,
  whole: Whole,
): Promise<DutyDraft | ReplyResult> {
  const { gazetteer, actor, now, today, key } = context;
  const { audience, due, basis, minutes } = whole;
  const { kinds, boarding, title } = read;
  const expected = unitsOf(audience, { kinds, ...(boarding ? { boarding } : {}) }, gazetteer);
  if (expected.length === 0) return refuse(context, { why: 'nobody' });
  const kind = ownKind(key);
  if (await isAsked(context, { title, audience, kind })) return refuse(context, { why: 'again', title });
  return {
    id: `${kind}:${today}`,
    kind,
    title,
    period: { key: today, label: '' },
    audience,
    expected,
    posts: [],
    openedAt: now,
    due: dueAt(context, due),
    dueOn: due.day,
    answer: ownSpec(read),
    basis,
    minutes,
    by: byOf(actor),
  };
}

async function open(context: CommandContext, read: Assignment, whole: Whole): Promise<CommandResult> {
  const draft = await draftOf(context, read, whole);
  if ('reply' in draft) return draft;
  const when = await roundWords(context);
  return writes(
    () => context.services.duties.open(draft),
    (duty) => context.text('assignments/given', { ...shown(duty), when }),
  );
}

/** The round that it goes out with. */
async function roundWords(context: CommandContext): Promise<string> {
  const calendar = await context.services.calendar.current();
  const round = nextRound(context, (day) => calendar.isWorkday(day));
  return `${round.day === context.today ? '今天' : spokenDate(round.day)}${round.time}`;
}

/** The same thing is not asked for twice at a time; the duty this very message opened is no other one. */
async function isAsked(
  { services, now }: CommandContext,
  { title, audience, kind }: Pick<Duty, 'title' | 'audience' | 'kind'>,
): Promise<boolean> {
  const recent = await services.duties.recent(now, 0);
  return recent.some(
    (one) => one.state === 'open' && one.title === title && one.audience === audience && one.kind !== kind,
  );
}

function shown(duty: DutyDraft & Pick<Duty, 'dueTime'>) {
  const units = duty.expected.length;
  return {
    title: duty.title,
    asked: askedWords(duty, units),
    due: dueWords(duty),
    basis: duty.basis,
    minutes: duty.minutes,
    hours: ((duty.minutes * units) / 60).toFixed(1).replace(/\.0$/, ''),
    example: duty.answer.example,
  };
}

/** 21所学校, 20个乡镇; the six officers answer for schools. */
function askedWords({ audience }: DutyDraft, units: number): string {
  if (audience === 'officer6') return `${units}所学校（由六员报）`;
  return `${units}${AUDIENCE_UNITS[audience]}${AUDIENCE_WORDS[audience]}`;
}

/** What an officer sent, and the open duty of a reminder that was stopped (提醒 停). */
async function cancel(context: CommandContext, { said = '' }: CancelArgs): Promise<CommandResult> {
  const { services, actor, now } = context;
  const frozen = await context.freeze('cancel', async () => {
    const silenced = await silencedBy(services.reminders);
    const own = (duty: Duty): boolean => isOwn(duty) || silenced(duty);
    const found = await findDuty(services.duties, said, { now, days: 0 }, own);
    if (found.kind === 'one') return JSON.stringify({ id: found.duty.id, among: [] });
    const fits = found.kind === 'several';
    return JSON.stringify({ among: dutyChoices(fits ? found.duties : found.open), fits });
  });
  const { id, among, fits } = JSON.parse(frozen) as {
    readonly id?: string;
    readonly among: readonly DutyChoice[];
    readonly fits?: boolean;
  };
  if (id === undefined && among.length === 0) return { reply: context.text('assignments/nothing') };
  if (id === undefined) {
    const choices = among.map(({ label, word }) => ({ label, line: `派任务 取消 ${word}` }));
    return { reply: context.text('duties/unknown', { said, fits, n: among.length }), choices };
  }
  return writes(services.duties.end(id, 'cancelled', byOf(actor), now), (done) => {
    if (done.outcome === 'missing') return context.text('assignments/nothing');
    if (done.outcome === 'declined' && done.why === 'full') return context.text('refusals/full');
    const before = fileAfter(done) === undefined;
    return context.text('assignments/cancelled', { duty: dutyName(done.file), before });
  });
}

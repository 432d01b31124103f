import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import type { FoundFile } from '../src/casefiles/found.ts';
import { forbids } from '../src/casefiles/rights.ts';
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
import { defined } from '../src/kit/defined.ts';
import { addDays, spokenDate } from '../src/kit/local-date.ts';
import { byOf } from '../src/people/actor.ts';
import { covers } from '../src/people/scope.ts';
import type { Person } from '../src/people/types.ts';
import { nextSteps } from '../src/supervision/next-steps.ts';
import { saysFinished } from '../src/supervision/read-answer.ts';
import { headsOf, isOfUnit, maySign } from '../src/supervision/signers.ts';
import { tellOfSupervision } from '../src/supervision/told.ts';
import { SUPERVISION_MOVES, SUPERVISION_STATES } from '../src/supervision/transitions.ts';
import type { Supervision, SupervisionStep } from '../src/supervision/types.ts';

const args = z.object({
  file: arg
    .file({ labels: ['编号'], wanted: { kinds: ['hazard', 'dropout', 'supervision'], right: 'see' } })
    .optional(),
  until: arg.dueDate({ labels: ['期限', '限期', '时限'] }).optional(),
  words: arg.text({ labels: ['要求', '内容'] }).optional(),
});
type Args = z.output<typeof args>;
const stepArgs = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '哪一件督办？请告诉我编号，例如 B26-0003-K。',
    wanted: { kinds: ['supervision'], right: 'see' },
  }),
  words: arg.text({ labels: ['措施', '意见', '原因'] }).optional(),
});
type StepArgs = z.output<typeof stepArgs>;
type Move = SupervisionStep['move'];

const USUAL_DAYS = 7;
const LONGEST_DAYS = 366;
const MOST_PHOTOS = 3;
const UNIT = ['teacher', 'school', 'township'] as const;
const ISSUERS = ['bureau', 'township'] as const;

const stepVerb = (words: readonly string[], usage: string, roles: typeof UNIT | typeof ISSUERS, move: Move) =>
  defineVerb({
    words,
    stands: 'first',
    usage,
    examples: [],
    roles,
    effect: 'adds',
    args: stepArgs,
    run: (context, given) => take(context, given, move),
  });

/** 督办: the bureau or a township asks a unit about a hazard or a child's file, and the unit's head answers (回执). */
export default defineCommand({
  name: '督办',
  aliases: ['督办单', '交办', 'supervise'],
  order: 30,
  summary: '督办一件隐患或个案，学校限期回执、校长签字；过期告诉派出的人；不写编号列出在办的',
  usage: '督办 隐患或个案编号 [几天内] [要求…]',
  examples: [{ line: '督办', where: 'private' }],
  roles: ['teacher', 'school', 'township', 'bureau', 'leader'],
  where: 'private',
  effect: 'adds',
  spoken: /^(?!.*(?:整改人|督办人|挂牌|[?？吗么]$)).*督办/u,
  args,
  run,
  verbs: {
    answer: stepVerb(
      ['回执', '反馈', '回复'],
      '编号 回执 措施… 已完成或未完成（可带照片）',
      UNIT,
      'answer-drafted',
    ),
    sign: stepVerb(['签字', '签发'], '编号 签字（校长签同事写好的回执）', UNIT, 'answer-signed'),
    reject: stepVerb(['退回', '不通过'], '编号 退回 哪里不行', ISSUERS, 'answer-rejected'),
    end: stepVerb(['办结', '结束'], '编号 办结', ISSUERS, 'supervision-ended'),
  },
});

async function run(context: CommandContext, given: Args): Promise<CommandResult> {
  const found = given.file;
  if (found === undefined) return list(context);
  return found.kind === 'supervision' ? show(context, found.file) : issue(context, given, found);
}

async function issue(
  context: CommandContext,
  { until, words: said = '' }: Args,
  { no: about, file }: Extract<FoundFile, { readonly kind: 'hazard' | 'dropout' }>,
): Promise<CommandResult> {
  const { actor, now: at, today: on, text, services } = context;
  const { areaId, schoolId } = file;
  const mayIssue = ISSUERS.some((role) => role === actor.role) && covers(actor, { areaId, schoolId });
  if (!mayIssue) return { reply: text('supervision/not-issued', { about, why: 'role' }) };
  if (!file.open) return { reply: text('supervision/not-issued', { about, why: 'closed' }) };
  // 1032督办 3天: said of the file, the word stays among the others.
  const words = said.replace(/^督办[\s,，:：]*/u, '') || undefined;
  const due = until?.day ?? addDays(on, USUAL_DAYS);
  if (due < on || due > addDays(on, LONGEST_DAYS))
    return { reply: text('supervision/not-issued', { about, why: 'day' }) };
  const unit = { areaId, ...defined({ schoolId }) };
  const tellUnit = await tellOfSupervision(context, (one) => isOfUnit(one, unit));
  const tell = (no: string) => tellUnit({ news: 'issued', no, about, due });
  const draft = { about, ...unit, due, by: byOf(actor), at, on, tell, ...defined({ words }) };
  return writes(services.supervisions.issue(draft), ({ no }) =>
    text('supervision/issued', { no, about, due: spokenDate(due), school: schoolId !== undefined }),
  );
}

/** An answer of the unit's head counts at once; somebody else's waits for their signature. */
async function take(context: CommandContext, given: StepArgs, wanted: Move): Promise<CommandResult> {
  const { actor, now: at, text, services, key } = context;
  const { no, file } = given.file;
  const everyone = await services.people.everyone();
  const signs = maySign(actor, file, everyone);
  const move = wanted === 'answer-drafted' && signs ? 'answer-signed' : wanted;
  const accounts = await services.people.accountsOf(actor);
  // What this very message did before is no reason not to have done it.
  const made = file.entries.some(({ id }) => id === key);
  const why = made ? undefined : lackOf(context, given, { wanted, move, signs, accounts });
  if (why !== undefined) return refused(context, file, why);
  const said = await saidWith(context, given, wanted);
  const tellThem = await tellOfSupervision(context, whoHears(file, move, everyone));
  const tell = tellThem({ news: NEWS[move], no, about: file.about, due: file.due });
  const step = { move, by: byOf(actor), at, accounts, tell, ...said };
  return writes(services.supervisions.step(no, step), (done) => {
    if (fileAfter(done) === undefined) return refused(context, file, 'state').reply;
    return text('supervision/stepped', { no, move, finished: said.answer?.finished === true });
  });
}

/** What is written down: an answer, the drafted one that is signed, or words alone. */
async function saidWith(
  context: CommandContext,
  { file: { file }, words }: StepArgs,
  wanted: Move,
): Promise<Pick<SupervisionStep, 'answer' | 'words'>> {
  if (wanted === 'answer-drafted') {
    const photos = (await photosWith(context)).slice(0, MOST_PHOTOS);
    return { answer: { words: words ?? '', finished: saysFinished(words ?? ''), photos } };
  }
  if (wanted !== 'answer-signed') return defined({ words });
  const drafted = file.entries.findLast(({ kind }) => kind === 'answer-drafted');
  return { answer: { words: drafted?.words ?? '', finished: drafted?.finished === true, photos: [] } };
}

/** Who is told of a step: who signs, who issued it, or the unit. */
function whoHears(file: Supervision, move: Move, everyone: readonly Person[]): (one: Person) => boolean {
  if (move === 'answer-drafted') return (one) => headsOf(file, everyone).some(({ id }) => id === one.id);
  if (move === 'answer-signed') return (one) => one.id === file.by.person;
  return (one) => isOfUnit(one, file);
}

const NEWS = {
  'answer-drafted': 'to-sign',
  'answer-signed': 'answered',
  'answer-rejected': 'rejected',
  'supervision-ended': 'ended',
} as const;

/** Why this step cannot be taken now. */
type Why = 'sign' | 'nothing' | 'state' | 'role' | 'same' | 'words';

interface Step {
  readonly wanted: Move;
  readonly move: Move;
  readonly signs: boolean;
  readonly accounts: readonly string[];
}

function lackOf(
  { actor }: CommandContext,
  { file: { file }, words = '' }: StepArgs,
  { wanted, move, signs, accounts }: Step,
): Why | undefined {
  const { who, from } = SUPERVISION_MOVES[move];
  const forbidden = forbids({ actor, accounts }, who, file, { ownFor: 'bound' });
  if (forbidden !== undefined) return forbidden === 'same-person' ? 'same' : 'role';
  if (from !== 'any' && !from.includes(file.state)) return 'state';
  if (wanted === 'answer-signed') return signs ? unsigned(file) : 'sign';
  const needsWords = move === 'answer-rejected' || wanted === 'answer-drafted';
  return needsWords && words.trim() === '' ? 'words' : undefined;
}

/** Only an answer that was written since it was sent back last can be signed. */
function unsigned({ entries }: Supervision): Why | undefined {
  return entries.at(-1)?.kind === 'answer-drafted' ? undefined : 'nothing';
}

function refused(context: CommandContext, file: Supervision, why: Why): ReplyResult {
  const { no, state } = file;
  const lines = nextSteps(file, context.actor);
  return {
    reply: context.text('supervision/refused', { no, why, state: SUPERVISION_STATES[state].word, lines }),
  };
}

function show({ text, actor, today }: CommandContext, file: Supervision): ReplyResult {
  const { no, about, state, due, by, entries } = file;
  return {
    reply: text('supervision/view', {
      ...{ no, about, state: SUPERVISION_STATES[state].word, words: file.words, by: by.name },
      ...{ due: spokenDate(due), over: state === 'issued' && due < today },
      history: entries.slice(1).map((one) => ({
        ...{ on: spokenDate(one.on), by: one.by.name ?? '', move: one.kind },
        ...{ words: one.words, finished: one.finished === true },
      })),
      lines: nextSteps(file, actor),
    }),
  };
}

async function list({ services, actor, text, today }: CommandContext): Promise<ReplyResult> {
  const accounts = await services.people.accountsOf(actor);
  const open = await services.supervisions.open({ actor, accounts });
  const ones = open.map(({ no, about, state, due }) => ({
    ...{ no, about, state: SUPERVISION_STATES[state].word, due: spokenDate(due) },
    over: state === 'issued' && due < today,
  }));
  return { reply: text('supervision/open-ones', { ones }) };
}

import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type Matter,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { caseClass, casePlace } from '../src/dropouts/case-place.ts';
import { notTheirs, whoDecides, whyNotDecided } from '../src/dropouts/deciding.ts';
import type { Decision } from '../src/dropouts/decisions.ts';
import { notDecided } from '../src/dropouts/not-decided.ts';
import { DROPOUT_STATES } from '../src/dropouts/states.ts';
import type { DropoutCase } from '../src/dropouts/types.ts';

const file = arg.file({
  labels: ['编号', '案号'],
  question: '转出哪一件？请告诉我编号，例如 K26-0417-F。',
  wanted: { kinds: ['dropout'], right: 'see' },
});
const leaveArgs = z.object({ file, place: arg.text({ labels: ['去向', '转往', '转到'] }).optional() });
const confirmArgs = z.object({ file, evidence: arg.text({ labels: ['依据', '证明'] }).optional() });
type LeaveArgs = z.output<typeof leaveArgs>;
type ConfirmArgs = z.output<typeof confirmArgs>;

/** 转出: a child who leaves stays counted here until the receiving place confirms. */
export default defineCommand({
  name: '转出',
  aliases: ['转出登记', '移出', 'transfer'],
  order: 26,
  summary: '登记孩子转到外地；接收地确认就读以前仍算本县，凭就读证明确认后移出',
  usage: '转出 编号 去向',
  examples: [{ line: '转出 K26-0417-F 邻县第二中学', where: 'private' }],
  roles: ['teacher', 'school', 'township', 'bureau'],
  where: 'private',
  effect: 'adds',
  spoken: /^(?:已经?)?转(?:走|出去?)了|(?<![一-龥])(?:已经?)?转到.{1,30}(?:读|就读|上学|念书)了?$/u,
  args: leaveArgs,
  run: leave,
  verbs: {
    confirm: defineVerb({
      words: ['确认', '已确认', '确认就读', '已就读'],
      stands: 'whole',
      usage: '编号 就读证明（县局办）',
      examples: [{ line: '转出 K26-0417-F 确认 接收学校就读证明', where: 'private' }],
      roles: ['bureau'],
      effect: 'decides',
      args: confirmArgs,
      about,
      run: confirm,
    }),
  },
});

const LEAVING = /^(?:已经?)?(?:转(?:走|出去?)了|转到|转往|转去|去了|去)[\s,，:：]*/u;

async function leave(
  context: CommandContext,
  { file: found, place: said }: LeaveArgs,
): Promise<CommandResult> {
  const place = said?.replace(LEAVING, '').replace(/(?:就读|上学|读书|念书|读)了?$/u, '');
  if (place === undefined || place === '') return asking(context.text('dropouts/ask-place', found));
  const theirs = await notTheirs(context, found.file, 'transferring');
  if (theirs !== undefined) return { reply: theirs };
  return decide(context, found.file, { move: 'transferring', place }, 'dropouts/leaving');
}

async function about(
  context: CommandContext,
  { file: found, evidence }: ConfirmArgs,
): Promise<Matter | ReplyResult> {
  const { no, file: one } = found;
  if (evidence === undefined) return asking(context.text('dropouts/ask-enrolled', { no }));
  const why = await whyNotDecided(context, one, { move: 'transferred', evidence });
  if (why !== undefined) return { reply: why };
  return {
    words: context.text('dropouts/about-transferred', {
      ...{ no, evidence, from: casePlace(context.gazetteer, one), className: caseClass(one) },
      ...{ state: DROPOUT_STATES[one.state].word, place: placeOf(one) },
    }),
    version: `${no}:${one.entries.length}`,
  };
}

async function confirm(
  context: CommandContext,
  { file: found, evidence }: ConfirmArgs,
): Promise<CommandResult> {
  if (evidence === undefined) return asking(context.text('dropouts/ask-enrolled', { no: found.no }));
  return decide(context, found.file, { move: 'transferred', evidence }, 'dropouts/transferred');
}

async function decide(
  context: CommandContext,
  { no }: DropoutCase,
  decision: Decision,
  receipt: 'dropouts/leaving' | 'dropouts/transferred',
): Promise<CommandResult> {
  const who = await whoDecides(context);
  return writes(context.services.dropouts.decide(no, decision, who), (done) =>
    fileAfter(done) === undefined
      ? (notDecided(context.text, no, done, who) ?? '')
      : context.text(receipt, { no }),
  );
}

const asking = (question: string): ReplyResult => ({ reply: question, ask: { question } });

const placeOf = ({ entries }: DropoutCase): string | undefined =>
  entries.findLast(({ kind }) => kind === 'transferring')?.said?.place;

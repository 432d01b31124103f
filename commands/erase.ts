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
import { notTheirs, whoDecides } from '../src/dropouts/deciding.ts';
import { documentNumberIn } from '../src/dropouts/document-number.ts';
import { FINISHED } from '../src/dropouts/keeping.ts';
import { DROPOUT_STATES } from '../src/dropouts/states.ts';
import type { DropoutCase } from '../src/dropouts/types.ts';
import { spokenDate } from '../src/kit/local-date.ts';

const file = arg.file({
  labels: ['编号', '案号'],
  question: '删除哪一件的个人信息？请告诉我编号，例如 K26-0417-F。',
  wanted: { kinds: ['dropout'], right: 'see' },
});
const askArgs = z.object({ file, number: arg.text({ labels: ['文号', '依据'] }).optional() });
const agreeArgs = z.object({ file });
type AskArgs = z.output<typeof askArgs>;
type AgreeArgs = z.output<typeof agreeArgs>;

/** 删除个人信息: what a guardian asks for with a document, and a second person decides; the figures stay as they are. */
export default defineCommand({
  name: '删除个人信息',
  aliases: ['清除个人信息', '删除孩子信息', 'erase'],
  order: 38,
  summary: '监护人书面申请删除孩子的个人信息：一人凭文号登记，另一人同意后删除，数字不变',
  usage: '删除个人信息 编号 文号',
  examples: [{ line: '删除个人信息 K26-0417-F 县教信〔2026〕3号', where: 'private' }],
  roles: ['bureau', 'leader'],
  where: 'private',
  effect: 'decides',
  args: askArgs,
  about: aboutAsking,
  run: ask,
  verbs: {
    agree: defineVerb({
      words: ['同意', '同意删除'],
      stands: 'whole',
      usage: '编号（登记的人以外的同志）',
      examples: [],
      effect: 'decides',
      args: agreeArgs,
      about: aboutErasing,
      run: erase,
    }),
  },
});

async function aboutAsking(
  context: CommandContext,
  { file: { no, file: one }, number }: AskArgs,
): Promise<Matter | ReplyResult> {
  const why = (await notTheirs(context, one, 'erasure-asked')) ?? whyNot(context, one);
  if (why !== undefined) return { reply: why };
  const document = documentNumberIn(number ?? '');
  if (document === undefined) return { reply: context.text('dropouts/erase-number', { no }) };
  return { words: context.text('dropouts/about-erase', { no, document }), version: versionOf(one) };
}

async function ask(context: CommandContext, { file: { no }, number }: AskArgs): Promise<CommandResult> {
  const document = documentNumberIn(number ?? '');
  if (document === undefined) return { reply: context.text('dropouts/erase-number', { no }) };
  const who = await whoDecides(context);
  return writes(context.services.dropouts.askErasure(no, document, decidedBy(context, who)), (done) =>
    fileAfter(done) === undefined
      ? context.text('dropouts/erase-not-yet', { no, state: '' })
      : context.text('dropouts/erase-asked', { no, document }),
  );
}

async function aboutErasing(
  context: CommandContext,
  { file: { no, file: one } }: AgreeArgs,
): Promise<Matter | ReplyResult> {
  const why = (await notTheirs(context, one, 'erased')) ?? whyNot(context, one);
  if (why !== undefined) return { reply: why };
  const document = askedUnder(one);
  if (document === undefined) return { reply: context.text('dropouts/erase-number', { no }) };
  return { words: context.text('dropouts/about-erasing', { no, document }), version: versionOf(one) };
}

async function erase(
  context: CommandContext,
  { file: { no, file: one } }: AgreeArgs,
): Promise<CommandResult> {
  const who = await whoDecides(context);
  const document = askedUnder(one) ?? '';
  return writes(context.services.dropouts.erase(no, decidedBy(context, who)), (done) =>
    fileAfter(done) === undefined
      ? context.text('dropouts/erase-not-yet', { no, state: '' })
      : context.text('dropouts/erased', { no, document, on: spokenDate(context.today) }),
  );
}

/** Why nothing of this case is erased now; undefined when it may be. */
function whyNot({ text }: CommandContext, { no, state, erasedOn }: DropoutCase): string | undefined {
  if (erasedOn !== undefined) return text('dropouts/erased-before', { no, on: spokenDate(erasedOn) });
  if (FINISHED.includes(state)) return undefined;
  return text('dropouts/erase-not-yet', { no, state: DROPOUT_STATES[state].word });
}

const askedUnder = ({ entries }: DropoutCase): string | undefined =>
  entries.findLast(({ kind }) => kind === 'erasure-asked')?.data?.number;

const versionOf = ({ no, entries }: DropoutCase): string => `${no}:${entries.length}`;

function decidedBy({ now }: CommandContext, { by, accounts }: Awaited<ReturnType<typeof whoDecides>>) {
  return { by, accounts, at: now };
}

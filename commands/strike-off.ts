import { z } from 'zod';
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
import { decisionBy, linesFor, whyNotDecided } from '../src/dropouts/deciding.ts';
import { strikeOffWords } from '../src/dropouts/strike-off-words.ts';
import { DROPOUT_STATES } from '../src/dropouts/transitions.ts';
import type { DropoutCase } from '../src/dropouts/types.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号', '案号'],
    question: '请告诉我编号，例如 K26-0417-F。',
    wanted: { kinds: ['dropout'], right: 'see' },
    elsewhere: { kind: 'hazard', line: '验收 {no} 销号' },
  }),
});
type Args = z.output<typeof args>;

/** 销号: the bureau closes a file of which nothing is missing any more; school and township vouch; anybody asks what is missing. */
export default defineCommand({
  name: '销号',
  aliases: ['销案', '结案', 'strike-off'],
  order: 45,
  summary: '销号：缺什么、学校和乡镇确认属实、县局销号',
  usage: '销号 编号（县局）',
  examples: [{ line: '销号 K26-0417-F', where: 'private' }],
  roles: ['teacher', 'school', 'village', 'township', 'bureau', 'leader'],
  where: 'private',
  effect: 'decides',
  spoken:
    /(?:能不能|可不可以|可以|能)销(?:号|案)?(?:不能?|了?吗|了?没|么)?|销号(?:还)?(?:差|缺)什么|(?:怎么|咋|如何)(?:才能?|去|样)?(?:销号|销案|销)|(?:差|缺)什么(?:才)?能?销号?/,
  args,
  about,
  run: close,
  verbs: {
    list: defineVerb({
      words: [
        '还差什么',
        '还缺什么',
        '差什么',
        '缺什么',
        '怎么销',
        '怎么才能销',
        '怎样销',
        '咋销',
        '如何销',
        '能销不',
        '能不能销',
        '能销吗',
        '能销号吗',
        '能销',
        '可以销',
      ],
      stands: 'inside',
      usage: '编号（看还差什么）',
      roles: ['teacher', 'school', 'village', 'township', 'bureau', 'leader', 'auditor'],
      examples: [{ line: '销号 K26-0417-F 还差什么', where: 'private' }],
      effect: 'none',
      args,
      run: async (context, { file: { file } }) => ({ reply: await list(context, file) }),
    }),
    vouch: defineVerb({
      words: ['属实', '情况属实', '确认属实', '同意销号'],
      stands: 'whole',
      usage: '编号（学校、乡镇）',
      examples: [{ line: '销号 K26-0417-F 属实', where: 'private' }],
      effect: 'adds',
      args,
      run: vouch,
    }),
  },
});

/** Everything that striking off needs, what is missing of it, and what this person can do about that. */
async function list(context: CommandContext, file: DropoutCase): Promise<string> {
  const items = (await context.services.dropouts.strikeOff(file.no, context.now)) ?? [];
  const closed = file.state === 'closed';
  return context.text('dropouts/strike-off', {
    no: file.no,
    state: DROPOUT_STATES[file.state].word,
    closed,
    items: closed ? [] : items.map(strikeOffWords),
    ready: items.every(({ have, need }) => have >= need),
    lines: await linesFor(context, file),
  });
}

async function about(context: CommandContext, { file: { file } }: Args): Promise<Matter | ReplyResult> {
  const not = await whyNotDecided(context, file, { move: 'closed' });
  if (not !== undefined) return { reply: not };
  const items = (await context.services.dropouts.strikeOff(file.no, context.now)) ?? [];
  return {
    words: context.text('dropouts/about-strike-off', { no: file.no, items: items.map(strikeOffWords) }),
    version: `${file.id}:${file.entries.length}`,
  };
}

async function close(context: CommandContext, { file: { file } }: Args): Promise<CommandResult> {
  const { effect, reply } = await decisionBy(context, file, { move: 'closed' });
  return writes(effect, (done) => reply(done, ({ no }) => context.text('dropouts/closed', { no })));
}

async function vouch(context: CommandContext, { file: { file } }: Args): Promise<CommandResult> {
  const not = await whyNotDecided(context, file, { move: 'vouched' });
  if (not !== undefined) return { reply: not };
  const { effect, reply } = await decisionBy(context, file, { move: 'vouched' });
  return writes(effect, (done) => reply(done, ({ no }) => context.text('dropouts/vouched', { no })));
}

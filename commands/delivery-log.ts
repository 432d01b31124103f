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
import { defined } from '../src/kit/defined.ts';

const FILTERS = {
  未知: ['未知', '不明', '结果不明', 'unknown'],
  失败: ['失败', '没发出', '未送达', '死信', 'failed', 'dead'],
  待发: ['待发', '排队', '等待', '发送中', 'waiting', 'due'],
  已发: ['已发', '成功', '发出', 'sent'],
} as const;

const listArgs = z.object({ filter: arg.word({ labels: ['状态'], words: FILTERS }).optional() });
type ListArgs = z.output<typeof listArgs>;
const resendArgs = z.object({ handle: arg.text({ labels: ['编号', '记录号'] }).optional() });
type ResendArgs = z.output<typeof resendArgs>;

const KEYS = { 未知: 'unknown', 失败: 'failed', 待发: 'waiting', 已发: 'sent' } as const;
/** An overview fits on a phone; a list of one state goes on page by page. */
const OVERVIEW = 12;
const LIST = 60;

/** 发送记录: how everything outgoing went, and what nobody knows; the last word on a resend is a person's. */
export default defineCommand({
  name: '发送记录',
  // 发送 and 投递 alone begin too many other sentences.
  aliases: ['投递记录', '发送情况', 'outbox'],
  order: 86,
  summary: '看消息发出去没有，结果不明和失败的可以重发',
  usage: '发送记录 [未知|失败|待发|已发]',
  examples: [
    { line: '发送记录', where: 'private' },
    { line: '发送记录 未知', where: 'private' },
    { line: '发送记录 失败', where: 'private' },
  ],
  roles: ['admin', 'bureau'],
  where: 'private',
  effect: 'none',
  args: listArgs,
  run: list,
  verbs: {
    resend: defineVerb({
      words: ['重发', '再发', '补发', 'resend'],
      stands: 'inside',
      usage: '记录号',
      examples: [],
      effect: 'decides',
      args: resendArgs,
      about,
      run: resend,
    }),
  },
});

async function list(context: CommandContext, { filter }: ListArgs): Promise<ReplyResult> {
  const key = filter === undefined ? 'all' : KEYS[filter];
  const { entries, counts } = await context.services.deliveries.page(
    key,
    filter === undefined ? OVERVIEW : LIST,
  );
  const next = entries.find(({ resendable }) => resendable);
  return { reply: context.text('delivery/log', { filter, entries, counts, handle: next?.handle }) };
}

/** What would go out once more, and how it went; or that it did already. */
async function about(
  { services, text }: CommandContext,
  { handle = '' }: ResendArgs,
): Promise<Matter | ReplyResult> {
  const found = await services.deliveries.find(handle);
  if (found === undefined) return { reply: text('delivery/not-there') };
  const { id, entry, resent } = found;
  if (resent !== undefined) return { reply: text('delivery/resent', { outcome: 'again', entry: resent }) };
  return { words: text('delivery/about-resend', { entry }), version: `${id}:${entry.state}:${entry.time}` };
}

async function resend(context: CommandContext, { handle = '' }: ResendArgs): Promise<CommandResult> {
  const { services, actor } = context;
  const id = await context.freeze('delivery', async () => (await services.deliveries.find(handle))?.id ?? '');
  if (id === '') return { reply: context.text('delivery/not-there') };
  const by = { key: actor.key, role: actor.role, ...defined({ name: actor.name }) };
  return writes(
    () => services.deliveries.resend(id, by),
    (answer) => context.text('delivery/resent', { ...answer }),
  );
}

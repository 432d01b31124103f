import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { localDate, localTime, spokenDate } from '../src/kit/local-date.ts';

const none = z.object({});
const listArgs = z.object({
  all: arg.word({ labels: ['范围'], words: { 全部: ['全部', '所有', '大家'] } }).optional(),
});
const endArgs = z.object({ which: arg.text({ labels: ['第几个'] }).optional() });
type EndArgs = z.output<typeof endArgs>;

/** 登录: a one-time code for the pages, and who is signed in where. */
export default defineCommand({
  name: '登录',
  aliases: ['登陆', '网页登录', '登录码', 'signin', 'login'],
  order: 62,
  summary: '取登录码打开网页；看自己在哪里登录着、让它退出',
  usage: '登录',
  examples: [{ line: '登录', where: 'private' }],
  roles: [
    ...(['teacher', 'school', 'village', 'township', 'department', 'officer6'] as const),
    ...(['bureau', 'leader', 'auditor', 'admin'] as const),
  ],
  where: 'private',
  effect: 'adds',
  args: none,
  run: issue,
  verbs: {
    list: defineVerb({
      words: ['列表', '我的', '在哪', '设备'],
      stands: 'first',
      usage: '（登录着的设备；管理员可写“全部”）',
      examples: [{ line: '登录 列表', where: 'private' }],
      effect: 'none',
      args: listArgs,
      run: list,
    }),
    end: defineVerb({
      words: ['退出', '注销', '下线'],
      stands: 'first',
      usage: '第几个或“全部”（管理员可写姓名）',
      examples: [],
      effect: 'adds',
      args: endArgs,
      run: end,
    }),
  },
});

async function issue(context: CommandContext): Promise<CommandResult> {
  const { services, actor, now, text } = context;
  const { address } = services.signIns;
  if (address === undefined) return { reply: text('sign-in/no-page') };
  if (actor.shared === true) return { reply: text('sign-in/shared') };
  return writes(services.signIns.issue(actor, now), (issued) =>
    issued.outcome === 'issued'
      ? text('sign-in/code', { code: issued.code, minutes: issued.minutes, address })
      : text('sign-in/too-often', { minutes: Math.ceil(issued.seconds / 60) }),
  );
}

const isAdmin = ({ actor }: CommandContext): boolean => actor.role === 'admin';
const personOf = ({ actor }: CommandContext): string => actor.memberId ?? actor.key;

async function list(context: CommandContext, { all }: z.output<typeof listArgs>): Promise<ReplyResult> {
  const { services, now, text } = context;
  const everybody = all !== undefined && isAdmin(context);
  const ones = await services.signIns.live(now, everybody ? undefined : personOf(context));
  const [first] = ones;
  return {
    reply: text('sign-in/list', {
      ones: ones.map((one) => ({
        ...{ name: one.name, device: one.device },
        ...{ at: spoken(context, one.at), seen: spoken(context, one.seenAt) },
      })),
      all: everybody,
      first: everybody ? (first?.name ?? '1') : '1',
    }),
  };
}

function spoken({ timeZone }: CommandContext, at: Date): string {
  return `${spokenDate(localDate(at, timeZone))}${localTime(at, timeZone)}`;
}

async function end(context: CommandContext, { which = '1' }: EndArgs): Promise<CommandResult> {
  const { services, actor, now, text } = context;
  // The second of a list is another one when the message is run again.
  const frozen = await context.freeze('sign-ins', async () => JSON.stringify(await meant(context, which)));
  const ids = z.array(z.string()).parse(JSON.parse(frozen));
  if (ids.length === 0) return { reply: text('sign-in/not-ended', { all: isAdmin(context) }) };
  return writes(
    () => services.signIns.end(ids, actor, now),
    () => text('sign-in/ended', { n: ids.length }),
  );
}

/** Of one's own the first, second … or all of them; of somebody's, as an administrator, all. */
async function meant(context: CommandContext, which: string): Promise<readonly string[]> {
  const { signIns } = context.services;
  const own = await signIns.live(context.now, personOf(context));
  const ids = (ones: readonly { readonly id: string }[]) => ones.map(({ id }) => id);
  if (/^(?:全部|所有|都)/.test(which)) return ids(own);
  if (/^第?\d+个?$/.test(which))
    return ids(own)
      .slice(Number(which.replace(/\D/g, '')) - 1)
      .slice(0, 1);
  if (!isAdmin(context)) return [];
  const everybody = await signIns.live(context.now);
  return ids(everybody.filter(({ name }) => name === which));
}

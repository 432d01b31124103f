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
import { CHOICE_HOURS, DIGEST_HOURS, type DigestKind, type DigestSettings } from '../src/digests/types.ts';
import { halfWidth } from '../src/kit/width.ts';
import { scopeOf } from '../src/people/scope.ts';

const args = z.object({ hour: arg.text({ labels: ['几点', '时间'] }).optional() });
type Args = z.output<typeof args>;

const NOON = '12:00';

/** 日报: the figures of the reader's own area now; and when they want to read them. */
export default defineCommand({
  name: '日报',
  aliases: ['看日报', '今日日报', 'digest'],
  order: 34,
  summary: '看现在的日报；选早、晚或周报，几点收',
  usage: '日报',
  examples: [{ line: '日报', where: 'private' }],
  roles: ['leader', 'bureau', 'township', 'admin'],
  where: 'private',
  effect: 'none',
  args,
  async run(context, { hour }) {
    // Only an hour: for which digest?
    if (hour !== undefined) return refused(context) ?? { reply: context.text('digests/hours') };
    return show(context, context.time < NOON ? 'morning' : 'evening');
  },
  verbs: {
    week: defineVerb({
      words: ['本周', '这周', '这一周'],
      stands: 'inside',
      usage: '',
      examples: [{ line: '日报 本周', where: 'private' }],
      effect: 'none',
      args,
      run: (context) => show(context, 'weekly'),
    }),
    circular: defineVerb({
      words: ['通报', '月度通报', '上月', '月报'],
      stands: 'inside',
      usage: '',
      examples: [],
      effect: 'none',
      args,
      run: async (context) =>
        scopeOf(context.actor) === 'all'
          ? show(context, 'monthly')
          : { reply: context.text('refusals/no-right') },
    }),
    morning: defineVerb({
      words: ['早', '早上', '早报', '上午'],
      stands: 'inside',
      usage: '[几点]',
      examples: [{ line: '日报 早 8:30', where: 'private' }],
      effect: 'adds',
      args,
      run: (context, { hour }) => choose(context, daily('morning', hour)),
    }),
    evening: defineVerb({
      words: ['晚', '晚上', '晚报', '下午', '傍晚'],
      stands: 'inside',
      usage: '[几点]',
      examples: [{ line: '日报 晚', where: 'private' }],
      effect: 'adds',
      args,
      run: (context, { hour }) => choose(context, daily('evening', hour)),
    }),
    weekly: defineVerb({
      words: ['周报', '每周', '一周'],
      stands: 'inside',
      usage: '',
      examples: [{ line: '日报 周报', where: 'private' }],
      effect: 'adds',
      args,
      run: (context, { hour }) => choose(context, hour === undefined ? { weekly: true } : undefined),
    }),
    none: defineVerb({
      words: ['停', '停发', '不收', '关闭'],
      stands: 'inside',
      usage: '',
      examples: [{ line: '日报 停', where: 'private' }],
      effect: 'adds',
      args,
      run: (context, { hour }) => choose(context, hour === undefined ? { weekly: false } : undefined),
    }),
  },
});

/** Who scopeOf neither the county nor a township has no figures to read. */
function refused({ actor, text }: CommandContext): ReplyResult | undefined {
  const scope = scopeOf(actor);
  const area = scope === 'all' || (typeof scope !== 'string' && 'townshipId' in scope);
  return area ? undefined : { reply: text('refusals/no-right') };
}

async function show(context: CommandContext, kind: DigestKind): Promise<ReplyResult> {
  const { services, actor, now } = context;
  return refused(context) ?? { reply: (await services.digests.read(actor, kind, now)).text };
}

/** Undefined settings: what was said is no hour to choose. */
async function choose(context: CommandContext, settings: DigestSettings | undefined): Promise<CommandResult> {
  const no = refused(context);
  if (no !== undefined) return no;
  if (settings === undefined) return { reply: context.text('digests/hours') };
  return writes(context.services.digests.choose(context.actor, settings, context.now), (stored) =>
    context.text('digests/settings', { ...stored }),
  );
}

/** Undefined for an hour that is none, or at which nobody is disturbed. */
function daily(kind: 'morning' | 'evening', hour: Args['hour']): DigestSettings | undefined {
  const at = hour === undefined ? DIGEST_HOURS[kind] : readHour(hour, kind);
  const [from, to] = CHOICE_HOURS[kind];
  return at === undefined || at < from || at > to ? undefined : { [kind]: at, weekly: true };
}

/** 8:30, 8点半, 17点; 5点 in the evening is 17:00. */
function readHour(text: string, kind: 'morning' | 'evening'): string | undefined {
  const read = /^(\d{1,2})(?:[:点时](半|\d{1,2})?分?)?$/u.exec(halfWidth(text).replace(/\s/gu, ''));
  if (read === null) return undefined;
  const minutes = read[2] === '半' ? 30 : Number(read[2] ?? 0);
  const hours = Number(read[1]) + (kind === 'evening' && Number(read[1]) < 12 ? 12 : 0);
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

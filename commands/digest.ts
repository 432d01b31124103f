import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, type CommandResult, defineCommand, writes } from '../src/chat/command.ts';
import { CHOICE_HOURS, DIGEST_HOURS, type DigestKind, type DigestSettings } from '../src/digests/types.ts';
import { halfWidth } from '../src/kit/width.ts';
import { scopeOf } from '../src/people/scope.ts';

const CHOICES = {
  早: ['早', '早上', '早报', '上午'],
  晚: ['晚', '晚上', '晚报', '下午', '傍晚'],
  周报: ['周报', '每周', '一周'],
  停: ['停', '停发', '不收', '关闭'],
  本周: ['本周', '这周', '这一周'],
  通报: ['通报', '月度通报', '上月', '月报'],
} as const;

const args = z.object({
  choice: arg.word({ labels: ['时段'], words: CHOICES }).optional(),
  hour: arg.text({ labels: ['几点', '时间'] }).optional(),
});
type Args = z.output<typeof args>;

const NOON = '12:00';

/** 日报: the figures of the reader's own area now; and when they want to read them. */
export default defineCommand({
  name: '日报',
  aliases: ['看日报', '今日日报', 'digest'],
  order: 34,
  summary: '看现在的日报；选早、晚或周报，几点收',
  usage: '日报；日报 本周；日报 通报；日报 早|晚 [几点]；日报 周报；日报 停',
  examples: [
    { line: '日报', where: 'private' },
    { line: '日报 本周', where: 'private' },
    { line: '日报 早 8:30', where: 'private' },
    { line: '日报 晚', where: 'private' },
    { line: '日报 周报', where: 'private' },
    { line: '日报 停', where: 'private' },
  ],
  roles: ['leader', 'bureau', 'township', 'admin'],
  where: 'private',
  reads: false,
  args,
  async run(context, given) {
    const scope = scopeOf(context.actor);
    if (scope !== 'all' && (typeof scope === 'string' || !('townshipId' in scope)))
      return { reply: context.text('refusals/no-right') };
    const { choice, hour } = apart(given);
    if (choice === '通报' && scope !== 'all') return { reply: context.text('refusals/no-right') };
    const kind = shownKind(context, choice, hour);
    return kind === undefined ? choose(context, { choice, hour }) : show(context, kind);
  },
});

/** What is asked to be read now; undefined where something is chosen instead. */
function shownKind(
  { time }: CommandContext,
  choice: Args['choice'],
  hour: Args['hour'],
): DigestKind | undefined {
  if (choice === '本周') return 'weekly';
  if (choice === '通报') return 'monthly';
  if (choice !== undefined || hour !== undefined) return undefined;
  return time < NOON ? 'morning' : 'evening';
}

async function show({ services, actor, now }: CommandContext, kind: DigestKind): Promise<CommandResult> {
  return { reply: (await services.digests.read(actor, kind, now)).text };
}

async function choose(context: CommandContext, { choice, hour }: Args): Promise<CommandResult> {
  const settings = choice === undefined ? undefined : settingsOf(choice, hour);
  if (settings === undefined) return { reply: context.text('digests/hours') };
  return writes(context.services.digests.choose(context.actor, settings, context.now), (stored) =>
    context.text('digests/settings', { ...stored }),
  );
}

/** 早8点半 is one word to the eye of the parser. */
function apart({ choice, hour }: Args): Args {
  const [, word, rest] = /^(早|晚)[报上]?(.+)$/u.exec(hour ?? '') ?? [];
  return choice !== undefined || rest === undefined
    ? { choice, hour }
    : { choice: word === '早' ? '早' : '晚', hour: rest };
}

/** Undefined for an hour that is none, or at which nobody is disturbed. */
function settingsOf(choice: keyof typeof CHOICES, hour: string | undefined): DigestSettings | undefined {
  if (choice === '周报' || choice === '停')
    return hour === undefined ? { weekly: choice === '周报' } : undefined;
  if (choice !== '早' && choice !== '晚') return undefined;
  const kind = choice === '早' ? 'morning' : 'evening';
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

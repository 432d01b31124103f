import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  photosWith,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { readCheck } from '../src/dropouts/check-words.ts';
import { decisionBy, whyNotDecided } from '../src/dropouts/deciding.ts';
import { defined } from '../src/kit/defined.ts';
import { spokenDate } from '../src/kit/local-date.ts';

const args = z.object({
  file: arg.file({ labels: ['编号', '案号'], wanted: { kinds: ['dropout'], right: 'see' } }).optional(),
  words: arg.text({ labels: ['情况'] }).optional(),
});
type Args = z.output<typeof args>;

/** 巩固: whether a child who is back is still there, and how lessons go; lessons given at home are counted. */
export default defineCommand({
  name: '巩固',
  aliases: ['回访', '巩固回访', '在校', '不在校', 'check-in'],
  order: 44,
  summary: '回访复学的孩子：在校还是不在校，上课怎么样；送教写次数',
  usage: '巩固 编号 在校|不在校 [上课情况] [送教2次]',
  examples: [{ line: '巩固 K26-0417-F 在校 上课正常', where: 'private' }],
  roles: ['teacher', 'school', 'village', 'township', 'bureau'],
  where: 'private',
  effect: 'adds',
  spoken:
    /不在校|(?<!不)在校(?:上课|$|[\s,，。])|上课正常|送教(?:上门)?了?\s?[\d一二两三四五六七八九十]+\s?[次节]/,
  args,
  run,
});

async function run(context: CommandContext, { file: found, words = '' }: Args): Promise<CommandResult> {
  if (found === undefined) return which(context, words);
  const { file } = found;
  const { attending, lessons } = readCheck(words);
  const photos = (await photosWith(context)).slice(0, 3);
  const decision = {
    move: 'checked-in',
    attending: attending ?? true,
    ...defined({ lessons, words: words || undefined }),
    photos,
  } as const;
  const not = await whyNotDecided(context, file, decision);
  if (not !== undefined) return { reply: not };
  if (attending === undefined) return ask(context, file.no);
  const { effect, reply } = await decisionBy(context, file, decision);
  return writes(effect, (done) =>
    reply(done, ({ no, heads, entries }) =>
      context.text('dropouts/checked', {
        ...{ no, attending, lessons, checks: entries.at(-1)?.data?.checks ?? [] },
        next: heads.nextDue === undefined ? undefined : spokenDate(heads.nextDue),
      }),
    ),
  );
}

function ask({ text }: CommandContext, no: string): ReplyResult {
  const choices = ['在校 上课正常', '不在校'].map((word) => ({ label: word, line: `巩固 ${no} ${word}` }));
  return { reply: text('dropouts/check-which', { no }), choices };
}

/** Without a number: the children whose check is due here, each with its line. */
async function which(context: CommandContext, words: string): Promise<ReplyResult> {
  const { services, actor, today, text, now } = context;
  const accounts = await services.people.accountsOf(actor);
  const due = await services.dropouts.checksDue({ actor, accounts }, now);
  const [first] = due;
  if (first === undefined) return { reply: text('dropouts/check-none') };
  const said = words === '' ? '在校' : words;
  const lines = due.map(({ no, on }) => ({
    label: `${no}${on < today ? '（已到期）' : ''} ${said}`,
    line: `巩固 ${no} ${said}`,
  }));
  if (words === '' && due.length === 1) return ask(context, first.no);
  return { reply: text('dropouts/check-whose', { n: due.length }), choices: lines };
}

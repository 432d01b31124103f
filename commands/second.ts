import { z } from 'zod';
import { otherFileNo } from '../src/casefiles/other-file.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  defineVerb,
  writes,
} from '../src/chat/command.ts';
import { whoDecides } from '../src/hazards/deciding.ts';
import type { Decision } from '../src/hazards/decisions.ts';
import { joinedBy, joiningOf, partingOf } from '../src/hazards/joining.ts';
import type { Hazard } from '../src/hazards/types.ts';

const file = arg.file({
  labels: ['编号'],
  question: '哪一件是重复报的？请告诉我编号，例如 Y26-1032-M。',
  wanted: { kinds: ['hazard'], right: 'see' },
});
const joinArgs = z.object({ file: file.optional(), into: arg.text({ labels: ['并入'] }).optional() });
const partArgs = z.object({ file });

/** +1: the thing that somebody just reported was reported before; theirs goes on in that one. */
export default defineCommand({
  name: '同一处',
  aliases: ['+1', '加1', '加一', '重复报', 'second'],
  order: 22,
  summary: '您报的和已登记的是同一处：并在一起，整改好了一样告诉您；报错了可以拆开',
  usage: '同一处 [您的编号 已登记的编号]（回 +1 也行；不是同一处回 新）',
  examples: [{ line: '同一处 Y26-1032-M', where: 'private' }],
  roles: 'anyone',
  where: 'private',
  effect: 'adds',
  args: joinArgs,
  run: join,
  verbs: {
    part: defineVerb({
      words: ['拆开', '拆分', '分开', '撤销', '不是一处'],
      stands: 'whole',
      usage: '编号（并进去的那一件）',
      examples: [{ line: '同一处 Y26-1032-M 拆开', where: 'private' }],
      effect: 'adds',
      args: partArgs,
      run: async (context, { file: found }) =>
        decide(context, found.file, partingOf(found.file, await whoDecides(context))),
    }),
    another: defineVerb({
      words: ['新', '新的', '不是', '另一处'],
      stands: 'whole',
      usage: '（不是同一处：各算各的）',
      examples: [],
      effect: 'none',
      args: z.object({}),
      run: async (context) => {
        const newest = await newestOwn(context);
        return { reply: context.text('hazards/stays-new', { no: newest?.no }) };
      },
    }),
  },
});

async function join(context: CommandContext, given: z.output<typeof joinArgs>): Promise<CommandResult> {
  const mine = given.file?.file ?? (await frozenOwn(context));
  if (mine === undefined) return { reply: context.text('hazards/none-to-join') };
  const said = await otherFileNo(context, given.into, 'hazard');
  const into = said ?? (await context.freeze('alike', () => onlyAlike(context, mine)));
  if (into === '' && said === undefined) return { reply: context.text('hazards/ask-other', { no: mine.no }) };
  if (into === '') return { reply: context.text('files/not-there') };
  return decide(context, mine, joiningOf(mine, into, await whoDecides(context)));
}

async function decide(context: CommandContext, file: Hazard, decision: Decision): Promise<CommandResult> {
  const made = await joinedBy(context, file, decision);
  return 'reply' in made ? made : writes(...made);
}

/** What `+1` alone means is fixed before the effect. */
async function frozenOwn(context: CommandContext): Promise<Hazard | undefined> {
  const no = await context.freeze('own', async () => (await newestOwn(context))?.no ?? '');
  return no === '' ? undefined : context.services.hazards.find(no);
}

async function newestOwn({ services, actor, today }: CommandContext): Promise<Hazard | undefined> {
  return services.hazards.lastBy(await services.people.accountsOf(actor), today);
}

/** The one that it looks like; `''`: none, or several. */
async function onlyAlike({ services, actor }: CommandContext, mine: Hazard): Promise<string> {
  const accounts = await services.people.accountsOf(actor);
  const { seen } = await services.hazards.lookAlikes(mine, { actor, accounts });
  const [one, ...more] = seen;
  return one !== undefined && more.length === 0 ? one : '';
}

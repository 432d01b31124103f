import { z } from 'zod';
import { type CommandContext, defineCommand } from '../src/chat/command.ts';
import { answerableDuties } from '../src/duties/answerable.ts';
import { lineFor, lineOfUnit } from '../src/duties/line-for.ts';
import { dutyName } from '../src/duties/names.ts';
import type { Answerable } from '../src/duties/pick.ts';
import { silencedBy } from '../src/duties/silenced.ts';
import type { Duty } from '../src/duties/types.ts';
import { unitName } from '../src/duties/units.ts';
import { dueWords } from '../src/duties/words.ts';

/** More schools than that are counted and not named. */
const MOST_NAMES = 8;

/** 待办: what the sender's own unit still has to answer, and how. */
export default defineCommand({
  name: '待办',
  aliases: ['我的任务', '我的待办', 'todo'],
  order: 47,
  summary: '看本单位要回复的任务、截止时间和回复的话',
  usage: '待办',
  examples: [{ line: '待办', where: 'private' }],
  roles: ['teacher', 'school', 'township', 'officer6', 'bureau'],
  where: 'private',
  effect: 'none',
  args: z.object({}),
  async run(context) {
    const { services, actor, gazetteer } = context;
    const silenced = await silencedBy(services.reminders);
    const answerable = await answerableDuties(services.duties, actor, gazetteer);
    const all = answerable.filter(({ duty }) => !silenced(duty));
    const owed = all.filter(({ units, done }) => units.length > done.length);
    const open = all.map(({ duty }) => duty);
    const accounts = await services.people.accountsOf(actor);
    const waiting = (await services.hazards.waiting({ actor, accounts })).length;
    if (owed.length === 0)
      return {
        reply: context.text('duties/todo-none', {
          ...{ done: all.length, waiting },
          asks: context.commands.find('未报') !== undefined,
        }),
      };
    return {
      reply: context.text('duties/todo', {
        duties: owed.map((one) => shown(context, one, open)),
        ...{ done: all.length - owed.length, waiting },
      }),
    };
  },
});

function shown(context: CommandContext, { duty, units, done }: Answerable, open: readonly Duty[]) {
  const { gazetteer, now, today } = context;
  const owing = units.filter((unit) => !done.includes(unit)).map((unit) => unitName(unit, gazetteer));
  return {
    name: dutyName(duty),
    due: dueWords(duty, today),
    over: duty.due.getTime() < now.getTime(),
    minutes: duty.minutes,
    // One's own unit needs no name; one of the six officers has several schools.
    units: units.length > 1 ? owing.slice(0, MOST_NAMES) : [],
    owing: owing.length,
    line: units.length > 1 ? lineOfUnit(duty, owing[0] ?? '') : lineFor(duty, open),
  };
}

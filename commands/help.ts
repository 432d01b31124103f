import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { defineCommand } from '../src/chat/command.ts';
import type { Actor } from '../src/people/actor.ts';
import { scopeOf } from '../src/people/scope.ts';

const args = z.object({ topic: arg.text({ labels: ['命令'] }).optional() });

/** 帮助: what this person may do here, with lines filled with their own place. */
export default defineCommand({
  name: '帮助',
  aliases: ['菜单', '怎么用', '?', 'help'],
  order: 90,
  summary: '看看我能帮您做什么',
  usage: '帮助 [命令]',
  examples: [
    { line: '帮助', where: 'both' },
    { line: '帮助 查', where: 'both' },
  ],
  roles: 'anyone',
  where: 'both',
  effect: 'none',
  args,
  async run(context, given) {
    const asked = given.topic === undefined ? undefined : context.commands.find(given.topic);
    if (asked) {
      return {
        reply: context.text('help/one-command', {
          name: asked.name,
          aliases: asked.aliases,
          usage: asked.usage,
          lines: asked.lines,
        }),
      };
    }
    return {
      reply: context.text('help/overview', {
        county: context.gazetteer.county.name,
        empty: context.gazetteer.townships.length === 0,
        name: context.actor.name,
        id: context.actor.bound ? undefined : context.sender.id,
        commands: context.commands.usable.filter(({ name }) => worthShowing(name, context.actor)),
      }),
    };
  },
});

/** 帮助 itself, 查 to someone without an area, and 绑定 to someone who binds nobody, only make the list longer. */
function worthShowing(name: string, actor: Actor): boolean {
  if (name === '帮助') return false;
  if (name === '查') return scopeOf(actor) !== 'none' && scopeOf(actor) !== 'own';
  return name !== '绑定' || !actor.bound || actor.role === 'admin' || actor.role === 'bureau';
}

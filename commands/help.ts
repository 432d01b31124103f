import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, defineCommand } from '../src/chat/command.ts';
import type { Actor } from '../src/people/actor.ts';
import type { Role } from '../src/people/roles.ts';
import { scopeOf } from '../src/people/scope.ts';

const args = z.object({ topic: arg.text({ labels: ['命令'] }).optional() });

/** More lines are read by nobody; the rest stands under its subject. */
const MOST_SHOWN = 8;

/** What each role does most, first; whatever else they may use fills up the list. */
const FIRST: Readonly<Record<Role, string>> = {
  visitor: '绑定 报隐患 报辍学',
  teacher: '报辍学 名单 个案 劝返 复学 巩固 报隐患 待办',
  school: '待办 报送 报辍学 名单 劝返 复学 报隐患 查',
  township: '待办 报辍学 名单 认定 劝返 查 报隐患 未报',
  village: '待办 报辍学 名单 劝返 复学 个案 报隐患 查',
  department: '报隐患 报辍学 名单 个案 查',
  officer6: '检查 待办 报隐患 报辍学 名单 个案 查 报送',
  bureau: '待办 查 名单 认定 销号 日报 未报 派任务',
  leader: '日报 批示 查 名单 个案 知悉 负担 报隐患',
  auditor: '审计 查 名单 个案',
  admin: '自检 绑定 提醒 发送记录 查 名单 批示 绑群',
};

/** Commands by what they are about, in the order of the work. */
const SUBJECTS: Readonly<Record<string, string>> = {
  辍学: '报辍学 名单 个案 认定 政策 劝返 复学 巩固 销号 转出 并案 更正 改 申请 代录 删除个人信息 撤回',
  隐患: '报隐患 分派 整改 验收 挂牌 摘牌 检查 派检查 查完 督办 奖励 六员 证照 巡查册 知悉 续报 终报 误报 天气 撤回',
  任务: '待办 报送 未报 催报 派任务 复核 负担 提醒',
  数据: '查 日报 批示',
  账号: '绑定 绑群 自检 发送记录 审计',
};

/** 帮助: what this person does most here, with lines filled with their own place; the rest by subject. */
export default defineCommand({
  name: '帮助',
  aliases: ['菜单', '怎么用', '?', 'help'],
  order: 90,
  summary: '看看我能帮您做什么',
  usage: '帮助 [命令|辍学|隐患|任务|数据|账号]',
  examples: [
    { line: '帮助', where: 'both' },
    { line: '帮助 查', where: 'both' },
    { line: '帮助 隐患', where: 'both' },
  ],
  roles: 'anyone',
  where: 'both',
  effect: 'none',
  args,
  async run(context, given) {
    const topic = given.topic?.trim() ?? '';
    const ofSubject = commandsOf(context, SUBJECTS[topic]);
    if (ofSubject.length > 0)
      return { reply: context.text('help/subject', { subject: topic, commands: ofSubject }) };
    const asked = topic === '' ? undefined : context.commands.find(topic);
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
    return { reply: overview(context) };
  },
});

function overview(context: CommandContext): string {
  const { gazetteer, actor, sender, commands, text } = context;
  const first = FIRST[actor.role].split(' ');
  const usable = commands.usable().filter(({ name }) => worthShowing(name, actor));
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  const shown = usable.toSorted((a, b) => rank(a.name) - rank(b.name)).slice(0, MOST_SHOWN);
  const more = usable.length > shown.length;
  return text('help/overview', {
    county: gazetteer.county.name,
    empty: gazetteer.townships.length === 0,
    name: actor.name,
    id: actor.bound ? undefined : sender.id,
    commands: shown,
    subjects: more
      ? Object.keys(SUBJECTS).filter((one) => commandsOf(context, SUBJECTS[one]).length > 0)
      : [],
  });
}

/** The commands of a subject that this person may use here; none for no subject. */
function commandsOf({ commands, actor }: CommandContext, subject = '') {
  if (subject === '') return [];
  const usable = commands.usable().filter(({ name }) => worthShowing(name, actor));
  return subject.split(' ').flatMap((name) => usable.filter((one) => one.name === name));
}

/** 帮助 itself, 查 to someone without an area, and 绑定 to someone who binds nobody, only make the list longer. */
function worthShowing(name: string, actor: Actor): boolean {
  if (name === '帮助') return false;
  if (name === '查') return scopeOf(actor) !== 'none' && scopeOf(actor) !== 'own';
  return name !== '绑定' || !actor.bound || actor.role === 'admin' || actor.role === 'bureau';
}

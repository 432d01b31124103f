import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, type CommandResult, defineCommand, writes } from '../src/chat/command.ts';
import { saysNothing } from '../src/dropouts/full-view-reason.ts';
import { readsWhole } from '../src/dropouts/reads.ts';
import type { DropoutCase } from '../src/dropouts/types.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号', '案号'],
    question: '要调阅哪一件？请写编号和理由，例如 调阅 K26-0417-F 送达通知书，核对住址。',
    wanted: { kinds: ['dropout'], right: 'see' },
  }),
  reason: arg.text({ labels: ['理由', '原因', '事由'] }).optional(),
});
type Args = z.output<typeof args>;

/** 417调阅, 看417的完整档案, 417身份证号多少: asked for, and nothing told. */
const ASKED =
  /调阅|(?:完整|全部|不打码)的?(?:档案|资料|信息)|(?:身份证|证件)(?:号码?)?(?:是?多少|是什么|呢|给我|发我|[?？])|全名(?:叫什么|是什么|呢|[?？])/;

/** 调阅: a child's whole file, for a reason, by who has the right to it; it is in the trail before it is shown. */
export default defineCommand({
  name: '调阅',
  aliases: ['调阅档案', '查阅档案', '完整档案', '看完整档案'],
  order: 42,
  summary: '写明理由，看一个孩子的完整档案（只给有权的同志，看过留痕）',
  usage: '调阅 编号 理由',
  examples: [{ line: '调阅 K26-0417-F 送达限期复学通知书，核对住址', where: 'private' }],
  roles: [
    ...(['teacher', 'school', 'village', 'township', 'department', 'officer6'] as const),
    ...(['bureau', 'leader'] as const),
  ],
  where: 'private',
  spoken: ASKED,
  effect: 'adds',
  args,
  run: view,
});

async function view(context: CommandContext, { file: found, reason = '' }: Args): Promise<CommandResult> {
  const { services, actor, text } = context;
  const { no } = found;
  if (actor.shared === true) return { reply: text('full-view/shared', { no }) };
  if (!readsWhole(actor, found.file, await services.fullViews.rules()))
    return { reply: text('full-view/not-yours', { no }) };
  if (saysNothing(reason)) {
    const reply = text('full-view/why', { no, said: reason !== '' });
    return { reply, ask: { question: reply, label: '理由' } };
  }
  return show(context, found.file, reason);
}

async function show(context: CommandContext, { no }: DropoutCase, reason: string): Promise<CommandResult> {
  const { services, actor, now, text } = context;
  const { fullViews } = services;
  const asking = { no, actor, reason, at: now };
  const shownBy = await fullViews.shownBy(actor);
  if (shownBy === 'none') return { reply: text('full-view/no-way', { no }) };
  const { minutes } = fullViews;
  if (shownBy === 'page')
    return writes(fullViews.grant(asking), ({ link }) => text('full-view/link', { no, link, minutes }));
  if (shownBy === 'recalled')
    return writes(fullViews.send(asking, text), () => text('full-view/told', { no, minutes }));
  return writes(fullViews.say(asking, text), (words) => words);
}

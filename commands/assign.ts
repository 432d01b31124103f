import { z } from 'zod';
import { fileAfter } from '../src/casefiles/appended.ts';
import { arg } from '../src/chat/args.ts';
import {
  type CommandContext,
  type CommandResult,
  defineCommand,
  type ReplyResult,
  writes,
} from '../src/chat/command.ts';
import { notDecided, whoDecides, whyNotDecided } from '../src/hazards/deciding.ts';
import type { Assignee } from '../src/hazards/decisions.ts';
import { basisOf } from '../src/hazards/heads.ts';
import { toldOf } from '../src/hazards/told.ts';
import { spokenDate } from '../src/kit/local-date.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '分派哪一件隐患？请告诉我编号，例如 Y26-1032-M。',
    wanted: { kinds: ['hazard'], right: 'see' },
  }),
  rectifier: arg.people({
    labels: ['整改人', '整改责任人', '责任人', '整改', '派给', '交给'],
    question: '谁来整改？请写姓名或职务，例如 整改人总务主任。',
  }),
  supervisor: arg.people({
    labels: ['督办人', '跟踪督办人', '跟踪人', '督办', '跟踪'],
    question: '谁来跟踪督办？须是另一个人，例如 督办人校长。',
  }),
  until: arg.dueDate({ labels: ['期限', '整改期限', '限期', '时限'] }).optional(),
});
type Args = z.output<typeof args>;

/** 分派: a hazard is given to two people, one who rectifies and one who follows up. */
export default defineCommand({
  name: '分派',
  aliases: ['派单', '分派隐患', '隐患分派', 'assign'],
  order: 23,
  summary: '把隐患分给整改人和跟踪督办人（两个人），可写期限',
  usage: '分派 编号 整改人… 督办人… [期限…]',
  examples: [{ line: '分派 Y26-1032-M 整改人班主任 督办人校长', where: 'private' }],
  roles: ['school', 'township', 'bureau'],
  where: 'private',
  effect: 'adds',
  spoken: /派给|分给.{1,12}整改|整改人.{2,}/u,
  args,
  run,
});

async function run(context: CommandContext, given: Args): Promise<CommandResult> {
  const { file } = given.file;
  const [rectifier, supervisor] = [only(given.rectifier), only(given.supervisor)];
  if (rectifier === undefined || supervisor === undefined) return oneEach(context, file.no);
  const { until } = given;
  const decision = {
    ...{ move: 'assigned' as const, rectifier, supervisor },
    ...(until === undefined ? {} : { until: until.day }),
  };
  const who = await whoDecides(context);
  const why = await whyNotDecided(context, file, decision, who);
  if (why !== undefined) return { reply: why };
  const tell = await toldOf(context, file, decision);
  return writes(context.services.hazards.decide(file.no, decision, { ...who, tell }), (done) => {
    const stored = fileAfter(done);
    if (stored === undefined) return notDecided(context.text, file.no, done, who) ?? '';
    const { nextDue } = stored.heads;
    return context.text('hazards/assigned', {
      ...{ no: file.no, rectifier: rectifier.name, supervisor: supervisor.name },
      due: nextDue === undefined ? undefined : spokenDate(nextDue),
      basis: basisOf(stored),
      major: stored.level === '重大',
    });
  });
}

function only(people: Args['rectifier']): Assignee | undefined {
  const [one, ...others] = people;
  return one === undefined || others.length > 0 ? undefined : { id: one.id, name: one.name };
}

function oneEach({ text }: CommandContext, no: string): ReplyResult {
  return { reply: text('hazards/one-each', { no }) };
}

import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { defineCommand } from '../src/chat/command.ts';

const args = z.object({
  all: arg.word({ labels: ['范围'], words: { 全部: ['全部', '所有', '每一项', '详细', 'all'] } }).optional(),
});

/** Two lines each, beside a head, a tail and the line to copy: what a phone shows at once. */
const MOST = 5;

/** 自检: what keeps the bot from hearing and being heard, the worst first, each with what to do. */
export default defineCommand({
  name: '自检',
  // 诊断 alone begins 诊断书 and 诊断证明, which schools write about.
  aliases: ['机器人诊断', '机器人自检', 'doctor'],
  order: 85,
  summary: '查机器人收发是否正常，哪里不通、怎么修',
  usage: '自检 [全部]',
  examples: [
    { line: '自检', where: 'private' },
    { line: '自检 全部', where: 'private' },
  ],
  roles: ['admin', 'bureau'],
  where: 'private',
  effect: 'none',
  args,
  async run(context, given) {
    const { findings, time } = await context.services.doctor.checkup();
    if (given.all !== undefined) return { reply: context.text('doctor/all', { findings, time }) };
    const count = (state: string): number => findings.filter((one) => one.state === state).length;
    const problems = findings.filter(({ state }) => state === 'fail' || state === 'warn');
    return {
      reply: context.text('doctor/summary', {
        time,
        problems: problems.slice(0, MOST),
        more: Math.max(0, problems.length - MOST),
        failed: count('fail'),
        warned: count('warn'),
        fine: count('ok'),
      }),
    };
  },
});

import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { aboutSomebody, defineCommand, writes } from '../src/chat/command.ts';
import { byOf } from '../src/people/actor.ts';

const args = z.object({
  event: arg.word({
    labels: ['天气'],
    words: { 高温: ['高温', '高温天', '热浪'], 暴雨: ['暴雨', '大暴雨', '强降雨', '洪水'] },
    question: '是高温还是暴雨？例如：天气 暴雨 黄色预警',
  }),
  detail: arg.text({ labels: ['情况'] }).optional(),
});

/** 天气: heat or storm; every reminder that hangs on it goes out at once, by day and without asking twice. */
export default defineCommand({
  name: '天气',
  aliases: ['天气预警', '气象', 'weather'],
  order: 72,
  summary: '高温、暴雨时马上通知各学校和乡镇，同一天同一级只发一次',
  usage: '天气 高温|暴雨 情况',
  examples: [
    { line: '天气 高温 38度', where: 'private' },
    { line: '天气 暴雨 黄色预警', where: 'private' },
  ],
  roles: ['bureau', 'admin'],
  where: 'private',
  effect: 'adds',
  args,
  // Every school reads these words.
  asks: async (context, { detail = '' }) =>
    (await context.services.digests.mayKeep(detail)) ? aboutSomebody(context, detail) : undefined,
  async run(context, { event, detail = '' }) {
    const { services, actor, now } = context;
    if (!(await services.digests.mayKeep(detail)))
      return { reply: context.text('weather/personal', { event }) };
    return writes(services.reminders.fire(event, detail, byOf(actor), now), (fired) =>
      context.text('weather/told', { event, ...fired, by: fired.before?.by.name }),
    );
  },
});

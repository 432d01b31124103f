import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { type CommandContext, defineCommand } from '../src/chat/command.ts';
import { type Burden, burdenOf, timeSpent } from '../src/duties/burden.ts';
import { AUDIENCE_WORDS, dutyName } from '../src/duties/names.ts';
import { momentOf } from '../src/duties/rounds.ts';
import type { Duty, DutyAudience } from '../src/duties/types.ts';
import { AUDIENCE_UNITS } from '../src/duties/words.ts';
import { addDays, monthStart } from '../src/kit/local-date.ts';

const args = z.object({ period: arg.period({ labels: ['时间', '月份'] }).optional() });

/** 负担: what schools and townships were asked for this month, with the ground it rests on and the time it takes. */
export default defineCommand({
  name: '负担',
  aliases: ['负担账', '基层负担', 'burden'],
  order: 54,
  summary: '看本月给学校、乡镇派了多少任务、要花多少时间、依据什么',
  usage: '负担 [本月|上月|本学期]',
  examples: [
    { line: '负担', where: 'private' },
    { line: '负担 上月', where: 'private' },
  ],
  roles: ['bureau', 'leader'],
  where: 'private',
  effect: 'none',
  args,
  async run(context, { period }) {
    const { from, to, label } = period ?? {
      from: monthStart(context.today),
      to: context.today,
      label: '本月',
    };
    const duties = await openedIn(context, from, to);
    return {
      reply: context.text('duties/burden', {
        label,
        audiences: burdenOf(duties).map(shown),
        duties: duties.map((duty) => ({
          name: dutyName(duty),
          whom: AUDIENCE_WORDS[duty.audience],
          minutes: duty.minutes,
          basis: duty.basis,
          cancelled: duty.state === 'cancelled',
        })),
      }),
    };
  },
});

async function openedIn(context: CommandContext, from: string, to: string): Promise<readonly Duty[]> {
  const end = new Date(momentOf(context, addDays(to, 1), '00:00').getTime() - 1);
  const found = await context.services.duties.openedWithin(momentOf(context, from, '00:00'), end);
  return found.toReversed();
}

const EACH: Readonly<Record<DutyAudience, string>> = {
  school: '校',
  township: '乡镇',
  officer6: '校',
  bureau: '单位',
};

function shown({ audience, duties, units, minutesPerUnit }: Burden) {
  return {
    whom: AUDIENCE_WORDS[audience],
    duties,
    units: `${units}${AUDIENCE_UNITS[audience]}`,
    time: `${timeSpent(minutesPerUnit)}/${EACH[audience]}`,
  };
}

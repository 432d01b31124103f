import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { defineCommand, writes } from '../src/chat/command.ts';
import { INCIDENT_STATES } from '../src/incidents/transitions.ts';
import type { AppendedIncident } from '../src/incidents/types.ts';
import { whoAnswered } from '../src/incidents/who-answered.ts';
import { byOf } from '../src/people/actor.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '是哪一件突发事件？请告诉我编号，例如 T26-0003-C。',
    wanted: { kinds: ['incident'], right: 'acknowledged' },
  }),
});

/**
 * 知悉: somebody on duty has an emergency in hand, and nobody else is woken for it. It takes nothing from anybody, so
 * that one line is enough at night.
 */
export default defineCommand({
  name: '知悉',
  aliases: ['已知悉', 'acknowledge'],
  order: 42,
  summary: '值班人员收到突发事件，不再通知下一位',
  usage: '知悉 编号',
  examples: [{ line: '知悉 T26-0003-C', where: 'private' }],
  roles: ['bureau', 'leader', 'township', 'village', 'school', 'teacher', 'department', 'officer6'],
  where: 'private',
  effect: 'adds',
  args,
  async run({ services, actor, now, text }, { file: { no } }) {
    const effect = services.incidents.acknowledge(no, byOf(actor), now);
    return writes(effect, (done: AppendedIncident) => {
      if (done.outcome === 'missing') return text('files/not-there');
      const { state, closed } = done.file;
      if (done.outcome !== 'declined') return text('incidents/acknowledged', { no, who: undefined, closed });
      if (state === 'acknowledged')
        return text('incidents/acknowledged', { no, who: whoAnswered(done.file), closed });
      return text('incidents/ended', { no, state: INCIDENT_STATES[state].word });
    });
  },
});

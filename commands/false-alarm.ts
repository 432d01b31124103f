import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { defineCommand, writes } from '../src/chat/command.ts';
import { INCIDENT_STATES } from '../src/incidents/transitions.ts';
import type { AppendedIncident, Incident } from '../src/incidents/types.ts';
import { byOf } from '../src/people/actor.ts';
import { EMERGENCY_WORDS } from '../src/places/emergency-kinds.ts';
import type { FillReply } from '../src/texts/reply-texts.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '是哪一件突发事件？请告诉我编号，例如 T26-0003-C。',
    wanted: { kinds: ['incident'], right: 'false-alarm' },
  }),
});

/** 误报: an emergency turned out to be none; it counts nowhere any more, and whoever was told hears of it. */
export default defineCommand({
  name: '误报',
  aliases: ['突发误报', 'false-alarm'],
  order: 43,
  summary: '核实不是突发事件，不再计入统计，通知的人收到解除',
  usage: '误报 编号',
  examples: [{ line: '误报 T26-0003-C', where: 'private' }],
  roles: ['bureau', 'leader', 'township', 'village', 'school', 'teacher', 'department', 'officer6'],
  where: 'private',
  effect: 'decides',
  args,
  async about({ text }, { file: { no, file } }) {
    const { state, kind, id } = file;
    if (state === 'false-alarm') return { reply: ended(text, file) };
    const words = text('incidents/about-false-alarm', { no, kind: EMERGENCY_WORDS[kind][0] });
    return { words, version: `${id}:${state}` };
  },
  async run({ services, actor, now, text }, { file: { no, file } }) {
    const effect = services.alarm.standDown(file, byOf(actor), now);
    return writes(effect, (done: AppendedIncident) => {
      if (done.outcome === 'missing') return text('files/not-there');
      return done.outcome === 'declined' ? ended(text, done.file) : text('incidents/false-alarm', { no });
    });
  },
});

function ended(text: FillReply<'incidents/ended'>, { no, state }: Incident): string {
  return text('incidents/ended', { no, state: INCIDENT_STATES[state].word });
}

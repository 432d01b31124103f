import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { defineCommand, writes } from '../src/chat/command.ts';
import { lacksOfFour } from '../src/incidents/four-nots.ts';
import { spokenNews, toldOfNews } from '../src/incidents/news.ts';
import { INCIDENT_STATES } from '../src/incidents/transitions.ts';
import type { AppendedIncident } from '../src/incidents/types.ts';
import { byOf } from '../src/people/actor.ts';
import { EMERGENCY_WORDS } from '../src/places/emergency-kinds.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '是哪一件突发事件？请告诉我编号，例如 T26-0003-C。',
    wanted: { kinds: ['incident'], right: 'final' },
  }),
  words: arg.text({ labels: ['内容', '情况'] }).optional(),
});

/** 终报: an emergency is over, how it ended, and the four that must be told before it is closed (四不放过). Whoever was told of it hears that; nobody else is told any more. */
export default defineCommand({
  name: '终报',
  aliases: ['突发终报', 'final-report'],
  spoken: /(?:^|[A-Za-z\d号]\s*)终报/u,
  newsOf: 'incident',
  order: 45,
  summary: '突发事件处置完毕，报最后结果和原因、责任、整改、教育',
  usage: '编号 结果 原因… 责任… 整改… 教育…（续报里写过的不用再写；也可写“编号 终报 …”）',
  examples: [
    {
      line: 'T26-0003-C 终报 火已扑灭；原因线路老化；责任已约谈；整改已换线；教育已开班会',
      where: 'private',
    },
  ],
  roles: ['bureau', 'leader', 'township', 'village', 'school', 'teacher', 'department', 'officer6'],
  where: 'private',
  effect: 'decides',
  args,
  async about({ text }, { file: { no, file }, words: said }) {
    const { id, state, kind, closed } = file;
    if (closed) return { reply: text('incidents/by-phone', { no, closed }) };
    if (!INCIDENT_STATES[state].open)
      return { reply: text('incidents/ended', { no, state: INCIDENT_STATES[state].word }) };
    if (spokenNews(said) === undefined) return { reply: text('incidents/final-ask', { no }) };
    const lacks = lacksOfFour(file, said ?? '');
    if (lacks.length > 0) {
      const line = lacks.map((one) => `${one}：`).join('；');
      return {
        reply: text('incidents/final-lacks', { no, lacks, line: `${spokenNews(said) ?? ''} ${line}` }),
      };
    }
    const words = text('incidents/about-final', { no, kind: EMERGENCY_WORDS[kind][0] });
    return { words, version: `${id}:${file.entries.length}` };
  },
  async run({ services, actor, now, text }, { file: { no, file }, words: said }) {
    const news = { kind: 'final', words: spokenNews(said) ?? '', by: byOf(actor), at: now } as const;
    return writes(services.alarm.news(file, news), (done: AppendedIncident) => {
      if (done.outcome === 'missing') return text('files/not-there');
      if (done.outcome !== 'declined')
        return text('incidents/news', { no, final: true, told: toldOfNews(done) });
      if (done.why === 'full') return text('files/full', { no });
      return text('incidents/ended', { no, state: INCIDENT_STATES[done.file.state].word });
    });
  },
});

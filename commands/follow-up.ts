import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { defineCommand, writes } from '../src/chat/command.ts';
import { spokenNews, toldOfNews } from '../src/incidents/news.ts';
import { INCIDENT_STATES } from '../src/incidents/transitions.ts';
import type { AppendedIncident } from '../src/incidents/types.ts';
import { byOf } from '../src/people/actor.ts';

const args = z.object({
  file: arg.file({
    labels: ['编号'],
    question: '是哪一件突发事件？请告诉我编号，例如 T26-0003-C。',
    wanted: { kinds: ['incident'], right: 'follow-up' },
  }),
  words: arg.text({ labels: ['内容', '情况'] }).optional(),
});

/** 续报: how an emergency goes on. Whoever was told of it hears that there is news; the words stay in the file. */
export default defineCommand({
  name: '续报',
  aliases: ['突发续报', 'follow-up'],
  spoken: /(?:^|[A-Za-z\d号]\s*)续报/u,
  newsOf: 'incident',
  order: 44,
  summary: '突发事件有新情况，通知过的人会知道有续报',
  usage: '编号 内容（也可写“编号 续报 …”）',
  examples: [{ line: 'T26-0003-C 续报 两人已出院', where: 'private' }],
  roles: ['bureau', 'leader', 'township', 'village', 'school', 'teacher', 'department', 'officer6'],
  where: 'private',
  effect: 'adds',
  args,
  async run({ services, actor, now, text }, { file: { no, file }, words: said }) {
    if (file.closed) return { reply: text('incidents/by-phone', { no, closed: true }) };
    const words = spokenNews(said);
    if (words === undefined) {
      const question = text('incidents/news-ask', { no });
      return { reply: question, ask: { question } };
    }
    const news = { kind: 'follow-up', words, by: byOf(actor), at: now } as const;
    return writes(services.alarm.news(file, news), (done: AppendedIncident) => {
      if (done.outcome === 'missing') return text('files/not-there');
      if (done.outcome !== 'declined')
        return text('incidents/news', { no, final: false, told: toldOfNews(done) });
      if (done.why === 'full') return text('files/full', { no });
      return text('incidents/ended', { no, state: INCIDENT_STATES[done.file.state].word });
    });
  },
});

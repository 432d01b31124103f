import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openShipped } from '../journeys/open-duty.ts';
import { startChat, type TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { countyFor } from './county.ts';
import { createPlayer, type Played } from './player.ts';
import { readSaid } from './said.ts';
import { type Score, score } from './score.ts';

const NOW = new Date('2026-12-01T09:00:00+08:00');
const clock = fixedClock(NOW);
/** Another file of the same form may be played, to see what it gives. */
const said = readSaid(process.env.EXAM ?? new URL('./said.jsonl', import.meta.url));
const SHOW = process.env.EXAM_SHOW;

describe('what people say, played and scored by what is stored', () => {
  let chat: TestChat;
  const scored: { readonly played: Played; readonly score: Score }[] = [];

  beforeAll(async () => {
    chat = await startChat({ county: countyFor(said), clock });
    const tick = () => clock.set(new Date(clock.now().getTime() + 3_000));
    const play = await createPlayer(chat, tick, () =>
      openShipped(chat, 'drill-monthly', 'school', {
        now: NOW,
        due: new Date('2026-12-31T17:00:00+08:00'),
        dueOn: '2026-12-31',
        title: '每月演练',
      }),
    );
    const places = await chat.app.built.services.places.current();
    const names = new Map([...places.townships, ...places.schools].map(({ id, name }) => [id, name]));
    for (const one of said) {
      const played = await play(one);
      scored.push({ played, score: score(played, (id) => (id === undefined ? undefined : names.get(id))) });
    }
  }, 600_000);
  afterAll(() => chat.stop());

  it('is mostly right', () => {
    const acts = new Map<string, Record<string, number>>();
    for (const {
      played,
      score: { verdict },
    } of scored)
      for (const act of [played.said.want.act, 'all']) {
        const row = acts.get(act) ?? { n: 0, right: 0, half: 0, wrong: 0, harmful: 0 };
        row.n = (row.n ?? 0) + 1;
        row[verdict] = (row[verdict] ?? 0) + 1;
        acts.set(act, row);
      }
    const lines = [...acts].map(
      ([act, row]) =>
        `${act.padEnd(16)} ${Object.entries(row)
          .map(([k, v]) => `${k} ${v}`)
          .join('  ')}`,
    );
    if (SHOW !== undefined)
      for (const {
        played,
        score: { verdict, why },
      } of scored)
        if (
          verdict !== 'right' &&
          (SHOW === 'all' || played.said.want.act === SHOW || played.said.id === SHOW)
        )
          lines.push(
            `\n${verdict} ${played.said.id} ${played.said.want.act} [${played.said.who} ${played.said.of ?? ''} ${played.said.place}] ${why}`,
            `  before: ${JSON.stringify(played.said.before)}`,
            `  > ${played.text}`,
            `  ${played.reply.replaceAll('\n', '\n  ')}`,
            ...played.then.map(({ said: word, reply }) => `  > ${word}\n  ${reply.replaceAll('\n', '\n  ')}`),
            `  want ${JSON.stringify(played.said.want.fields)}`,
          );
    process.stdout.write(`${lines.join('\n')}\n`);
    expect(scored).toHaveLength(said.length);
  });
});

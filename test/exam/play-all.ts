import { startChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { countyFor } from './county.ts';
import { createPlayer } from './player.ts';
import type { Scored } from './report.ts';
import type { Said } from './said.ts';
import { score } from './score.ts';
import { fillStock } from './stock.ts';

const NOW = new Date('2026-12-01T09:00:00+08:00');

/**
 * Plays each message once, in one chat, and scores it. Questions for figures come first, in a register with a year's
 * reports; every other one is said in an empty register.
 */
export async function playAll(said: readonly Said[]): Promise<readonly Scored[]> {
  const clock = fixedClock(NOW);
  const chat = await startChat({ county: countyFor(said), clock });
  try {
    const tick = () => clock.set(new Date(clock.now().getTime() + 3_000));
    const play = await createPlayer(chat, tick, NOW);
    const { townships, schools, waters } = await chat.app.built.services.places.current();
    const names = new Map([...townships, ...schools, ...waters].map(({ id, name }) => [id, name]));
    const scored: Scored[] = [];
    const playOne = async (one: Said, keep: boolean) => {
      const played = await play(one, keep);
      scored.push({ played, score: score(played, (id) => (id === undefined ? undefined : names.get(id))) });
    };
    const counts = said.filter(({ want }) => want.act === 'ask-count');
    await fillStock(chat, clock.set);
    clock.set(NOW);
    for (const one of counts) await playOne(one, true);
    for (const one of said) if (!counts.includes(one)) await playOne(one, false);
    return scored;
  } finally {
    await chat.stop();
  }
}

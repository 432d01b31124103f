import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simulatedCounty } from './county.ts';
import { at } from './days.ts';
import { FIRST_NOTICES } from './first-notices.ts';
import { lifeOf } from './life.ts';
import { createObserver, wrongDays } from './observer.ts';
import { type Played, play } from './play.ts';
import { QUOTA, type Scored, scoreOf, shareOf, tableOf } from './score.ts';
import { startWorld, type World } from './world.ts';

/** `SIMULATION=year` plays the whole school year, `SIMULATION=term` to the end of a term; else the end of a quarter. */
const WHOLE = process.env.SIMULATION === 'year';
const WATCHED = process.env.SIMULATION !== undefined;
const SEED = Number(process.env.SIMULATION_SEED ?? 2026);
const [FROM, TO] = spanOf(process.env.SIMULATION);

const county = simulatedCounty(SEED);
const observer = createObserver(county);
let world: World;
let played: Played;
let scores: readonly Scored[];

beforeAll(
  async () => {
    world = await startWorld({ county, start: at(FROM, '06:45') });
    played = await play(world, {
      ...{ county, seed: SEED, from: FROM, to: TO },
      meanwhile: lifeOf(world, county, SEED),
      ...(WATCHED ? { progress: tell } : {}),
    });
    scores = await scoreOf(world, at(FROM, '00:00'), at(TO, '23:59'));
    const table = tableOf(scores, observer.busiest(played), world.cloud.bills());
    if (WATCHED) process.stderr.write(`${table}\n`);
    if (process.env.SIMULATION_DUMP !== undefined)
      await writeFile(process.env.SIMULATION_DUMP, JSON.stringify({ ...played, scores }));
  },
  3 * 60 * 60_000,
);
afterAll(async () => {
  await world?.stop();
});

describe(`a county of 20 townships and 120 schools from ${FROM} to ${TO}`, () => {
  it('answers at least 95 % of what it is asked for by the deadline', () => {
    expect(scores.length).toBeGreaterThanOrEqual(WHOLE ? 40 : 4);
    expect(shareOf(scores)).toBeGreaterThanOrEqual(0.95);
  });

  it('never breaks the etiquette', () => {
    expect(observer.broken(played)).toEqual([]);
  });

  it.each(FIRST_NOTICES.filter(({ days }) => days.some(isPlayed)))(
    'is told of $name ($audience) on the right days first',
    ({ words, days }) => {
      expect(wrongDays(played.pushed, words, days.filter(isPlayed))).toEqual([]);
    },
  );

  it('stays within what DingTalk gives the standard edition', () => {
    for (const [, bill] of world.cloud.bills()) {
      expect(bill.api + bill.tokens).toBeLessThanOrEqual(QUOTA.api);
      expect(bill.messages).toBeLessThanOrEqual(QUOTA.messages);
    }
  });

  it('says nothing that the platforms refuse', () => {
    expect(world.cloud.refused).toEqual([]);
  });
});

function spanOf(what: string | undefined): readonly [string, string] {
  if (what === 'year') return ['2026-09-01', '2027-07-15'];
  return what === 'term' ? ['2026-12-22', '2027-01-29'] : ['2026-12-22', '2026-12-31'];
}

function isPlayed(day: string): boolean {
  return day >= FROM && day <= TO;
}

function tell(day: string, messages: number, answers: number): void {
  process.stderr.write(
    `${day} ${Math.round(performance.now() / 1_000)} s: ${messages} messages, ${answers} answers\n`,
  );
}

import { afterEach, describe, expect, it } from '@jest/globals';
import { simulatedCounty } from './county.ts';
import { at, dayOf } from './days.ts';
import { lifeOf } from './life.ts';
import { createObserver } from './observer.ts';
import { type Played, play } from './play.ts';
import { startWorld, type World } from './world.ts';

// The day on which the zero report begins and a day off; `SIMULATION` set plays the whole fortnight around them, with
// the last days before a holiday.
const [FROM, TO] =
  process.env.SIMULATION === undefined ? ['2026-12-25', '2026-12-26'] : ['2026-12-21', '2027-01-03'];
const ZERO_REPORT = { day: '2026-12-25', words: '重大危险源排查情况' };
const SEED = 7;
const TIME_LIMIT = 10 * 60_000;

const county = simulatedCounty(SEED);
const observer = createObserver(county);
let world: World | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

/** Plays these days; `stops` are the times at which one instance is stopped at work, `2026-12-25 10:00`. */
async function playOn(instances: number, stops: readonly string[] = []): Promise<Played> {
  const started = await startWorld({ county, start: at(FROM, '06:45'), instances });
  world = started;
  const life = lifeOf(started, county, SEED);
  return await play(started, {
    ...{ county, seed: SEED, from: FROM, to: TO },
    meanwhile: async (day, time) => {
      await life(day, time);
      if (stops.includes(`${day} ${time}`)) await started.stopOneAtWork();
    },
  });
}

/** Texts that one person or group got twice on one day. */
function doubled({ pushed }: Played): readonly string[] {
  const seen = new Set<string>();
  return pushed.flatMap(({ seen: { platform, to, text, at: when } }) => {
    const key = `${dayOf(when)} ${platform}:${to} ${text}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [key];
  });
}

/** How many accounts read the zero report's notice on its day. */
const readers = ({ pushed }: Played): number =>
  pushed.filter(({ seen }) => seen.text.includes(ZERO_REPORT.words) && dayOf(seen.at) === ZERO_REPORT.day)
    .length;

interface RunOfSlot {
  readonly _id: string;
  readonly state: string;
  readonly attempts: number;
}

const runsOf = async (of: World): Promise<readonly RunOfSlot[]> => {
  const [first] = of.programs;
  return (
    (await first?.app.database.mongo.db.collection<RunOfSlot & { _id: string }>('runs').find().toArray()) ??
    []
  );
};

// Two by two the scheduler's own tests cover it; whole programs take their time.
if (process.env.SIMULATION !== undefined)
  describe.each([2, 4])('%i instances on one database', (instances) => {
    it(
      'make each slot one run and say nothing twice',
      async () => {
        const played = await playOn(instances);
        const runs = await runsOf(world as World);
        expect(runs.length).toBeGreaterThan(0);
        expect(
          runs.filter(({ state, attempts }) => state !== 'skipped' && (state !== 'done' || attempts !== 1)),
        ).toEqual([]);
        expect(doubled(played)).toEqual([]);
        expect(observer.broken(played)).toEqual([]);
        expect(readers(played)).toBe(county.schools.length);
      },
      TIME_LIMIT,
    );
  });

it(
  'what one of four instances leaves undone when it stops at work is done by another one, once',
  async () => {
    const played = await playOn(4, [`${ZERO_REPORT.day} 10:00`, '2026-12-28 10:00', '2026-12-31 08:10']);
    const runs = await runsOf(world as World);
    expect(runs.filter(({ state }) => state !== 'done' && state !== 'skipped')).toEqual([]);
    expect(doubled(played)).toEqual([]);
    expect(observer.broken(played)).toEqual([]);
    expect(readers(played)).toBe(county.schools.length);
  },
  TIME_LIMIT,
);

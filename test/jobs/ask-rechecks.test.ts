import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askRechecks } from '../../src/jobs/ask-rechecks.ts';
import { type Hazards, hazardsOn } from '../hazards/hazards.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';

let fresh: FreshDatabase;
let hazards: Hazards;
const told: string[] = [];
const { signal } = new AbortController();
const at = (day: string): Date => new Date(`${day}T08:40:00+08:00`);
const job = () =>
  askRechecks((now) =>
    hazards.store.askRechecks(now, async ({ no }) => {
      told.push(no);
      return [];
    }),
  );
const run = (day: string) => job().run({ slot: at(day), now: at(day), signal });

beforeAll(async () => {
  fresh = await migratedDatabase();
  hazards = hazardsOn(fresh.mongo, { recheckOneIn: 1 });
});
afterAll(() => fresh.drop());

describe('the second look at a hazard that was struck off', () => {
  it('is asked for once, two weeks later, and waits until somebody took it', async () => {
    const no = await hazards.assigned();
    await hazards.decide(no, '师1', '2026-11-03', { move: 'submitted' });
    await hazards.decide(no, '镇2', '2026-11-04', { move: 'accepted' });
    await hazards.decide(no, '镇3', '2026-11-04', { move: 'closed' });
    expect(await run('2026-11-17')).toEqual({ counts: { asked: 0 } });
    expect(await run('2026-11-18')).toEqual({ counts: { asked: 1 } });
    expect(await run('2026-11-19')).toEqual({ counts: { asked: 0 } });
    expect(told).toEqual([no]);
    expect((await hazards.store.find(no))?.heads.toLook).toBe('2026-11-18');
    await hazards.decide(no, '局2', '2026-11-19', { move: 'rechecked' });
    expect((await hazards.store.find(no))?.heads.toLook).toBeUndefined();
  });

  it('is not asked for where it was opened again meanwhile', async () => {
    const no = await hazards.assigned('2026-12-01');
    await hazards.decide(no, '师1', '2026-12-02', { move: 'submitted' });
    await hazards.decide(no, '镇2', '2026-12-02', { move: 'accepted' });
    await hazards.decide(no, '镇3', '2026-12-02', { move: 'closed' });
    await hazards.decide(no, '局2', '2026-12-03', { move: 'reopened', words: '又漏了' });
    expect(await run('2026-12-16')).toEqual({ counts: { asked: 0 } });
  });
});

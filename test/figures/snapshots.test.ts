import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDropoutStore } from '../../src/dropouts/dropouts-store.ts';
import { totalOf } from '../../src/figures/as-of.ts';
import { createFigures } from '../../src/figures/figures-store.ts';
import { flowOf, flowsBetween } from '../../src/figures/flows.ts';
import type { Snapshot, Snapshots } from '../../src/figures/snapshot-types.ts';
import { createSnapshots } from '../../src/figures/snapshots-store.ts';
import { createHazardStore } from '../../src/hazards/hazards-store.ts';
import type { LocalDate } from '../../src/kit/local-date.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';

const by = { key: 'wecom:sang', role: 'bureau' };
const TZ = 'Asia/Shanghai';
const at = (text: string): Date => new Date(`${text}:00+08:00`);

describe('daily figures', () => {
  let fresh: FreshDatabase;
  let snapshots: Snapshots;
  let dropouts: ReturnType<typeof createDropoutStore>;
  let hazards: ReturnType<typeof createHazardStore>;
  let line = 0;

  const report = async (areaId: string, when: string, more: object = {}): Promise<string> => {
    line += 1;
    const draft = { areaId, reportedAs: '疑似' as const, child: {}, by, photos: [], ...more };
    return (await dropouts.report({ ...draft, at: at(when), on: when.slice(0, 10) })(`d${line}`)).no;
  };
  const hazard = async (areaId: string, when: string, level: '一般' | '重大' = '一般'): Promise<string> => {
    line += 1;
    const draft = { areaId, placeId: 's1', description: '围墙', level, by, photos: [] };
    return (await hazards.report({ ...draft, at: at(when), on: when.slice(0, 10) })(`h${line}`)).no;
  };

  /** The day's figures as they are computed when they are not written. */
  const rebuilt = async (day: LocalDate): Promise<Snapshot | undefined> => {
    const daily = fresh.mongo.collection<{ _id: LocalDate }>('figures_daily');
    const written = await daily.findOneAndDelete({ _id: day });
    const [snapshot] = await snapshots.of([day]);
    if (written !== null) await daily.insertOne(written);
    return snapshot;
  };

  beforeAll(async () => {
    fresh = await migratedDatabase();
    const services = fileServices(fresh.mongo);
    dropouts = createDropoutStore(services);
    hazards = createHazardStore(services);
    snapshots = createSnapshots({ mongo: fresh.mongo, sealer: services.sealer, tz: TZ });
    await report('a', '2026-11-10T09:00', { reason: '失联' });
    await report('a', '2026-11-19T09:00', { reportedAs: '二次辍学' });
    await report('b', '2026-11-20T07:59');
    await hazard('a', '2026-11-12T09:00');
    await hazard('b', '2026-11-17T09:00', '重大');
    await hazard('b', '2026-11-18T09:00');
  });
  afterAll(() => fresh.drop());

  it('are those of the cut-off, and what comes after it belongs to the next day', async () => {
    await report('b', '2026-11-20T08:01');
    const [day] = await snapshots.of(['2026-11-20']);
    expect(day?.cutOff).toEqual(at('2026-11-20T08:00'));
    expect(day?.rule).toBe(2);
    expect(day?.areas.map(({ partition: _, ...counts }) => counts)).toEqual([
      {
        areaId: 'a',
        dropouts: 2,
        suspected: 1,
        registered: 1,
        relapses: 1,
        hazards: 1,
        major: 0,
        overdue: 1,
      },
      {
        areaId: 'b',
        dropouts: 1,
        suspected: 1,
        registered: 0,
        relapses: 0,
        hazards: 2,
        major: 1,
        overdue: 0,
      },
    ]);
  });

  it('part all cases, and each area into exactly one part each', async () => {
    const [day] = await snapshots.of(['2026-11-20']);
    expect(day?.areas.map(({ partition }) => partition)).toMatchObject([
      { parts: { suspected: 1, registered: 1 }, relapsed: 1, special: 0 },
      { parts: { suspected: 1, registered: 0 }, relapsed: 0, special: 0 },
    ]);
  });

  it('of an older rule stay as they were written, without what was not counted then', async () => {
    const daily = fresh.mongo.collection<{ _id: LocalDate }>('figures_daily');
    const areas = [{ areaId: 'a', dropouts: 7, suspected: 3, registered: 4, relapses: 1, hazards: 0 }];
    const old = { _id: '2026-11-02', cutOff: at('2026-11-02T08:00'), writtenAt: new Date(), areas };
    await daily.insertOne(old);
    expect(await snapshots.write(['2026-11-02'], at('2026-11-20T08:00'))).toBe(0);
    expect(await snapshots.of(['2026-11-02'])).toEqual([
      { day: '2026-11-02', cutOff: old.cutOff, rule: 1, areas },
    ]);
    await daily.deleteOne({ _id: '2026-11-02' });
  });

  it('that are rebuilt equal the written ones, whatever happened since', async () => {
    const days = ['2026-11-18', '2026-11-19', '2026-11-20'];
    const withdrawn = await report('c', '2026-11-20T07:30');
    const gone = await hazard('c', '2026-11-20T07:40', '重大');
    expect(await snapshots.write(days, at('2026-11-20T08:00'))).toBe(3);
    const ended = { outcome: 'appended', file: { state: 'withdrawn', open: false } };
    expect(await dropouts.withdraw(withdrawn, by, at('2026-11-20T09:00'))('w1')).toMatchObject(ended);
    expect(await hazards.withdraw(gone, by, at('2026-11-20T09:00'))('w2')).toMatchObject(ended);
    await report('c', '2026-11-20T10:00');
    const written = await snapshots.of(days);
    expect(await Promise.all(days.map(rebuilt))).toEqual(written);
    expect(await snapshots.of(days)).toEqual(written);
    expect(totalOf(written[2]?.areas ?? [], ['c'])).toMatchObject({ dropouts: 1, hazards: 1, major: 1 });
    expect(totalOf((await rebuilt('2026-11-21'))?.areas ?? [], ['c'])).toMatchObject({
      dropouts: 1,
      hazards: 0,
    });
  });

  it('are written once, and never for a cut-off that is still to come', async () => {
    expect(await snapshots.write(['2026-11-20'], at('2026-11-21T08:00'))).toBe(0);
    expect(await snapshots.write(['2026-11-22'], at('2026-11-22T07:59'))).toBe(0);
    const twice = await Promise.all(
      [1, 2].map(() => snapshots.write(['2026-11-21'], at('2026-11-21T08:00'))),
    );
    expect(twice.reduce((sum, n) => sum + n, 0)).toBe(1);
  });

  it('equal those of 查 at the same moment', async () => {
    const figures = createFigures(fresh.mongo);
    const { areas = [] } = (await rebuilt('2026-12-31')) ?? {};
    expect(areas).not.toEqual([]);
    const totals = totalOf(areas);
    for (const subject of ['dropouts', 'relapses', 'hazards'] as const) {
      const counted = await figures.countByArea({ subject });
      expect([...counted.values()].reduce((sum, n) => sum + n, 0)).toBe(totals[subject]);
      for (const area of areas) expect(area[subject]).toBe(counted.get(area.areaId) ?? 0);
    }
    expect(totals.suspected + totals.registered).toBe(totals.dropouts);
    const partition = await figures.partition();
    expect([...partition.values()].map(({ areaId: _, ...part }) => part)).toEqual(
      [...partition.keys()].map((id) => areas.find(({ areaId }) => areaId === id)?.partition),
    );
    expect([...(await figures.partition({ areaIds: ['b'] })).keys()]).toEqual(['b']);
  });

  it('know who cannot be reached, and what came and went', async () => {
    const facts = await snapshots.facts(at('2026-11-19T00:00'));
    expect(facts.cases.filter(({ lostContact }) => lostContact).map(({ areaId }) => areaId)).toEqual(['a']);
    const stretch = { from: at('2026-11-19T00:00'), to: at('2026-11-21T00:00'), tz: TZ };
    expect(flowOf(flowsBetween(facts, stretch))).toEqual({
      reported: 4,
      returned: 0,
      relapsed: 1,
      struckOff: 0,
      newHazards: 0,
      closedHazards: 0,
      closedInTime: 0,
    });
  });
});

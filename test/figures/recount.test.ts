import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Decision } from '../../src/dropouts/decisions.ts';
import { createDropoutStore } from '../../src/dropouts/dropouts-store.ts';
import type { DropoutStore } from '../../src/dropouts/types.ts';
import { type Between, totalBalance } from '../../src/figures/balance.ts';
import { createFigures } from '../../src/figures/figures-store.ts';
import { noParts, type Parts } from '../../src/figures/partition.ts';
import { totalRecognition } from '../../src/figures/recognition.ts';
import { createSnapshots } from '../../src/figures/snapshots-store.ts';
import { addDays } from '../../src/kit/local-date.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import { cases } from '../support/cases.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { fileServices } from '../support/file-services.ts';
import {
  COLUMN_NAMES,
  type CountedHistory,
  outOfSchool,
  recount,
  timesMade,
  verdictOf,
} from '../support/second-count.ts';

const DAYS = 40;
const dayAt = (n: number): string => addDays('2026-09-01', n);
const at = (n: number): Date => new Date(`${dayAt(n)}T09:00:00+08:00`);

/** What people of a county try with a child's file: much of it is declined. */
const DECISIONS: readonly Decision[] = [
  { move: 'verified' },
  { move: 'dismissed' },
  { move: 'proposed' },
  { move: 'checked' },
  { move: 'recognised' },
  { move: 'recognised', cause: '漏管' },
  { move: 'excluded', code: 'E3', evidence: '医学鉴定' },
  { move: 'visited', method: '家访', reached: true },
  { move: 'lost' },
  { move: 'escalated', step: 2, number: '1号' },
  { move: 'returned', placement: '普通班' },
  { move: 'checked-in', attending: true },
  { move: 'vouched' },
  { move: 'closed' },
  { move: 'relapsed' },
  { move: 'transferring', place: '邻县' },
  { move: 'transferred', evidence: '就读证明' },
  { move: 'overruled', words: '核实有误' },
];

const tried = fc.record({
  area: fc.constantFrom('a', 'b', 'outside'),
  reportedAs: fc.constantFrom('疑似' as const, '疑似' as const, '二次辍学' as const),
  tip: fc.boolean(),
  foundBy: fc.constantFrom('学校', '督查'),
  moves: fc.array(fc.tuple(fc.nat(6), fc.nat(2), fc.constantFrom(...DECISIONS)), { maxLength: 12 }),
});
type Tried = typeof tried extends fc.Arbitrary<infer T> ? T : never;

describe('what stands in the database after random moves of several people', () => {
  let fresh: FreshDatabase;
  let dropouts: DropoutStore;
  let run = 0;
  let line = 0;
  const key = (): string => {
    line += 1;
    return `l${line}`;
  };
  beforeAll(async () => {
    fresh = await migratedDatabase();
    dropouts = createDropoutStore(fileServices(fresh.mongo));
  });
  afterAll(() => fresh.drop());

  const live = async ({ area, reportedAs, tip, foundBy, moves }: Tried): Promise<void> => {
    const by = { key: 'w:0', role: 'township' };
    const draft = { areaId: `${run}${area}`, reportedAs, foundBy, child: {}, by, photos: [] };
    const lead = tip ? { tip: { key: 'w:0', tell: () => [] } } : {};
    const { no } = await dropouts.report({ ...draft, ...lead, at: at(0), on: dayAt(0) })(key());
    let day = 0;
    for (const [later, who, decision] of moves) {
      day = Math.min(day + later, DAYS);
      const deciding = { by: { key: `w:${who}`, role: 'bureau' }, at: at(day) };
      await dropouts.decide(no, decision, deciding)(key());
    }
  };

  const histories = (areaIds: readonly string[]) =>
    fresh.mongo
      .collection<CountedHistory>('dropouts')
      .find({ areaId: { $in: [...areaIds] } })
      .toArray();

  it('is counted alike by every reader and by the second counter, now and at any past cut-off', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(tried, { minLength: 10, maxLength: 25 }),
        fc.nat(DAYS),
        fc.nat(DAYS),
        async (county, first, second) => {
          run += 1;
          for (const one of county) await live(one);
          const areaIds = ['a', 'b', 'outside'].map((area) => `${run}${area}`);
          const counted = { areaIds, histories: await histories(areaIds) };
          expect(counted.histories).toHaveLength(county.length);
          await agreesNow(fresh.mongo, counted);
          const [from, to] = [at(Math.min(first, second)), at(Math.max(first, second))];
          await agreesBetween(fresh.mongo, counted, { from, to });
          await agreesAtCutOff(fresh.mongo, counted, dayAt(first));
        },
      ),
      { ...cases(100), endOnFailure: true },
    );
  });
});

interface Counted {
  readonly areaIds: readonly string[];
  readonly histories: readonly CountedHistory[];
}

function sameParts(parts: Parts, columns: Readonly<Record<string, number>>): void {
  const named = Object.entries(COLUMN_NAMES).map(([part, column]) => [part, columns[column] ?? 0]);
  expect(parts).toEqual(Object.fromEntries(named));
}

async function agreesNow(mongo: Mongo, { areaIds, histories }: Counted): Promise<void> {
  const figures = createFigures(mongo);
  const now = await figures.partition({ areaIds });
  const counts = await figures.countByArea({ subject: 'dropouts', areaIds });
  for (const areaId of areaIds) {
    const columns = recount(histories, areaId, at(DAYS));
    sameParts((now.get(areaId) ?? noParts(areaId)).parts, columns);
    expect(counts.get(areaId) ?? 0).toBe(outOfSchool(columns));
  }
}

async function agreesBetween(mongo: Mongo, { areaIds, histories }: Counted, between: Between): Promise<void> {
  const { from, to } = between;
  const figures = createFigures(mongo);
  const out = (when: Date) =>
    areaIds.map((id) => outOfSchool(recount(histories, id, when))).reduce((a, b) => a + b, 0);
  const balance = totalBalance(await figures.balance(between, { areaIds }));
  const closed = timesMade(histories, 'closed', from, to);
  expect(balance).toMatchObject({ opening: out(from), closing: out(to), closed });
  const verdicts = histories.flatMap((one) => verdictOf(one, from, to) ?? []);
  expect(totalRecognition(await figures.recognition(between, { areaIds }))).toMatchObject({
    reported: verdicts.length,
    recognised: verdicts.filter((one) => one === '认定').length,
    excluded: verdicts.filter((one) => one === '不计入').length,
  });
  const visits = timesMade(histories, 'visited', from, to);
  expect(await figures.statistic(between, { areaIds })).toMatchObject({ balance, visits });
}

async function agreesAtCutOff(mongo: Mongo, { areaIds, histories }: Counted, day: string): Promise<void> {
  const [past] = await createSnapshots(fileServices(mongo)).of([day]);
  for (const areaId of areaIds) {
    const columns = recount(histories, areaId, past?.cutOff ?? at(0));
    const area = past?.areas.find((one) => one.areaId === areaId);
    sameParts((area?.partition ?? noParts(areaId)).parts, columns);
    expect(area?.dropouts ?? 0).toBe(outOfSchool(columns));
  }
}

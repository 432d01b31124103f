import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkMove } from '../../src/casefiles/check-move.ts';
import type { Entry } from '../../src/casefiles/entry.ts';
import { CAUSES, type Cause } from '../../src/dropouts/decisions.ts';
import { dropoutHeads } from '../../src/dropouts/heads.ts';
import type { Stage } from '../../src/dropouts/stage.ts';
import { DROPOUT_MOVES, type DropoutMove, type DropoutState } from '../../src/dropouts/transitions.ts';
import { balanceBetween, totalBalance } from '../../src/figures/balance.ts';
import { isRelapseAt, noParts, partitionAt } from '../../src/figures/partition.ts';
import { recognitionBetween, totalRecognition } from '../../src/figures/recognition.ts';
import { statisticOf } from '../../src/figures/statistic.ts';
import { USUAL_DROPOUT_RULES } from '../../src/places/dropout-rules.ts';
import { cases } from '../support/cases.ts';
import {
  COLUMN_NAMES,
  columnAt,
  outOfSchool,
  recount,
  timesMade,
  verdictOf,
} from '../support/second-count.ts';

type Made = Entry<DropoutMove, DropoutState> & {
  readonly data: { readonly code: string; readonly step: number };
};
interface History {
  readonly areaId: string;
  readonly special: boolean;
  readonly foundBy?: string;
  readonly cause?: Cause;
  readonly stage?: Stage;
  readonly entries: readonly Made[];
}

const AREAS = ['a', 'b', 'outside'];
const LAST_HOUR = 400;
const at = (hour: number): Date => new Date(Date.parse('2026-11-01T00:00:00Z') + hour * 3_600_000);
const KINDS = Object.keys(DROPOUT_MOVES) as DropoutMove[];

/** What people try, in order: what is illegal where the file stands changes nothing. */
const tries = fc.record({
  areaId: fc.constantFrom(...AREAS),
  special: fc.boolean(),
  again: fc.boolean(),
  said: fc.record(
    {
      foundBy: fc.constantFrom('学校', '乡镇', '督查', '举报'),
      cause: fc.constantFrom(...CAUSES),
      stage: fc.constantFrom<Stage>('小学', '初中', '高中'),
    },
    { requiredKeys: [] },
  ),
  begins: fc.constantFrom<DropoutMove>('reported', 'reported', 'tipped', 'noted'),
  later: fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...KINDS)), { maxLength: 14 }),
});

type Tries = typeof tries extends fc.Arbitrary<infer T> ? T : never;

function historyOf({ areaId, special, again, said, begins, later }: Tries): History {
  let hour = 0;
  const entries: Made[] = [];
  for (const [after, kind] of [[0, begins] as const, ...later]) {
    hour += after;
    const file = entries.length === 0 ? undefined : { state: entries.at(-1)?.to ?? 'lead', entries };
    const led = checkMove(DROPOUT_MOVES, { kind, accounts: ['w:a'], day: '2026-11-01' }, file);
    if ('why' in led) continue;
    const opened = file === undefined && kind === 'reported' && again ? { to: 'relapsed' as const } : {};
    entries.push({
      ...{ id: `e${entries.length}`, kind, at: at(hour), on: '2026-11-01', from: 'chat' },
      ...{ by: { key: 'w:a', role: 'bureau' }, data: { code: 'E1', step: 2 }, ...led, ...opened },
    });
  }
  return { areaId, special, ...said, entries };
}

const county = fc.array(tries.map(historyOf), { maxLength: 25 });

describe('at every instant, in every area', () => {
  it('each case is in exactly one part, as a second counter finds', () => {
    fc.assert(
      fc.property(county, fc.nat(LAST_HOUR), (histories, hour) => {
        const parts = partitionAt(histories, at(hour));
        for (const areaId of AREAS) {
          const area = parts.find((one) => one.areaId === areaId) ?? noParts(areaId);
          const columns = recount(histories, areaId, at(hour));
          for (const [part, column] of Object.entries(COLUMN_NAMES))
            expect(area.parts[part as keyof typeof area.parts]).toBe(columns[column] ?? 0);
          const begun = histories.filter(
            (one) => one.areaId === areaId && one.entries.some((entry) => entry.at <= at(hour)),
          );
          expect(Object.values(area.parts).reduce((sum, n) => sum + n, 0)).toBe(begun.length);
          expect(area.relapsed).toBeLessThanOrEqual(area.parts.registered + area.parts.suspected);
          expect(area.special).toBeLessThanOrEqual(area.parts.registered + area.parts.suspected);
        }
      }),
      cases(),
    );
  });

  it('what came and went leads from the opening balance to the closing one', () => {
    fc.assert(
      fc.property(county, fc.nat(LAST_HOUR), fc.nat(LAST_HOUR), (histories, first, second) => {
        const [from, to] = [at(Math.min(first, second)), at(Math.max(first, second))];
        const areas = balanceBetween(histories, { from, to });
        for (const areaId of AREAS) {
          const balance = totalBalance(areas, [areaId]);
          expect(balance.opening).toBe(outOfSchool(recount(histories, areaId, from)));
          expect(balance.closing).toBe(outOfSchool(recount(histories, areaId, to)));
          const { opening, added, relapsed, returned, transferred, excluded, other, closing } = balance;
          expect(opening + added + relapsed - returned - transferred - excluded - other).toBe(closing);
          expect(balance.returnedEarly).toBeLessThanOrEqual(balance.returned);
        }
      }),
      cases(),
    );
  });

  it('two stretches that meet add up to the one over both', () => {
    fc.assert(
      fc.property(county, fc.nat(LAST_HOUR), (histories, hour) => {
        const [start, middle, end] = [at(-1), at(hour), at(2 * LAST_HOUR)];
        const first = totalBalance(balanceBetween(histories, { from: start, to: middle }));
        const second = totalBalance(balanceBetween(histories, { from: middle, to: end }));
        const both = totalBalance(balanceBetween(histories, { from: start, to: end }));
        expect(second.opening).toBe(first.closing);
        expect(both.closing - both.opening).toBe(
          first.closing - first.opening + second.closing - second.opening,
        );
      }),
      cases(),
    );
  });

  it('heads say the same part and mark as the entries they follow from', () => {
    fc.assert(
      fc.property(tries.map(historyOf), (history) => {
        const { entries } = history;
        const state = entries.at(-1)?.to ?? 'lead';
        const reportedAs = entries[0]?.to === 'relapsed' ? '二次辍学' : '疑似';
        const heads = dropoutHeads({ state, reportedAs, reportedOn: '2026-11-01', entries });
        expect(COLUMN_NAMES[heads.bucket]).toBe(columnAt(history, at(2 * LAST_HOUR)));
        expect(heads.open && heads.relapse).toBe(heads.open && isRelapseAt(history, at(2 * LAST_HOUR)));
      }),
      cases(),
    );
  });

  it('what was reported is recognised, not counted or undecided, and each has one explanation', () => {
    fc.assert(
      fc.property(county, fc.nat(LAST_HOUR), fc.nat(LAST_HOUR), (histories, first, second) => {
        const [from, to] = [at(Math.min(first, second)), at(Math.max(first, second))];
        const total = totalRecognition(recognitionBetween(histories, { from, to }));
        const verdicts = histories.flatMap((one) => verdictOf(one, from, to) ?? []);
        const times = (verdict: string) => verdicts.filter((one) => one === verdict).length;
        expect(total).toMatchObject({
          ...{ reported: verdicts.length, recognised: times('认定') },
          ...{ excluded: times('不计入'), undecided: times('未定') },
        });
        for (const counts of [total.finders, total.causes, total.explained])
          expect(sum(Object.values(counts))).toBe(verdicts.length);
      }),
      cases(),
    );
  });

  it('the statistic’s stages and areas make the same whole, and its moves are those that stand', () => {
    fc.assert(
      fc.property(county, fc.nat(LAST_HOUR), fc.nat(LAST_HOUR), (histories, first, second) => {
        const [from, to] = [at(Math.min(first, second)), at(Math.max(first, second))];
        const statistic = statisticOf(histories, { from, to }, USUAL_DROPOUT_RULES);
        const columns = AREAS.map((areaId) => recount(histories, areaId, to));
        for (const rows of [Object.values(statistic.stages), statistic.areas])
          expect({
            suspected: sum(rows.map((row) => row.suspected)),
            registered: sum(rows.map((row) => row.registered)),
            returned: sum(rows.map((row) => row.returned)),
          }).toEqual({
            suspected: sum(columns.map((one) => one.疑似 ?? 0)),
            registered: sum(columns.map((one) => one.在册 ?? 0)),
            returned: statistic.balance.returned,
          });
        expect(sum(statistic.excluded.map(({ n }) => n))).toBe(sum(columns.map((one) => one.不计入 ?? 0)));
        expect(statistic).toMatchObject({
          returnedEver: timesMade(histories, 'returned', at(-1), to),
          visits: timesMade(histories, 'visited', from, to),
          orders: { 责令: timesMade(histories, 'escalated', from, to), 处罚: undefined },
          balance: { closed: timesMade(histories, 'closed', from, to) },
        });
      }),
      cases(),
    );
  });
});

const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0);

describe('the balance', () => {
  const told = (...steps: readonly (readonly [DropoutMove, DropoutState, number, string?])[]) => ({
    areaId: 'a',
    entries: steps.map(([kind, to, hour, undoes], n) => ({
      ...{ id: `e${n}`, kind, to, at: at(hour) },
      ...(undoes === undefined ? {} : { undoes }),
    })),
  });
  const between = (history: ReturnType<typeof told>, from: number, to: number) =>
    totalBalance(balanceBetween([history], { from: at(from), to: at(to) }));

  it('counts who came back before anybody recognised a dropout apart', () => {
    const early = told(['reported', 'suspected', 1], ['returned', 'returned', 5]);
    expect(between(early, 0, 9)).toMatchObject({ added: 1, returned: 1, returnedEarly: 1, closing: 0 });
  });

  it('counts a relapse as such, also one that was reported as a new case', () => {
    expect(between(told(['reported', 'relapsed', 1]), 0, 9)).toMatchObject({ added: 0, relapsed: 1 });
    const again = told(
      ['reported', 'suspected', 1],
      ['recognised', 'recognised', 2],
      ['returned', 'returned', 3],
      ['relapsed', 'relapsed', 4],
    );
    expect(between(again, 0, 9)).toMatchObject({ added: 1, relapsed: 1, returned: 1, closing: 1 });
  });

  it('forgets a wrong return that was corrected in time, and shows a late correction as 其他', () => {
    const wrong = told(
      ['reported', 'suspected', 1],
      ['recognised', 'recognised', 2],
      ['returned', 'returned', 3],
      ['overruled', 'recognised', 6, 'e2'],
    );
    expect(between(wrong, 0, 9)).toMatchObject({ added: 1, relapsed: 0, returned: 0, other: 0, closing: 1 });
    expect(between(wrong, 4, 9)).toMatchObject({ opening: 0, returned: 0, other: -1, closing: 1 });
  });

  it('forgets a report that was withdrawn', () => {
    const taken = told(['reported', 'suspected', 1], ['withdrawn', 'withdrawn', 2]);
    expect(between(taken, 0, 9)).toMatchObject({ opening: 0, added: 0, other: 0, closing: 0 });
    expect(between(taken, 1, 9)).toMatchObject({ opening: 1, added: 0, other: 1, closing: 0 });
  });

  it('is the same when a clock ran behind', () => {
    const behind = told(['reported', 'suspected', 5], ['returned', 'returned', 3]);
    expect(between(behind, 0, 4)).toMatchObject({ opening: 0, closing: 0 });
    expect(between(behind, 3, 9)).toMatchObject({ opening: 0, added: 0, returned: 0, closing: 0 });
  });
});

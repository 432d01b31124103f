import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextState, type Transitions } from '../../src/casefiles/transitions.ts';
import { DROPOUT_MOVES, type DropoutMove } from '../../src/dropouts/transitions.ts';
import { countsAt, hazardOpenAt, totalOf } from '../../src/figures/as-of.ts';
import { flowOf, flowsBetween } from '../../src/figures/flows.ts';
import type { CaseFact, HazardFact } from '../../src/figures/snapshot-types.ts';
import { dueOn, overdueDays } from '../../src/hazards/overdue.ts';
import { HAZARD_MOVES, type HazardMove } from '../../src/hazards/transitions.ts';
import { addDays } from '../../src/kit/local-date.ts';

const DAY = '2026-11-24';
const at = (hour: number): Date => new Date(Date.parse('2026-11-01T00:00:00Z') + hour * 3_600_000);

const cases = fc.record({
  areaId: fc.constantFrom('a', 'b', 'outside'),
  reportedAs: fc.constantFrom('疑似' as const, '二次辍学' as const),
  hour: fc.nat(400),
  later: fc.array(
    fc.tuple(
      fc.nat(400),
      fc.constantFrom<DropoutMove[]>('recognised', 'returned', 'relapsed', 'withdrawn', 'supplemented'),
    ),
    { maxLength: 4 },
  ),
});
const fact = ({
  areaId,
  reportedAs,
  hour,
  later,
}: typeof cases extends fc.Arbitrary<infer T> ? T : never): CaseFact => ({
  areaId,
  reportedAt: at(hour),
  childKeys: [],
  lostContact: false,
  entries: told(DROPOUT_MOVES, reportedAs === '二次辍学' ? 'relapsed' : 'suspected', [
    ['reported', hour],
    ...[...later].sort((a, b) => a[0] - b[0]).map(([after, kind]) => [kind, hour + after] as const),
  ]),
});

/** Entries of these kinds at these hours, each with the state that follows; an illegal one leaves the file where it was. */
function told<K extends string, S extends string>(
  moves: Transitions<K, S>,
  first: S,
  kinds: readonly (readonly [K, number])[],
) {
  let state = first;
  return kinds.map(([kind, hour]) => {
    state = nextState(moves[kind], state) ?? state;
    return { kind, at: at(hour), to: state };
  });
}

describe('figures of an instant', () => {
  it('part everybody out of school into suspected and registered', () => {
    fc.assert(
      fc.property(fc.array(cases, { maxLength: 30 }), fc.nat(800), (some, hour) => {
        const total = totalOf(countsAt({ cases: some.map(fact), hazards: [] }, at(hour), DAY));
        expect(total.suspected + total.registered).toBe(total.dropouts);
        expect(total.relapses).toBeLessThanOrEqual(total.registered);
      }),
    );
  });

  it('do not change by what happens after it', () => {
    fc.assert(
      fc.property(fc.array(cases, { maxLength: 30 }), fc.nat(800), (some, hour) => {
        const all = some.map(fact);
        const until = all
          .filter(({ reportedAt }) => reportedAt <= at(hour))
          .map((one) => ({ ...one, entries: one.entries.filter((entry) => entry.at <= at(hour)) }));
        const of = (facts: readonly CaseFact[]) => countsAt({ cases: facts, hazards: [] }, at(hour), DAY);
        expect(of(all)).toEqual(of(until));
      }),
    );
  });

  it('add up over areas', () => {
    fc.assert(
      fc.property(fc.array(cases, { maxLength: 30 }), (some) => {
        const areas = countsAt({ cases: some.map(fact), hazards: [] }, at(500), DAY);
        const parts = ['a', 'b', 'outside'].map((area) => totalOf(areas, [area]).dropouts);
        expect(parts.reduce((sum, n) => sum + n, 0)).toBe(totalOf(areas).dropouts);
      }),
    );
  });
});

const hazard = (kinds: readonly (readonly [HazardMove, number])[]): HazardFact => ({
  areaId: 'a',
  placeId: 's1',
  level: '一般',
  reportedAt: at(0),
  reportedOn: '2026-11-01',
  reporterRole: 'school',
  entries: told(HAZARD_MOVES, 'reported', [['reported', 0], ...kinds]),
});

/** Mended and seen by somebody else: from then on it may be closed. */
const SEEN = [
  ['submitted', 5],
  ['accepted', 8],
] as const;

describe('a hazard', () => {
  it.each<[string, HazardFact, number, boolean]>([
    ['is not there before its report', hazard([]), -1, false],
    ['is open from its report on', hazard([]), 0, true],
    ['is open until it is closed', hazard([...SEEN, ['closed', 10]]), 9, true],
    ['is not open once it is closed', hazard([...SEEN, ['closed', 10]]), 10, false],
    ['is not open once it is withdrawn', hazard([['withdrawn', 10]]), 11, false],
    ['is open again when it is reopened', hazard([...SEEN, ['closed', 10], ['reopened', 12]]), 12, true],
    ['is open whatever else is noted', hazard([['on-behalf', 3]]), 4, true],
  ])('%s', (_what, one, hour, open) => {
    expect(hazardOpenAt(one, at(hour))).toBe(open);
  });

  it.each<['一般' | '重大', number, number]>([
    ['一般', 7, 0],
    ['一般', 8, 1],
    ['重大', 3, 0],
    ['重大', 6, 3],
  ])('%s after %i days is %i days over its time', (level, days, over) => {
    const one = { level, reportedOn: '2026-11-01' };
    expect(overdueDays(one, addDays('2026-11-01', days))).toBe(over);
    expect(overdueDays(one, dueOn(one))).toBe(0);
  });

  it('counts as closed in time on its last day, by the county’s clock', () => {
    const tz = 'Asia/Shanghai';
    const stretch = { from: at(-1), to: at(400), tz };
    // 2026-11-08 is the last day; hour 183 is 23:00 there, hour 184 is midnight.
    const flow = (hour: number) =>
      flowOf(flowsBetween({ cases: [], hazards: [hazard([['closed', hour]])] }, stretch));
    expect(flow(183)).toMatchObject({ newHazards: 1, closedHazards: 1, closedInTime: 1 });
    expect(flow(184)).toMatchObject({ newHazards: 1, closedHazards: 1, closedInTime: 0 });
  });
});

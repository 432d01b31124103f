import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOpen, mayWithdraw, STATE_WORDS, stateOf } from '../../src/dropouts/states.ts';
import { type DropoutState, REPORTED_AS, type ReportedAs } from '../../src/dropouts/types.ts';

function reached(reportedAs: ReportedAs, ...kinds: string[]): DropoutState {
  return stateOf(
    reportedAs,
    ['reported', ...kinds].map((kind) => ({ kind })),
  );
}

describe('stateOf', () => {
  it.each<[ReportedAs, string[], DropoutState]>([
    ['疑似', [], 'suspected'],
    ['辍学', [], 'suspected'],
    ['失学', [], 'suspected'],
    ['二次辍学', [], 'relapsed'],
    ['疑似', ['supplemented'], 'suspected'],
    ['疑似', ['recognised'], 'recognised'],
    ['疑似', ['excluded'], 'excluded'],
    ['疑似', ['recognised', 'visited'], 'persuading'],
    ['疑似', ['recognised', 'visited', 'escalated', 'escalated'], 'escalated'],
    ['疑似', ['recognised', 'visited', 'returned', 'watched', 'closed'], 'closed'],
    ['疑似', ['recognised', 'visited', 'returned', 'watched', 'closed', 'relapsed'], 'relapsed'],
    ['二次辍学', ['visited', 'returned', 'relapsed'], 'relapsed'],
    ['疑似', ['transferred'], 'transferred'],
    ['疑似', ['withdrawn'], 'withdrawn'],
    ['二次辍学', ['withdrawn'], 'withdrawn'],
    ['疑似', ['closed'], 'suspected'],
    ['疑似', ['recognised', 'withdrawn'], 'recognised'],
    ['疑似', ['withdrawn', 'recognised'], 'withdrawn'],
    ['疑似', ['constructor', 'toString'], 'suspected'],
  ])('%s then %p is %s', (reportedAs, kinds, state) => {
    expect(reached(reportedAs, ...kinds)).toBe(state);
  });

  it('is a state with a word, whatever the entries', () => {
    const kinds = fc.array(
      fc.constantFrom('recognised', 'excluded', 'visited', 'returned', 'relapsed', 'withdrawn', 'x'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...REPORTED_AS), kinds, (reportedAs, entries) => {
        expect(STATE_WORDS[reached(reportedAs, ...entries)]).toBeDefined();
      }),
    );
  });
});

describe('isOpen', () => {
  it('holds as long as the child is out of school', () => {
    const open = (Object.keys(STATE_WORDS) as DropoutState[]).filter(isOpen);
    expect(open).toEqual(['suspected', 'recognised', 'persuading', 'escalated', 'relapsed']);
  });
});

describe('mayWithdraw', () => {
  const mine = { by: { key: 'wecom:a', role: 'school' } };
  const other = { by: { key: 'wecom:b', role: 'township' } };
  const report = { state: 'suspected', reportedOn: '2026-11-24', entries: [mine] } as const;

  it.each([
    ['their own of today', report, true],
    ['a relapse', { ...report, state: 'relapsed' as const }, true],
    ['with their own supplement', { ...report, entries: [mine, mine] }, true],
    ['of yesterday', { ...report, reportedOn: '2026-11-23' }, false],
    ['that somebody acted on', { ...report, entries: [mine, other] }, false],
    ['of somebody else', { ...report, entries: [other] }, false],
    ['withdrawn already', { ...report, state: 'withdrawn' as const }, false],
    ['recognised', { ...report, state: 'recognised' as const }, false],
  ])('a report %s: %#', (_, one, may) => {
    expect(mayWithdraw(one, 'wecom:a', '2026-11-24')).toBe(may);
  });
});

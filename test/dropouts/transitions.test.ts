import { describe, expect, it } from '@jest/globals';
import { checkMove } from '../../src/casefiles/check-move.ts';
import type { Entry } from '../../src/casefiles/entry.ts';
import { movesFrom, nextState } from '../../src/casefiles/transitions.ts';
import {
  DROPOUT_MOVES,
  DROPOUT_STATES,
  type DropoutMove,
  type DropoutState,
  isOutOfSchool,
} from '../../src/dropouts/transitions.ts';

describe('the moves of a case', () => {
  it.each<[DropoutState, DropoutMove, DropoutState | undefined]>([
    ['suspected', 'supplemented', 'suspected'],
    ['suspected', 'recognised', 'recognised'],
    ['suspected', 'excluded', 'excluded'],
    ['suspected', 'transferred', 'transferred'],
    ['suspected', 'withdrawn', 'withdrawn'],
    ['suspected', 'closed', undefined],
    ['recognised', 'visited', 'persuading'],
    ['recognised', 'withdrawn', undefined],
    ['persuading', 'escalated', 'escalated'],
    ['escalated', 'escalated', 'escalated'],
    ['persuading', 'returned', 'returned'],
    ['returned', 'watched', 'watched'],
    ['watched', 'closed', 'closed'],
    ['closed', 'relapsed', 'relapsed'],
    ['relapsed', 'visited', 'persuading'],
    ['relapsed', 'withdrawn', 'withdrawn'],
    ['withdrawn', 'recognised', undefined],
    ['withdrawn', 'on-behalf', undefined],
    ['withdrawn', 'supplemented', undefined],
  ])('%s, then %s: %s', (state, kind, to) => {
    expect(nextState(DROPOUT_MOVES[kind], state)).toBe(to);
  });

  it('begin with a report and nothing else', () => {
    expect(movesFrom(DROPOUT_MOVES, undefined)).toEqual(['reported']);
  });

  it('lead from every state to states that have a word', () => {
    for (const state of Object.keys(DROPOUT_STATES) as DropoutState[])
      for (const kind of movesFrom(DROPOUT_MOVES, state)) {
        const to = nextState(DROPOUT_MOVES[kind], state);
        expect(to !== undefined && DROPOUT_STATES[to].word).toBeTruthy();
      }
  });
});

it('counts a child as long as they are out of school', () => {
  const out = (Object.keys(DROPOUT_STATES) as DropoutState[]).filter(isOutOfSchool);
  expect(out).toEqual(['suspected', 'recognised', 'persuading', 'escalated', 'relapsed']);
});

describe('withdrawing', () => {
  const entry = (key: string, to: DropoutState = 'suspected'): Entry<DropoutMove, DropoutState> => ({
    ...{ id: key, kind: 'reported', at: new Date(0), on: '2026-11-24', to, from: 'chat' },
    by: { key, role: 'school' },
  });
  const mine = entry('wecom:a');
  const other = entry('wecom:b');
  const report = { state: 'suspected' as DropoutState, entries: [mine] };

  it.each([
    ['their own of today', report, '2026-11-24', undefined],
    ['a relapse', { ...report, state: 'relapsed' as const }, '2026-11-24', undefined],
    ['with their own supplement', { ...report, entries: [mine, mine] }, '2026-11-24', undefined],
    ['of yesterday', report, '2026-11-25', 'same-day'],
    ['that somebody acted on', { ...report, entries: [mine, other] }, '2026-11-24', 'untouched'],
    ['of somebody else', { ...report, entries: [other] }, '2026-11-24', 'untouched'],
    ['withdrawn already', { ...report, state: 'withdrawn' as const }, '2026-11-24', 'state'],
    ['recognised', { ...report, state: 'recognised' as const }, '2026-11-24', 'state'],
  ])('a report %s', (_, file, day, why) => {
    const checked = checkMove(DROPOUT_MOVES, { kind: 'withdrawn', accounts: ['wecom:a'], day }, file);
    expect('why' in checked ? checked.why : undefined).toBe(why);
  });
});

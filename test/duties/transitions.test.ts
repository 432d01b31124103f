import { describe, expect, it } from '@jest/globals';
import { checkMove } from '../../src/casefiles/check-move.ts';
import { movesFrom, nextState } from '../../src/casefiles/transitions.ts';
import {
  DUTY_MOVES,
  type DutyMove,
  type DutyState,
  RETURN_MOVES,
  type ReturnMove,
  type ReturnState,
} from '../../src/duties/transitions.ts';

describe('the moves of a duty', () => {
  it.each<readonly [DutyState | undefined, DutyMove, DutyState | undefined]>([
    [undefined, 'opened', 'open'],
    [undefined, 'urged', undefined],
    [undefined, 'closed', undefined],
    ['open', 'opened', undefined],
    ['open', 'urged', 'open'],
    ['open', 'closed', 'closed'],
    ['open', 'cancelled', 'cancelled'],
    ['closed', 'urged', undefined],
    ['closed', 'closed', undefined],
    ['closed', 'cancelled', 'cancelled'],
    ['cancelled', 'urged', undefined],
    ['cancelled', 'closed', undefined],
    ['cancelled', 'cancelled', undefined],
  ])('of one that is %s: %s leads to %s', (state, kind, to) => {
    expect(nextState(DUTY_MOVES[kind], state)).toBe(to);
  });
});

describe('the moves of a return', () => {
  const legal: Readonly<Record<ReturnState | 'new', readonly ReturnMove[]>> = {
    new: ['answered', 'postponed', 'difficulty', 'phoned'],
    open: ['answered', 'postponed', 'difficulty', 'phoned'],
    answered: ['corrected', 'withdrawn', 'postponed', 'difficulty', 'confirmed', 'sent-back', 'phoned'],
  };
  it('are these', () => {
    expect(movesFrom(RETURN_MOVES, undefined)).toEqual(legal.new);
    expect(movesFrom(RETURN_MOVES, 'open')).toEqual(legal.open);
    expect(movesFrom(RETURN_MOVES, 'answered')).toEqual(legal.answered);
  });
  it.each<readonly [ReturnState | undefined, ReturnMove, ReturnState]>([
    [undefined, 'answered', 'answered'],
    [undefined, 'postponed', 'open'],
    [undefined, 'difficulty', 'open'],
    [undefined, 'phoned', 'open'],
    ['answered', 'corrected', 'answered'],
    ['answered', 'withdrawn', 'open'],
    ['answered', 'sent-back', 'open'],
    ['answered', 'confirmed', 'answered'],
    ['answered', 'phoned', 'answered'],
    ['open', 'phoned', 'open'],
  ])('of one that is %s: %s leads to %s', (state, kind, to) => {
    expect(nextState(RETURN_MOVES[kind], state)).toBe(to);
  });
  it('put off once, whatever came between', () => {
    const by = { key: 'wecom:fang', role: 'school' };
    const shared = { at: new Date(0), on: '2026-11-24', by, from: 'chat' } as const;
    const postponed = { id: 'p', kind: 'postponed', to: 'open', ...shared } as const;
    const answered = { id: 'a', kind: 'answered', to: 'answered', ...shared } as const;
    const move = { kind: 'postponed', accounts: [by.key], day: '2026-11-25' } as const;
    expect(checkMove(RETURN_MOVES, move, undefined)).toEqual({ to: 'open' });
    expect(checkMove(RETURN_MOVES, move, { state: 'open', entries: [] })).toEqual({ to: 'open' });
    expect(checkMove(RETURN_MOVES, move, { state: 'answered', entries: [postponed, answered] })).toEqual({
      why: 'once',
    });
  });
});

import { expect, it } from '@jest/globals';
import { nextState } from '../../src/casefiles/transitions.ts';
import { PERMIT_MOVES, type PermitMove, type PermitState } from '../../src/inspections/permit-transitions.ts';

it.each<readonly [PermitState | undefined, PermitMove, PermitState | undefined]>([
  [undefined, 'set', 'held'],
  [undefined, 'ended', undefined],
  ['held', 'set', 'held'],
  ['held', 'ended', 'ended'],
  ['ended', 'set', 'held'],
  ['ended', 'ended', undefined],
])('of a permit that is %s: %s leads to %s', (state, kind, to) => {
  expect(nextState(PERMIT_MOVES[kind], state)).toBe(to);
});

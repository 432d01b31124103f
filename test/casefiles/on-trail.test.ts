import { describe, expect, it, test } from '@jest/globals';
import { factOf, isTrailed } from '../../src/casefiles/on-trail.ts';
import { planEntry } from '../../src/casefiles/plan-entry.ts';
import type { Transitions } from '../../src/casefiles/transitions.ts';
import { DIRECTIVE_FILE } from '../../src/digests/directive-file.ts';
import { DROPOUT_MOVES } from '../../src/dropouts/transitions.ts';
import { DUTY_MOVES, RETURN_MOVES } from '../../src/duties/transitions.ts';
import { HAZARD_MOVES } from '../../src/hazards/transitions.ts';
import { CHANGES_FILE } from '../../src/reminders/change-file.ts';
import { DOOR_MOVES, DOORS, type Door, type DoorEntry, door, entry, mason, move, noon, TZ } from './doors.ts';

describe('an entry is recorded on the trail', () => {
  it.each([
    ['where it changes the state of a file that was there', {}, 'open', 'shut', true],
    ['not where it leaves the state', {}, 'open', 'open', false],
    ['not where a file begins with it: the report is its own record', {}, undefined, 'open', false],
    ['where its move says so', { trail: true }, undefined, 'open', true],
    ['not where its move says so', { trail: false }, 'open', 'shut', false],
  ])('%s', (_, how, before, to, recorded) => {
    expect(isTrailed(how, before, to)).toBe(recorded);
  });

  it('by what follows from it, beside what else follows', () => {
    const type = { ...DOORS, moves: { ...DOOR_MOVES, shut: { ...DOOR_MOVES.shut, trail: true } } };
    const after = [{ kind: 'photos', ids: ['p'], file: 'd' }] as const;
    const plan = planEntry<DoorEntry, Door>(type, door([entry('a', 'built', 'open')]), move('b', 'shut'), {
      build: () => ({ after }),
      tz: TZ,
    });
    expect('entry' in plan && plan.entry.after).toEqual([...after, { kind: 'trail' }]);
  });
});

test('the trail keeps who, what, when and of which file', () => {
  const made = {
    ...entry('b', 'shut', 'shut', { by: mason, at: noon, from: 'job' }),
    colour: '测试甲家的门',
  };
  expect(factOf('doors', { _id: 'd', no: 'M26-0001-A' }, made)).toEqual({
    key: 'doors:d:b',
    at: noon,
    what: 'decided',
    by: mason,
    file: 'M26-0001-A',
    detail: { of: 'doors', kind: 'shut', to: 'shut', from: 'job' },
  });
});

/** Moves that may leave the state as it is, or begin a file, and are decisions all the same. */
const said = (moves: Transitions<string, string>): readonly string[] =>
  Object.entries(moves).flatMap(([kind, { trail }]) => (trail ? [kind] : []));

it.each([
  [
    'cases',
    DROPOUT_MOVES,
    'amended proposed checked excluded escalated vouched granted not-granted overruled erasure-asked erased',
  ],
  [
    'hazards',
    HAZARD_MOVES,
    'assigned rechecked answered judged overruled listing-passed government-told listed extension-agreed extension-refused delisted rewarded reward-paid',
  ],
  ['duties', DUTY_MOVES, 'opened'],
  ['returns', RETURN_MOVES, 'confirmed'],
  ['instructions', DIRECTIVE_FILE.moves, 'directed'],
  ['changes of reminders', CHANGES_FILE.moves, 'changed'],
])('of %s these are recorded whatever they change', (_, moves, kinds) => {
  expect(said(moves as Transitions<string, string>)).toEqual(kinds.split(' '));
});

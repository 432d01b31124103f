import { describe, expect, it } from '@jest/globals';
import { stateAt } from '../../src/casefiles/entry.ts';
import { type Planned, planEntry } from '../../src/casefiles/plan-entry.ts';
import { movesFrom, nextState, type Transition } from '../../src/casefiles/transitions.ts';
import {
  DOOR_MOVES,
  DOORS,
  type Door,
  type DoorEntry,
  type DoorMove,
  type DoorState,
  door,
  entry,
  move,
  noon,
  TZ,
} from './doors.ts';

type Edge = Pick<Transition<DoorState>, 'from' | 'to'>;

describe('a move', () => {
  it.each<[string, Edge, DoorState | undefined, DoorState | undefined]>([
    ['leads from a state it names to its state', { from: ['open'], to: 'shut' }, 'open', 'shut'],
    ['is illegal in a state it does not name', { from: ['open'], to: 'shut' }, 'shut', undefined],
    ['is illegal without a file unless it names new', { from: ['open'], to: 'shut' }, undefined, undefined],
    ['begins a file when it names new', { from: ['new'], to: 'open' }, undefined, 'open'],
    ['that begins files does nothing to one that is there', { from: ['new'], to: 'open' }, 'open', undefined],
    ['may begin a file and move one', { from: ['new', 'open'], to: 'shut' }, 'open', 'shut'],
    ['to the same leaves the file where it is', { from: ['open', 'shut'], to: 'same' }, 'shut', 'shut'],
    ['to the same begins nothing', { from: ['new'], to: 'same' }, undefined, undefined],
    ['from any state is legal in each', { from: 'any', to: 'walled' }, 'open', 'walled'],
    ['from any state needs a file', { from: 'any', to: 'walled' }, undefined, undefined],
    ['may lead to where the file is already', { from: ['shut'], to: 'shut' }, 'shut', 'shut'],
    ['back stays until the history says where', { from: ['shut'], to: 'back' }, 'shut', 'shut'],
    ['may lead elsewhere from each state', { from: ['open'], to: { open: 'shut' } }, 'open', 'shut'],
    ['from nowhere is never legal', { from: [], to: 'open' }, 'open', undefined],
  ])('%s', (_, edge, state, to) => {
    expect(nextState(edge, state)).toBe(to);
  });
});

describe('the legal moves', () => {
  it.each<[DoorState | undefined, readonly DoorMove[]]>([
    [undefined, ['built', 'walled']],
    ['open', ['shut', 'painted', 'torn-down']],
    ['shut', ['opened', 'painted', 'walled']],
    ['walled', ['painted']],
  ])('of %s are, in the order of the table, %j', (state, kinds) => {
    expect(movesFrom(DOOR_MOVES, state)).toEqual(kinds);
  });
});

describe('a table that was changed', () => {
  const changed = {
    ...DOORS,
    moves: {
      ...DOOR_MOVES,
      // Doors are walled up at once now, and nobody opens one any more.
      shut: { ...DOOR_MOVES.shut, to: 'walled' as const },
      opened: { ...DOOR_MOVES.opened, from: [] },
    },
  };
  const old = door([entry('a', 'built', 'open'), entry('b', 'shut', 'shut')]);
  const plan = (kind: DoorMove) =>
    planEntry(changed, old, move('c', kind), { build: () => ({}), tz: TZ }) as Planned<DoorEntry, Door>;

  it('moves no old file: its state is where its newest entry led', () => {
    expect(plan('painted').after).toMatchObject({
      state: 'shut',
      entries: [{}, { to: 'shut' }, { to: 'shut' }],
    });
    expect(stateAt(old.entries, noon)).toBe('shut');
  });

  it('decides what may follow from there on', () => {
    expect(plan('opened')).toMatchObject({ outcome: 'declined', why: 'state', moves: ['painted', 'walled'] });
    expect(plan('walled').after.state).toBe('walled');
  });
});

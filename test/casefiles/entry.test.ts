import { describe, expect, it } from '@jest/globals';
import { hasEntry, stateAt } from '../../src/casefiles/entry.ts';
import { asLeftBy } from '../../src/casefiles/plan-entry.ts';
import { DOORS, type DoorState, door, entry } from './doors.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const entries = [
  entry('a', 'built', 'open', { at: at(1) }),
  entry('b', 'shut', 'shut', { at: at(3) }),
  entry('c', 'painted', 'shut', { at: at(3) }),
  entry('d', 'walled', 'walled', { at: at(5) }),
];

describe('the state at an instant', () => {
  it.each<[number, DoorState | undefined]>([
    [0, undefined],
    [1, 'open'],
    [2, 'open'],
    [3, 'shut'],
    [4, 'shut'],
    [5, 'walled'],
    [9, 'walled'],
  ])('at %i o’clock is %s', (hour, state) => {
    expect(stateAt(entries, at(hour))).toBe(state);
  });

  it('is that of the newest entry by then, though a clock ran behind', () => {
    const behind = [entry('a', 'built', 'open', { at: at(2) }), entry('b', 'shut', 'shut', { at: at(1) })];
    expect(stateAt(behind, at(1))).toBe('shut');
    expect(stateAt(behind, at(2))).toBe('shut');
  });

  it('is none without entries', () => {
    expect(stateAt([], at(1))).toBeUndefined();
  });
});

it('knows an entry by its key alone', () => {
  expect(['a', 'd', 'e', ''].map((key) => hasEntry(door(entries), key))).toEqual([true, true, false, false]);
});

describe('a file as an entry left it', () => {
  const stored = door(entries, { colour: 'red', v: 4 });

  it('has the state, the version, the history and the heads of then', () => {
    expect(asLeftBy(DOORS, stored, 'a')).toEqual({
      ...{ _id: 'd', state: 'open', v: 1, open: true, colour: 'red' },
      entries: entries.slice(0, 1),
    });
    expect(asLeftBy(DOORS, stored, 'c')).toEqual({
      ...{ _id: 'd', state: 'shut', v: 3, open: false, colour: 'red' },
      ...{ waitsFor: 'bureau', nextDue: '2026-12-01' },
      entries: entries.slice(0, 3),
    });
  });

  it('is the file itself after its newest entry', () => {
    expect(asLeftBy(DOORS, stored, 'd')).toEqual(stored);
  });

  it('is the file as it stands when no such entry is known', () => {
    expect(asLeftBy(DOORS, stored, 'x')).toBe(stored);
  });
});

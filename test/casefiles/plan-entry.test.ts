import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FollowUp } from '../../src/casefiles/follow-up.ts';
import { begun, type MoveOn, type Parts, type Planned, planEntry } from '../../src/casefiles/plan-entry.ts';
import { cases } from '../support/cases.ts';
import {
  DOOR_MOVES,
  DOORS,
  type Door,
  type DoorEntry,
  type DoorMove,
  door,
  entry,
  mason,
  move,
  nextDay,
  noon,
  smith,
  TZ,
} from './doors.ts';

type DoorParts = Parts<DoorEntry, Door>;
type DoorPlan = Planned<DoorEntry, Door>;

const FOLLOWS: readonly FollowUp[] = [{ kind: 'photos', ids: ['p'], file: 'd' }];
const open = door([entry('a', 'built', 'open')]);
const shut = door([entry('a', 'built', 'open'), entry('b', 'shut', 'shut')], {
  ...{ waitsFor: 'bureau', nextDue: '2026-12-01' },
});

const plan = (file: Door | undefined, wanted: MoveOn<DoorEntry, Door>, parts: DoorParts | 'refused' = {}) =>
  planEntry(DOORS, file, wanted, { build: () => parts, tz: TZ });
const planned = (...args: Parameters<typeof plan>) => plan(...args) as DoorPlan;

describe('an entry', () => {
  it('says who, when, on which day, where it led and where it came from', () => {
    expect(planned(open, move('b', 'shut')).entry).toEqual({
      ...{ id: 'b', kind: 'shut', at: noon, on: '2026-11-24', to: 'shut', by: smith, from: 'chat' },
    });
  });

  it('happened on the county’s day of its instant unless it says another', () => {
    expect(planned(open, move('b', 'shut', { at: nextDay })).entry.on).toBe('2026-11-25');
    expect(planned(open, move('b', 'shut', { at: nextDay, on: '2026-11-20' })).entry).toMatchObject({
      on: '2026-11-20',
      at: nextDay,
    });
  });

  it.each(['chat', 'console', 'job', 'import'] as const)('may come from %s', (from) => {
    expect(planned(open, move('b', 'shut', { from })).entry.from).toBe(from);
  });

  it('to the same state says which that was', () => {
    expect(planned(shut, move('c', 'painted')).entry.to).toBe('shut');
  });

  it('keeps what it brings of its own, and no member that is undefined', () => {
    const { colour } = {} as { colour?: string };
    expect(planned(open, move('b', 'painted'), { entry: { colour: 'red' } }).entry.colour).toBe('red');
    expect(planned(open, move('b', 'painted'), { entry: { colour } as object }).entry).not.toHaveProperty(
      'colour',
    );
  });

  it('keeps what has to follow, and nothing when nothing has to', () => {
    expect(planned(open, move('b', 'shut'), { after: FOLLOWS }).entry.after).toEqual(FOLLOWS);
    expect(planned(open, move('b', 'shut'), { after: [] }).entry).not.toHaveProperty('after');
  });
});

describe('the file after it', () => {
  it('has one entry and one version more, and the state the entry led to', () => {
    const { before, after, entry: made } = planned(open, move('b', 'shut'));
    expect(before).toBe(open);
    expect(after).toEqual({
      ...{ _id: 'd', state: 'shut', v: 2, entries: [...open.entries, made] },
      ...{ open: false, waitsFor: 'bureau', nextDue: '2026-12-01' },
    });
  });

  it('loses the heads that no longer hold, in what is written and in what is given back', () => {
    const { after, set } = planned(shut, move('c', 'walled'));
    expect(after).not.toHaveProperty('waitsFor');
    expect(after).not.toHaveProperty('nextDue');
    expect(set).toEqual({ open: false, waitsFor: undefined, nextDue: undefined });
  });

  it('has the fields that the entry sets, and not those it takes away', () => {
    const { colour } = {} as { colour?: string };
    expect(planned(open, move('b', 'painted'), { set: { colour: 'red' } })).toMatchObject({
      after: { colour: 'red' },
      set: { colour: 'red', open: true },
    });
    const bare = planned({ ...open, colour: 'red' }, move('b', 'painted'), { set: { colour } as object });
    expect(bare.after).not.toHaveProperty('colour');
    expect(bare.set).toHaveProperty('colour', undefined);
  });

  it('has heads that see what the entry sets', () => {
    const byColour = { ...DOORS, heads: ({ colour }: Door) => ({ waitsFor: colour }) };
    const build = () => ({ set: { colour: 'red' } });
    const made = planEntry(byColour, open, move('b', 'painted'), { build, tz: TZ }) as DoorPlan;
    expect(made.after.waitsFor).toBe('red');
  });

  it.each([
    ['none', undefined, [], undefined],
    ['a first one', undefined, FOLLOWS, 1],
    ['one beside two', 2, FOLLOWS, 3],
    ['none beside two', 2, [], 2],
    ['one after all others were done', 0, FOLLOWS, 1],
  ] as const)('counts the entries that still have something to follow: %s', (_, before, after, count) => {
    const file = before === undefined ? open : { ...open, pending: before };
    expect(planned(file, move('b', 'shut'), { after }).after.pending).toBe(count);
  });

  it('is begun by a move that begins files', () => {
    const made = planned(undefined, move('k', 'built'), { fresh: { _id: 'n' }, set: { colour: 'red' } });
    expect(made.before).toBeUndefined();
    expect(made.after).toEqual({
      ...{ _id: 'n', state: 'open', v: 1, entries: [made.entry], colour: 'red', open: true },
    });
  });

  it('that has one entry counts what follows from it', () => {
    const first = entry('a', 'built', 'open');
    expect(begun(first)).toEqual({ state: 'open', entries: [first], v: 1 });
    expect(begun({ ...first, after: FOLLOWS })).toMatchObject({ pending: 1 });
  });
});

describe('a key that is in the file', () => {
  it('is repeated with the file as its entry left it, whatever it asks for now', () => {
    expect(plan(shut, move('a', 'walled', { by: mason, at: nextDay }), 'refused')).toEqual({
      outcome: 'repeated',
      file: open,
    });
  });

  it('is repeated though the move would be illegal now', () => {
    expect(plan(shut, move('b', 'shut'))).toEqual({ outcome: 'repeated', file: shut });
  });

  it('builds nothing and chooses no kind', () => {
    const never = () => {
      throw new Error('asked');
    };
    const wanted = { ...move('a', 'built'), kind: never };
    expect(planEntry(DOORS, shut, wanted, { build: never, tz: TZ })).toMatchObject({ outcome: 'repeated' });
  });
});

describe('a move that is declined', () => {
  it.each<[string, Door, MoveOn<DoorEntry, Door>, string, readonly DoorMove[]]>([
    ['by the state', shut, move('c', 'built'), 'state', ['opened', 'painted', 'walled']],
    ['on another day', open, move('c', 'torn-down', { at: nextDay }), 'same-day', ['shut', 'painted']],
    ['after others', open, move('c', 'torn-down', { by: mason }), 'untouched', ['shut', 'painted']],
    ['by the state, early', open, move('c', 'opened'), 'state', ['shut', 'painted', 'torn-down']],
  ])('%s says why and what would be legal', (_, file, wanted, why, moves) => {
    expect(plan(file, wanted)).toEqual({ outcome: 'declined', why, file, moves });
  });

  it('for a reason of the file type says so', () => {
    expect(plan(shut, move('c', 'opened'), 'refused')).toEqual({
      ...{ outcome: 'declined', why: 'refused', file: shut, moves: ['opened', 'painted', 'walled'] },
    });
  });

  it('builds nothing', () => {
    const build = () => {
      throw new Error('asked');
    };
    expect(planEntry(DOORS, shut, move('c', 'built'), { build, tz: TZ })).toMatchObject({ why: 'state' });
  });

  it('is legal from another account of the same person', () => {
    const accounts = [mason.key, smith.key];
    expect(planned(open, move('c', 'torn-down', { by: mason, accounts })).after.state).toBe('walled');
  });
});

describe('a file that is not there', () => {
  it.each<[string, MoveOn<DoorEntry, Door>, DoorParts | 'refused']>([
    ['an entry that begins none', move('a', 'painted'), { fresh: { _id: 'n' } }],
    ['an entry that is refused', move('a', 'built'), 'refused'],
    ['an entry that brings no file', move('a', 'built'), {}],
  ])('is missing for %s', (_, wanted, parts) => {
    expect(plan(undefined, wanted, parts)).toEqual({ outcome: 'missing' });
  });
});

describe('a kind that is chosen from the file', () => {
  const wanted = (key: string): MoveOn<DoorEntry, Door> => ({
    ...move(key, 'built'),
    kind: (file) => (file === undefined ? 'built' : file.state === 'open' ? 'shut' : 'painted'),
  });

  it('begins a file, then goes by what is there', () => {
    expect(planned(undefined, wanted('k'), { fresh: { _id: 'n' } }).entry.kind).toBe('built');
    expect(planned(open, wanted('k')).entry).toMatchObject({ kind: 'shut', to: 'shut' });
    expect(planned(shut, wanted('k')).entry).toMatchObject({ kind: 'painted', to: 'shut' });
  });
});

describe('whatever is planned one after the other', () => {
  const kinds = Object.keys(DOOR_MOVES) as readonly DoorMove[];
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      key: fc.integer({ min: 0, max: 9 }).map(String),
      by: fc.constantFrom(smith, mason),
      follows: fc.boolean(),
    }),
    { maxLength: 12 },
  );

  it('leaves a file that agrees with itself, and every key once', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const file = all.reduce<Door | undefined>((before, { kind, key, by, follows }) => {
          const parts = { fresh: { _id: 'd' }, after: follows ? FOLLOWS : [] };
          const made = plan(before, move(key, kind, { by }), parts);
          return 'outcome' in made ? before : made.after;
        }, undefined);
        if (file !== undefined) expectAgreement(file);
      }),
      cases(),
    );
  });
});

function expectAgreement({ entries, ...file }: Door): void {
  const newest = entries.at(-1)?.to;
  expect(file).toMatchObject({ v: entries.length, state: newest, open: newest === 'open' });
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  expect(file.pending ?? 0).toBe(entries.filter(({ after }) => after !== undefined).length);
  expect('waitsFor' in file).toBe(newest === 'shut');
}

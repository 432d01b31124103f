import { describe, expect, it } from '@jest/globals';
import { checkMove } from '../../src/casefiles/check-move.ts';
import type { Entry } from '../../src/casefiles/entry.ts';
import { forbids } from '../../src/casefiles/rights.ts';
import { movesFrom, nextState } from '../../src/casefiles/transitions.ts';
import { STATES } from '../../src/dropouts/states.ts';
import {
  DROPOUT_MOVES,
  type DropoutMove,
  type DropoutState,
  isOutOfSchool,
} from '../../src/dropouts/transitions.ts';
import type { Role } from '../../src/people/roles.ts';

/** Where each move leads from each state: `=` stays, `back` undoes, `.` is illegal. Kept by hand, beside the table. */
const GRID = `
             new  sign lead susp leav reco excl pers esca retu watc clos rela trig trsf merg dism with
reported     susp .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
tipped       lead .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
noted        sign .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
supplemented .    =    =    =    =    =    =    =    =    =    =    =    =    =    =    .    .    .
amended      .    =    =    =    =    =    =    =    =    =    =    =    =    =    =    .    .    .
on-behalf    .    =    =    =    =    =    =    =    =    =    =    =    =    =    =    .    .    .
lost         .    =    =    =    =    =    .    =    =    =    =    =    =    =    .    .    .    .
matured      .    .    susp .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
verified     .    susp susp .    .    .    susp .    .    .    .    .    .    .    susp .    .    .
dismissed    .    dism dism .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
proposed     .    .    susp =    =    .    .    .    .    .    .    .    .    .    .    .    .    .
checked      .    .    .    =    =    .    .    .    .    .    .    .    .    .    .    .    .    .
recognised   .    .    .    reco trig .    .    .    .    .    .    .    .    .    .    .    .    .
excluded     .    .    excl excl excl excl =    excl excl .    .    .    excl excl .    .    .    .
expired      .    .    .    .    .    .    lead .    .    .    .    .    .    .    .    .    .    .
visited      .    =    =    =    =    pers .    =    pers .    .    .    pers =    .    .    .    .
escalated    .    .    .    =    =    esca .    esca =    .    .    .    esca =    .    .    .    .
returned     .    .    retu retu retu retu retu retu retu .    .    .    retu retu .    .    .    .
checked-in   .    .    .    .    .    .    .    .    .    watc =    =    .    .    .    .    .    .
vouched      .    .    .    .    .    .    =    .    .    =    =    .    .    .    .    .    .    .
closed       .    .    .    .    .    .    clos .    .    clos clos .    .    .    .    .    .    .
relapsed     .    .    .    .    .    .    .    .    .    rela rela rela .    .    .    .    .    .
absent       .    .    .    .    .    .    .    .    .    susp susp susp .    .    .    .    .    .
transferring .    .    .    leav .    trig .    trig trig .    .    .    trig .    .    .    .    .
transferred  .    .    .    trsf trsf trsf .    trsf trsf .    .    .    trsf trsf .    .    .    .
merged       .    merg merg merg merg merg merg merg merg merg merg merg merg merg merg .    .    .
unmerged     .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    back .    .
requested    .    =    =    =    =    =    =    =    =    =    =    =    =    =    =    .    .    .
granted      .    =    =    =    =    =    =    =    =    =    =    =    =    =    =    .    .    .
not-granted  .    =    =    =    =    =    =    =    =    =    =    =    =    =    =    .    .    .
joined       .    =    =    =    =    =    =    =    =    =    =    =    =    =    =    .    .    .
parted       .    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =
overruled    .    back back back back back back back back back back back back back back .    back .
erasure-asked .   .    .    .    .    .    .    .    .    .    .    =    .    .    =    =    =    =
erased       .    .    .    .    .    .    .    .    .    .    .    =    .    .    =    =    =    =
moved        .    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =
withdrawn    .    with with with .    .    .    .    .    .    .    .    with .    .    .    .    .`;
const SHORT: Readonly<Record<string, DropoutState>> = Object.fromEntries(
  ['sign', 'lead', 'susp', 'leav', 'reco', 'excl', 'pers', 'esca', 'retu']
    .concat(['watc', 'clos', 'rela', 'trig', 'trsf', 'merg', 'dism', 'with'])
    .map((short, n) => [short, STATES[n] ?? 'withdrawn']),
);
const [, ...rows] = GRID.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

describe('the moves of a case', () => {
  it('are all in the grid, and all states', () => {
    expect(rows.map(([kind]) => kind)).toEqual(Object.keys(DROPOUT_MOVES));
    expect(Object.keys(SHORT)).toHaveLength(STATES.length);
  });

  it.each(rows.map(([kind = '', ...cells]) => [kind as DropoutMove, cells] as const))(
    '%s leads where the grid says, and nowhere from elsewhere',
    (kind, cells) => {
      const led = [undefined, ...STATES].map((state) => nextState(DROPOUT_MOVES[kind], state));
      const said = cells.map((cell, n) => (cell === '=' || cell === 'back' ? STATES[n - 1] : SHORT[cell]));
      expect(led).toEqual(said);
      expect(DROPOUT_MOVES[kind].to === 'back').toBe(cells.includes('back'));
    },
  );

  it('begin with a report, a tip or signs, and nothing else', () => {
    expect(movesFrom(DROPOUT_MOVES, undefined)).toEqual(['reported', 'tipped', 'noted']);
  });
});

it('counts a child as long as they are out of school, suspected or registered', () => {
  const counted = STATES.filter(isOutOfSchool);
  expect(counted).toEqual([
    ...['suspected', 'leaving', 'recognised', 'persuading', 'escalated', 'relapsed', 'transferring'],
  ]);
});

describe('a correction', () => {
  const history = (...steps: readonly (readonly [DropoutMove, DropoutState, string?])[]) =>
    steps.map(([kind, to, undoes], n) => ({ id: `e${n}`, kind, to, undoes })) as unknown as readonly Entry<
      DropoutMove,
      DropoutState
    >[];
  const corrected = (entries: readonly Entry<DropoutMove, DropoutState>[], kind: DropoutMove = 'overruled') =>
    checkMove(
      DROPOUT_MOVES,
      { kind, accounts: ['wecom:b'], day: '2026-11-24' },
      { state: entries.at(-1)?.to ?? 'suspected', entries },
    );

  it.each<[string, Entry<DropoutMove, DropoutState>[], object]>([
    [
      'leads to where the file stood before the newest decision',
      [...history(['reported', 'suspected'], ['recognised', 'recognised'], ['visited', 'persuading'])],
      { to: 'suspected', undoes: 'e1' },
    ],
    [
      'of a wrong return is no relapse',
      [...history(['reported', 'suspected'], ['recognised', 'recognised'], ['returned', 'returned'])],
      { to: 'recognised', undoes: 'e2' },
    ],
    [
      'goes one decision further back each time',
      [
        ...history(
          ['reported', 'suspected'],
          ['recognised', 'recognised'],
          ['excluded', 'excluded'],
          ['overruled', 'recognised', 'e2'],
        ),
      ],
      { to: 'suspected', undoes: 'e1' },
    ],
    ['of nothing decided is declined', [...history(['reported', 'suspected'])], { why: 'state' }],
  ])('%s', (_, entries, outcome) => {
    expect(corrected(entries)).toEqual(outcome);
  });

  it('of a merger puts the file where it was', () => {
    const entries = history(['reported', 'suspected'], ['recognised', 'recognised'], ['merged', 'merged']);
    expect(corrected(entries, 'unmerged')).toEqual({ to: 'recognised', undoes: 'e2' });
    expect(corrected(entries)).toEqual({ why: 'state' });
  });
});

describe('two people', () => {
  const entry = (kind: DropoutMove, person: string, id: string = kind) => ({
    ...{ id, kind },
    by: { key: `wecom:${person}`, person, role: 'bureau' },
  });
  const entries = [
    entry('reported', 'a'),
    entry('proposed', 'b'),
    entry('checked', 'c'),
    entry('recognised', 'd'),
    entry('transferring', 'e'),
    entry('vouched', 'f'),
  ];
  const file = { areaId: 't-1', reporterKey: 'wecom:a', entries };
  const may = (kind: DropoutMove, person: string, role: Role = 'bureau') =>
    forbids(
      {
        actor: { key: `wecom:${person}`, bound: true, memberId: person, role },
        accounts: [`wecom:${person}`],
      },
      DROPOUT_MOVES[kind].who,
      file,
      { ownFor: 'bound' },
    );

  it.each<[DropoutMove, string]>([
    ['checked', 'a'],
    ['checked', 'b'],
    ['recognised', 'a'],
    ['recognised', 'b'],
    ['recognised', 'c'],
    ['excluded', 'a'],
    ['excluded', 'b'],
    ['excluded', 'c'],
    ['transferred', 'e'],
    ['closed', 'f'],
    ['overruled', 'e'],
  ])('%s is not for who made the step before it (%s)', (kind, person) => {
    expect(may(kind, person)).toBe('same-person');
    expect(may(kind, person, 'admin')).toBe('same-person');
  });

  it.each<[DropoutMove, string]>([
    ['checked', 'c'],
    ['recognised', 'd'],
    ['excluded', 'd'],
    ['transferred', 'a'],
    ['closed', 'a'],
    ['overruled', 'd'],
    ['visited', 'a'],
  ])('%s is for anybody else (%s)', (kind, person) => {
    expect(may(kind, person)).toBeUndefined();
  });
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

import { describe, expect, it } from '@jest/globals';
import { createFiles, type Shelves } from '../../src/casefiles/find-files.ts';
import type { FileKind, FileKinds, FileRight } from '../../src/casefiles/found.ts';
import type { Reader } from '../../src/casefiles/rights.ts';
import { formatCaseNumber } from '../../src/kit/case-number.ts';
import { defined } from '../../src/kit/defined.ts';
import type { Role } from '../../src/people/roles.ts';

const number = formatCaseNumber;
const STORED = [
  number('K', 26, 417),
  number('K', 25, 417),
  number('Y', 25, 417),
  number('K', 26, 12),
  number('Y', 26, 12),
  number('T', 26, 12),
  number('Y', 25, 99),
  number('K', 24, 7),
  number('K', 26, 12_345),
];

const ME = 'wecom:me';
const IN_TOWN = number('K', 26, 12);
/** Reported by me, elsewhere. */
const MINE = number('Y', 26, 12);

const looked: string[] = [];
function shelf<F>(): (no: string) => Promise<F | undefined> {
  return async (no) => {
    looked.push(no);
    if (!STORED.includes(no)) return undefined;
    const areaId = no === IN_TOWN ? 't1' : 't2';
    const reporterKey = no === MINE ? ME : 'wecom:other';
    return { id: `id of ${no}`, areaId, reporterKey, entries: [] } as F;
  };
}
const officers = { who: { roles: ['township'], files: 'covered' } } as const;
const reporter = { who: { roles: 'anyone', files: 'own' } } as const;
const moves = { withdrawn: reporter, 'on-behalf': officers };
const shelves: Shelves = {
  dropout: { letter: 'K', type: { sight: { ownFor: 'bound' }, moves }, find: shelf<FileKinds['dropout']>() },
  hazard: { letter: 'Y', type: { sight: { ownFor: 'anyone' }, moves }, find: shelf<FileKinds['hazard']>() },
  incident: {
    letter: 'T',
    type: { sight: { ownFor: 'anyone' }, moves: {} },
    find: shelf<FileKinds['incident']>(),
  },
  supervision: {
    letter: 'B',
    type: { sight: { ownFor: 'bound' }, moves: {} },
    find: shelf<FileKinds['supervision']>(),
  },
  check: { letter: 'J', type: { sight: { ownFor: 'bound' }, moves: {} }, find: shelf<FileKinds['check']>() },
};
const files = createFiles(shelves);

describe('a number in 2026', () => {
  it.each<[string, string, readonly string[]]>([
    ['in full is one file', number('K', 25, 417), [number('K', 25, 417)]],
    ['without its letter at the end', 'K25-417', [number('K', 25, 417)]],
    ['run together in lower case', 'k250417', [number('K', 25, 417)]],
    ['in full width with other dashes', 'Ｋ２６－０４１７', [number('K', 26, 417)]],
    ['of kind and serial is this year’s', 'k417', [number('K', 26, 417)]],
    ['of kind and serial is last year’s where this year has none', 'Y417', [number('Y', 25, 417)]],
    [
      'of a serial alone is this year’s of every kind',
      '12',
      ['K', 'Y', 'T'].map((k) => number(k as 'K', 26, 12)),
    ],
    ['of a serial alone is this year’s only, where there is one', '417', [number('K', 26, 417)]],
    ['of a serial alone is last year’s where this year has none', '99', [number('Y', 25, 99)]],
    [
      'of a year and a serial is every kind of that year',
      '25-417',
      [number('K', 25, 417), number('Y', 25, 417)],
    ],
    ['that grew past four digits', 'K12345', [number('K', 26, 12_345)]],
    ['from the year before last needs its year', '7', []],
    ['from the year before last with its year', 'K24-7', [number('K', 24, 7)]],
    ['of a kind without such a file', 'T417', []],
    ['of a kind that lies on no shelf', 'P12', []],
    ['nobody was given', '9999', []],
    ['that is none', '厌学', []],
    ['that is nothing', '', []],
    ['that is zero', '0', []],
  ])('%s: %p', async (_, words, numbers) => {
    const found = await files.find(words, 26);
    expect(found.map(({ no }) => no)).toEqual(numbers);
    for (const { no, file } of found) expect(file).toMatchObject({ id: `id of ${no}` });
  });

  it('names the kind of each file', async () => {
    expect((await files.find('12', 26)).map(({ kind }) => kind)).toEqual(['dropout', 'hazard', 'incident']);
  });

  it('looks only where the kind can be, and at last year only when it has to', async () => {
    looked.splice(0);
    await files.find('k417', 26);
    expect(looked).toEqual([number('K', 26, 417)]);
    looked.splice(0);
    await files.find('K26-9999', 26);
    expect(looked).toEqual([number('K', 26, 9_999)]);
  });
});

it('goes back a year over the turn of the century', async () => {
  looked.splice(0);
  await files.find('k1', 0);
  expect(looked).toEqual([number('K', 0, 1), number('K', 99, 1)]);
});

describe('what 12 means to somebody who wants something of it', () => {
  const ALL = ['dropout', 'hazard', 'incident'] as const;
  const reader = (role: Role, townshipId?: string): Reader => ({
    actor: { key: ME, bound: role !== 'visitor', role, ...defined({ townshipId }) },
    accounts: [ME],
  });
  const officer = reader('township', 't1');
  const stranger = reader('teacher');
  const INCIDENT = number('T', 26, 12);

  it.each<[string, Reader, FileRight, readonly FileKind[], readonly string[], boolean]>([
    ['sees those of their area and their own', officer, 'see', ALL, [IN_TOWN, MINE], false],
    ['sees those of the kinds that are meant', officer, 'see', ['hazard', 'incident'], [MINE], false],
    ['sees their own as a visitor', reader('visitor'), 'see', ALL, [MINE], false],
    ['sees everything as an auditor', reader('auditor'), 'see', ALL, [IN_TOWN, MINE, INCIDENT], false],
    ['may record in their own area', officer, 'on-behalf', ['dropout', 'hazard'], [IN_TOWN], false],
    ['may take back what they reported', officer, 'withdrawn', ['dropout', 'hazard'], [MINE], false],
    ['is denied what they see and may not do', officer, 'withdrawn', ['dropout'], [], true],
    ['is denied every move as an auditor', reader('auditor'), 'on-behalf', ALL, [], true],
    ['is denied nothing that is out of sight', stranger, 'withdrawn', ['dropout', 'incident'], [], false],
    ['is denied nothing of a kind that is not meant', officer, 'withdrawn', ['incident'], [], false],
    [
      'has files in sight for what is no move of their kind',
      reader('bureau'),
      'on-behalf',
      ['incident'],
      [INCIDENT],
      false,
    ],
  ])('%s', async (_, who, right, kinds, numbers, denied) => {
    const reach = await files.fitting('12', 26, who, { kinds, right });
    expect({ numbers: reach.fitting.map(({ no }) => no), denied: reach.denied }).toEqual({ numbers, denied });
  });
});

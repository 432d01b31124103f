import { describe, expect, it } from '@jest/globals';
import { createFiles, type Shelves } from '../../src/casefiles/find-files.ts';
import type { FileKinds } from '../../src/casefiles/found.ts';
import { DROPOUT_FILE } from '../../src/dropouts/dropout-document.ts';
import { HAZARD_FILE } from '../../src/hazards/hazard-document.ts';
import { INCIDENT_FILE } from '../../src/incidents/incident-file.ts';
import { formatCaseNumber } from '../../src/kit/case-number.ts';

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

const looked: string[] = [];
function shelf<F>(): (no: string) => Promise<F | undefined> {
  return async (no) => {
    looked.push(no);
    return STORED.includes(no) ? ({ id: `id of ${no}` } as F) : undefined;
  };
}
const shelves: Shelves = {
  dropout: { letter: 'K', type: DROPOUT_FILE, find: shelf<FileKinds['dropout']>() },
  hazard: { letter: 'Y', type: HAZARD_FILE, find: shelf<FileKinds['hazard']>() },
  incident: { letter: 'T', type: INCIDENT_FILE, find: shelf<FileKinds['incident']>() },
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
    for (const { no, file } of found) expect(file).toEqual({ id: `id of ${no}` });
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

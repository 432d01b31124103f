import { describe, expect, it } from '@jest/globals';
import type { Cause } from '../../src/dropouts/decisions.ts';
import type { DropoutMove, DropoutState } from '../../src/dropouts/transitions.ts';
import { type RecognisedCase, recognitionBetween } from '../../src/figures/recognition.ts';

const at = (hour: number): Date => new Date(Date.parse('2026-07-01T00:00:00Z') + hour * 3_600_000);
type Step = readonly [DropoutMove, DropoutState, string?];

function one(steps: readonly Step[], said: { foundBy?: string; cause?: Cause } = {}): RecognisedCase {
  const entries = steps.map(([kind, to, undoes], n) => ({
    ...{ id: `e${n}`, kind, to, at: at(n + 1) },
    ...(undoes === undefined ? {} : { undoes }),
  }));
  return { areaId: 'a', ...said, entries };
}

const REPORTED: Step = ['reported', 'suspected'];
const RECOGNISED: Step = ['recognised', 'recognised'];
const EXCLUDED: Step = ['excluded', 'excluded'];
const columns = (cases: readonly RecognisedCase[], to = 99) =>
  recognitionBetween(cases, { from: at(0), to: at(to) })[0];

describe('the columns of recognition', () => {
  it('say of the fourteen of the summer meeting: reported 14 = recognised 10 + not counted 4', () => {
    const fourteen = [
      ...Array.from({ length: 4 }, () => one([REPORTED, EXCLUDED], { foundBy: '学校' })),
      ...Array.from({ length: 7 }, () => one([REPORTED, RECOGNISED], { cause: '政策处置不当' })),
      ...Array.from({ length: 2 }, () => one([REPORTED, RECOGNISED], { foundBy: '督查' })),
      one([REPORTED, RECOGNISED]),
    ];
    expect(columns(fourteen)).toEqual({
      ...{ areaId: 'a', reported: 14, recognised: 10, excluded: 4, undecided: 0, missed: 2 },
      finders: { 学校: 4, 督查: 2, 未注明: 8 },
      causes: { 政策处置不当: 7, 未注明: 7 },
      explained: { 不计入: 4, 政策处置不当: 7, 督查等发现: 2, 未注明: 1 },
    });
  });

  it.each<[string, readonly Step[], object | undefined]>([
    ['a lead is not reported', [['tipped', 'lead']], undefined],
    ['a withdrawn report was none', [REPORTED, ['withdrawn', 'withdrawn']], undefined],
    ['what goes on in another file is counted there', [REPORTED, ['merged', 'merged']], undefined],
    ['nobody has decided yet', [REPORTED], { undecided: 1 }],
    [
      'a corrected decision counts no more',
      [REPORTED, RECOGNISED, ['overruled', 'suspected', 'e1']],
      { undecided: 1 },
    ],
    ['the newest answer counts', [REPORTED, RECOGNISED, EXCLUDED], { recognised: 0, excluded: 1 }],
    ['a relapse was recognised before', [['reported', 'relapsed']], { recognised: 1 }],
    [
      'a lead that matured is reported then',
      [
        ['tipped', 'lead'],
        ['matured', 'suspected'],
      ],
      { undecided: 1 },
    ],
  ])('%s', (_, steps, counts) => {
    if (counts === undefined) expect(columns([one(steps)])).toBeUndefined();
    else expect(columns([one(steps)])).toMatchObject({ reported: 1, ...counts });
  });
});

import { describe, expect, it } from '@jest/globals';
import { dutyFacts } from '../../src/digests/duty-facts.ts';
import { silentUnits } from '../../src/digests/silent.ts';
import type { Duty, DutyReturn } from '../../src/duties/types.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';
import { at } from './office.ts';

const NOW = at('2026-11-24T08:00');
const gazetteer = fakeGazetteer();

function duty(id: string, due: string, more: Partial<Duty> = {}): Duty {
  const plain: Duty = {
    ...{ id, kind: 'monthly', title: '月报', audience: 'school', posts: [], basis: '', minutes: 5 },
    period: { key: id, label: id },
    expected: ['tongdu-middle', 'liucha-middle', 'liucha-centre'],
    openedAt: at('2026-09-01T08:00'),
    due: at(due),
    openedOn: '2026-09-01',
    dueOn: due.slice(0, 10),
    dueTime: due.slice(11),
    answer: { kind: 'numbers', words: [], fields: [], example: '月报 0 0 0' },
    state: 'closed',
  };
  return { ...plain, ...more } as Duty;
}
const answered = (dutyId: string, unitId: string, more: Partial<DutyReturn> = {}): DutyReturn => ({
  ...{ dutyId, unitId, state: 'answered', confirmed: false, entries: [] },
  ...more,
});
const phoned = (dutyId: string, unitId: string): DutyReturn =>
  answered(dutyId, unitId, { state: 'open', phonedAt: NOW });

const ROUNDS = [duty('october', '2026-10-28T17:00'), duty('september', '2026-09-28T17:00')];

function silent(duties: readonly Duty[], returns: readonly DutyReturn[]): readonly string[] {
  const of = (id: string) => returns.filter(({ dutyId }) => dutyId === id);
  return silentUnits(duties, of, NOW).map(({ unit }) => unit);
}

describe('a unit that left two rounds unanswered', () => {
  it('is named once somebody has phoned it', () => {
    expect(silent(ROUNDS, [phoned('october', 'liucha-middle')])).toEqual(['liucha-middle']);
  });

  it.each<[string, readonly Duty[], readonly DutyReturn[]]>([
    ['nobody phoned it', ROUNDS, []],
    ['it was phoned about the earlier round only', ROUNDS, [phoned('september', 'liucha-middle')]],
    ['it answered the newer round', ROUNDS, [answered('october', 'liucha-middle', { phonedAt: NOW })]],
    [
      'it answered the earlier round',
      ROUNDS,
      [phoned('october', 'liucha-middle'), answered('september', 'liucha-middle')],
    ],
    ['there was one round only', ROUNDS.slice(0, 1), [phoned('october', 'liucha-middle')]],
    [
      'the newer round is still open',
      [duty('october', '2026-11-28T17:00'), ...ROUNDS.slice(1)],
      [phoned('october', 'liucha-middle')],
    ],
    [
      'the newer round was cancelled',
      [duty('october', '2026-10-28T17:00', { state: 'cancelled' }), ...ROUNDS.slice(1)],
      [phoned('october', 'liucha-middle')],
    ],
    [
      'the rounds are of two duties',
      [duty('october', '2026-10-28T17:00', { kind: 'drill' }), ...ROUNDS.slice(1)],
      [phoned('october', 'liucha-middle')],
    ],
  ])('is not named when %s', (_what, duties, returns) => {
    expect(silent(duties, returns)).toEqual([]);
  });
});

describe('the duty of a digest', () => {
  const open = (id: string, due: string, more: Partial<Duty> = {}) =>
    duty(id, due, { state: 'open', ...more });
  const facts = (duties: readonly Duty[], returns: readonly DutyReturn[], areaIds: readonly string[]) =>
    dutyFacts(
      { recent: async () => duties, returns: async (id) => returns.filter(({ dutyId }) => dutyId === id) },
      { now: NOW, view: { id: 'x', areaIds, small: false }, gazetteer },
    );
  const DUTIES = [
    open('later', '2026-12-28T17:00'),
    open('next', '2026-11-28T17:00', { title: '季末零报告' }),
    open('past', '2026-11-20T17:00'),
    open('bureau', '2026-11-25T17:00', { audience: 'bureau', expected: ['county'] }),
  ];

  it('is the one whose deadline is next, with the answers of the view’s units', async () => {
    const returns = [
      answered('next', 'liucha-middle'),
      answered('next', 'tongdu-middle'),
      phoned('next', 'liucha-centre'),
    ];
    expect((await facts(DUTIES, returns, ['tongdu', 'liucha'])).duty).toEqual({
      title: '季末零报告',
      expected: 3,
      answered: 2,
    });
    expect((await facts(DUTIES, returns, ['liucha'])).duty).toMatchObject({ expected: 2, answered: 1 });
  });

  const of = (kind: Duty['answer']['kind']) => ({ answer: { kind, words: [], fields: [], example: '' } });
  const SOON = '2026-11-25T17:00';
  it.each<[string, Partial<Duty>]>([
    ['收到 for a storm', { ...of('ack'), title: '高温提醒' }],
    ['an officer’s small task', { ...of('numbers'), by: { key: 'dingtalk:0102', role: 'bureau' } }],
    ['完成', of('done')],
    ['free words', of('text')],
    ['what no unit of the view is asked', { expected: ['lipo-centre'] }],
  ])('is not displaced by %s, due earlier', async (_what, more) => {
    const both = [open('urgent', SOON, more), ...DUTIES];
    expect((await facts(both, [], ['tongdu', 'liucha'])).duty?.title).toBe('季末零报告');
  });

  it.each(['zero', 'items', 'numbers'] as const)('may be one that asks for %s', async (kind) => {
    const both = [open('sooner', SOON, { ...of(kind), title: '先到期的' }), ...DUTIES];
    expect((await facts(both, [], ['tongdu'])).duty?.title).toBe('先到期的');
  });

  it('is an officer’s where there is no other, and never a 收到', async () => {
    const task = open('task', SOON, { title: '取暖排查', by: { key: 'dingtalk:0102', role: 'bureau' } });
    expect((await facts([open('heat', SOON, of('ack')), task], [], ['tongdu'])).duty?.title).toBe('取暖排查');
    expect((await facts([open('heat', SOON, of('ack'))], [], ['tongdu'])).duty).toBeUndefined();
  });

  it('is none where no unit of the view is asked, or nothing is under way', async () => {
    expect((await facts(DUTIES, [], ['sanhe'])).duty).toBeUndefined();
    expect((await facts(ROUNDS, [], ['liucha'])).duty).toBeUndefined();
  });
});

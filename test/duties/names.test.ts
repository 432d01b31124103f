import { describe, expect, it } from '@jest/globals';
import { burdenOf, timeSpent } from '../../src/duties/burden.ts';
import { findDuty } from '../../src/duties/find-duty.ts';
import { dutyName, namedDuties, wordFor } from '../../src/duties/names.ts';
import { type Answerable, pickDuty } from '../../src/duties/pick.ts';
import type { Duty } from '../../src/duties/types.ts';
import { SPECS, type SpecName } from './specs.ts';

const NOW = new Date('2026-11-24T01:00:00Z');
const duty = (id: string, spec: SpecName, more: Partial<Duty> = {}): Duty => ({
  id,
  kind: spec,
  title: `${spec}任务`,
  period: { key: 'q4', label: '第四季度' },
  audience: 'school',
  expected: ['s1'],
  posts: [],
  openedAt: NOW,
  openedOn: '2026-11-24',
  due: NOW,
  dueOn: '2026-11-24',
  dueTime: '17:00',
  answer: SPECS[spec],
  basis: '',
  minutes: 10,
  state: 'open',
  ...more,
});

const zero = duty('zero', 'zero', { title: '季末零报告' });
const old = duty('old', 'zero', { title: '季末零报告', period: { key: 'q3', label: '第三季度' } });
const town = duty('town', 'verify', { title: '季末零报告', audience: 'township' });
const letter = duty('letter', 'letter', { title: '防溺水家长信' });
const done = duty('done', 'done', { title: '安全教育日' });
const drill = duty('drill', 'drill', { title: '疏散演练' });

describe('a bare 0', () => {
  const month = duty('month', 'month', { title: '学校月报' });
  const mine = (some: readonly Duty[], done: readonly string[] = []): readonly Answerable[] =>
    some.map((one) => ({ duty: one, units: ['s1'], done: done.includes(one.id) ? ['s1'] : [] }));
  const picked = (all: readonly Answerable[], said: string) => {
    const found = pickDuty(all, said, () => []);
    return found.kind === 'found' ? found.targets.map(({ dutyId }) => dutyId) : found.kind;
  };
  it('is said to the one duty that may be all zeros', () => {
    expect(picked(mine([month, letter]), '0')).toEqual(['month']);
    expect(picked(mine([month, letter, zero]), '月报 0')).toEqual(['month']);
  });
  it('is asked about where two may be meant, until one of them is answered', () => {
    expect(picked(mine([month, zero]), '0')).toBe('which-duty');
    expect(picked(mine([month, zero], ['month']), '0')).toEqual(['zero']);
  });
});

describe('the name of a duty', () => {
  it.each<[string, readonly Duty[], readonly string[], string]>([
    ['零报告 0', [zero, letter], ['zero'], '零报告 0'],
    ['季末零报告 0', [zero, letter], ['zero'], '0'],
    ['零报告 第三季度 0', [zero, old], ['old'], '零报告 0'],
    ['第三季度零报告 0', [zero, old], ['old'], '零报告 0'],
    ['三季度零报告 0', [zero, old], ['old'], '零报告 0'],
    ['零报告 0', [zero, old], ['zero', 'old'], '零报告 0'],
    ['季末零报告', [zero, town], ['zero', 'town'], ''],
    ['季末零报告 乡镇', [zero, town], ['town'], ''],
    ['防溺水家长信 612 605', [letter, zero], ['letter'], '612 605'],
  ])('%s', (said, among, ids, rest) => {
    const named = namedDuties(among, said);
    expect([named?.duties.map(({ id }) => id), named?.rest]).toEqual([ids, rest]);
  });
  it.each(['完成 320人', '0', '', '火星 0'])('is not in %p', (said) => {
    expect(namedDuties([zero, done, drill], said)).toBeUndefined();
  });
  it('is the shortest that means it alone, and is found by it', () => {
    const all = [zero, old, town, letter, done, drill];
    expect(all.map((one) => wordFor(one, all))).toEqual([
      '季末零报告 第四季度 学校',
      '季末零报告 第三季度',
      '核对',
      '家长信',
      '安全教育日',
      '演练',
    ]);
    for (const one of all)
      expect(namedDuties(all, wordFor(one, all))?.duties.map(({ id }) => id)).toEqual([one.id]);
  });
  it('names the period once', () => {
    expect(dutyName(zero)).toBe('季末零报告（第四季度）');
    expect(dutyName({ title: '第四季度零报告', period: { key: '', label: '第四季度' } })).toBe(
      '第四季度零报告',
    );
    expect(dutyName({ title: '清查', period: { key: '', label: '' } })).toBe('清查');
  });
});

describe('the duty an officer means', () => {
  const store = (duties: readonly Duty[]) => ({ recent: async () => duties });
  const find = (words: string, duties: readonly Duty[]) =>
    findDuty(store(duties), words, { now: NOW, days: 60 });
  const closed: Duty = { ...letter, state: 'closed' };
  const cancelled: Duty = { ...drill, state: 'cancelled' };
  it('is named, or the only one that is open', async () => {
    expect(await find('零报告 数不对', [zero, closed])).toMatchObject({
      kind: 'one',
      duty: zero,
      rest: '数不对',
    });
    expect(await find('', [zero, closed])).toMatchObject({ kind: 'one', duty: zero });
    expect(await find('家长信', [zero, closed])).toMatchObject({ kind: 'one', duty: closed });
    expect(await find('零报告', [zero, old])).toMatchObject({ kind: 'several', duties: [zero, old] });
  });
  it('is none where nothing fits, and never a cancelled one', async () => {
    expect(await find('火星', [zero])).toEqual({ kind: 'none', open: [zero] });
    expect(await find('演练', [cancelled])).toEqual({ kind: 'none', open: [] });
    expect(await find('', [zero, letter])).toEqual({ kind: 'none', open: [zero, letter] });
  });
});

describe('the duty a text is said to', () => {
  const own = (one: Duty, more: Partial<Answerable> = {}): Answerable => ({
    duty: one,
    units: ['s1'],
    done: [],
    ...more,
  });
  const answered = (one: Duty, at: Date, mine = true): Answerable =>
    own(one, { done: ['s1'], last: { unitId: 's1', at, own: mine, answer: { zero: false, values: {} } } });
  const pick = (all: readonly Answerable[], said: string) => pickDuty(all, said, () => []);
  const found = (id: string, rest: string, unitId = 's1') => ({
    kind: 'found',
    targets: [{ dutyId: id, unitId }],
    rest,
  });

  it('is the one that it can be an answer to', () => {
    const all = [own(zero), own(letter), own(done), own(drill)];
    expect(pick(all, '0')).toEqual(found('zero', '0'));
    expect(pick(all, '612 605')).toEqual(found('letter', '612 605'));
    expect(pick(all, '完成')).toEqual(found('done', '完成'));
    expect(pick(all, '完成 320人 2分10秒')).toEqual(found('drill', '完成 320人 2分10秒'));
    expect(pick(all, '家长信 605 612')).toEqual(found('letter', '家长信 605 612'));
    expect(pick(all, '火星')).toMatchObject({ kind: 'which-duty', fits: false });
    expect(pick([own(zero)], '家长信 612 605')).toEqual({ kind: 'which-duty', duties: [zero], fits: false });
    expect(pick([], '0')).toEqual({ kind: 'none' });
  });
  it('is one that is still owed before one that is answered, which it corrects', () => {
    expect(pick([answered(zero, NOW), own(old)], '0')).toEqual(found('old', '0'));
    expect(pick([answered(zero, NOW)], '0')).toEqual(found('zero', '0'));
    expect(pick([own(zero), own(old)], '0')).toEqual({ kind: 'which-duty', duties: [zero, old], fits: true });
  });
  it('is an ended one only when it is named', () => {
    const ended = own({ ...letter, state: 'closed' });
    expect(pick([ended], '612 605')).toEqual({ kind: 'none' });
    const past = own({ ...old, state: 'closed' });
    expect(pick([past, own(zero)], '零报告 0')).toEqual(found('zero', '零报告 0'));
    expect(pick([past, own(zero)], '零报告 第三季度 0')).toEqual(found('old', '零报告 0'));
    expect(pick([past, own(zero)], '三季度零报告 0')).toEqual(found('old', '零报告 0'));
    expect(pick([own(zero)], '三季度 0')).toEqual({ kind: 'none' });
    expect(pick([own(zero)], '四季度 0')).toEqual(found('zero', '四季度 0'));
    expect(pick([ended, own(zero)], '家长信 612 605')).toEqual(found('letter', '家长信 612 605'));
  });
  it('is everything owed for 明早, and for 撤回 what was answered last', () => {
    const all = [own(zero), own(letter), answered(done, NOW), answered(drill, new Date(NOW.getTime() + 1))];
    expect(pick(all, '明早')).toMatchObject({
      targets: [
        { dutyId: 'zero', unitId: 's1' },
        { dutyId: 'letter', unitId: 's1' },
      ],
    });
    expect(pick(all, '家长信 明早')).toMatchObject(found('letter', '家长信 明早'));
    expect(pick(all, '撤回')).toEqual(found('drill', '撤回'));
    expect(pick([own(zero)], '撤回')).toEqual({ kind: 'none' });
  });
  it('of several schools must name one', () => {
    const all = [own(done, { units: ['s1', 's2'] })];
    expect(pick(all, '完成')).toMatchObject({ kind: 'which-unit', units: ['s1', 's2'], rest: '完成' });
    expect(pick([own(done, { units: ['s1', 's2'], done: ['s1'] })], '完成')).toEqual(
      found('done', '完成', 's2'),
    );
    const scan = (text: string) => {
      const start = text.indexOf('乙校');
      const place = { kind: 'school', id: 's2', name: '乙校' } as never;
      return start < 0 ? [] : [{ start, end: start + 2, candidates: [place] }];
    };
    expect(pickDuty(all, '完成 乙校', scan)).toEqual(found('done', '完成', 's2'));
  });
  it('is never one answered long ago by a vague word, while another is still owed', () => {
    const all = [own(done, { done: ['s1'] }), own(letter)];
    expect(pick(all, '完成')).toEqual({ kind: 'which-duty', duties: [letter, done], fits: false });
    expect(pick([own(done, { done: ['s1'] })], '完成')).toEqual(found('done', '完成'));
    expect(pick(all, '家长信 612 605')).toMatchObject({ kind: 'found' });
  });
  it('is never for a school that is not theirs, unless free words name it', () => {
    const scan = (text: string) => {
      const start = text.indexOf('别校');
      const place = { kind: 'school', id: 's9', name: '别校' } as never;
      return start < 0 ? [] : [{ start, end: start + 2, candidates: [place] }];
    };
    const kind = (said: string, one = zero) => pickDuty([own(one)], said, scan).kind;
    expect(kind('零报告 别校 0')).toBe('other-unit');
    expect(kind('零报告 0')).toBe('found');
    expect(kind('零报告 围墙靠着别校的一段裂了')).toBe('found');
    expect(kind('完成 别校', done)).toBe('other-unit');
  });
});

describe('the account of what was asked', () => {
  it('is by audience, over the units that were asked, without what was cancelled', () => {
    const duties = [
      duty('a', 'zero', { expected: ['s1', 's2'], minutes: 10 }),
      duty('b', 'letter', { expected: ['s1'], minutes: 30 }),
      duty('c', 'done', { expected: ['s1'], minutes: 600, state: 'cancelled' }),
      duty('d', 'household', { audience: 'township', expected: ['t1'], minutes: 90 }),
    ];
    expect(burdenOf(duties)).toEqual([
      { audience: 'school', duties: 2, units: 2, minutesPerUnit: 25 },
      { audience: 'township', duties: 1, units: 1, minutesPerUnit: 90 },
    ]);
    expect([timeSpent(25), timeSpent(90), timeSpent(120)]).toEqual(['25分钟', '1.5小时', '2小时']);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReminderChange } from '../../src/reminders/types.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { at, BY, createWorld, LETTER, reminder, type World } from './world.ts';

let fresh: FreshDatabase;
let world: World;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());
const OFF = `${LETTER.replace('on: true', 'on: false\nneeds_basis: true').replace('name: 防溺水家长信', 'name: 年终考核')}`;
const MONTHLY = LETTER.replace('period: 年', 'period: 月\nin_term: true')
  .replace('name: 防溺水家长信', 'name: 学校月报')
  .replace('on: true', 'on: false');
beforeEach(async () => {
  await fresh.mongo.collection('reminder_changes').deleteMany({});
  world = createWorld(fresh, {
    reminders: [reminder(LETTER), reminder(OFF, 'assessment'), reminder(MONTHLY, 'monthly')],
  });
});

const change = (id: string, what: ReminderChange, key = JSON.stringify(what)) =>
  world.engine.change(id, what, BY, at('2027-01-05'))(key);
const text = (value: string, audience = ''): ReminderChange => ({ field: 'text', audience, value });
const due = (value: string, audience = ''): ReminderChange => ({ field: 'due', audience, value });
const when = (value: string): ReminderChange => ({ field: 'when', value });

describe('a change by an officer', () => {
  it.each<readonly [string, string, ReminderChange, string]>([
    ['a rule nobody reads', 'letter', when('每年 四月卅一'), '卅一'],
    ['an event for what has dates', 'letter', when('高温日'), '没有日期'],
    ['a rule of the hours nobody is disturbed in', 'letter', when('每周五 23:00'), '免打扰'],
    ['a rule without a day', 'letter', when('2020年5月1日'), '今后三年没有'],
    ['a week no term has', 'letter', when('每学期 第28周 周一'), '今后三年没有'],
    ['a season the county does not have', 'letter', when('防溺季 每周五'), '县档案里没有“防溺季”'],
    ['vacations for what keeps to terms', 'monthly', when('每年 7月20日'), '这一项只在学期里发'],
    ['two days, one of them in vacation', 'monthly', when('每年 5月20日、8月20日'), '这一项只在学期里发'],
    ['a deadline nobody reads', 'letter', due('下周五'), '没看懂'],
    ['a deadline after the last asking', 'letter', due('T+5 17:00'), '对不上'],
    ['a deadline before the notice', 'letter', due('T-9 17:00'), '对不上'],
    ['a deadline where nothing is owed', 'letter', due('T 17:00', '乡镇'), '不要求回复'],
    ['an unknown variable', 'letter', text('请{截至}前办。回：完成'), '{截至}'],
    ['words for groups', 'letter', text('请各位家长留意。', '群'), '群里只发程序自带的话'],
    ['no line to copy', 'letter', text('请尽快办。'), '回：'],
    ['a text for nobody', 'letter', text('请办。', '六员'), '有的是：学校、乡镇。'],
    ['a person in it', 'letter', text('请找张小明。回：完成'), '姓名'],
    ['a text without end', 'letter', text(`回：完成${'好'.repeat(700)}`), '太长'],
    ['switching on without a basis', 'assessment', { field: 'on', value: true }, '文件'],
    ['a reminder nobody knows', 'nothing', { field: 'on', value: true }, '没有这一项'],
  ])('is refused with its word and a line that works: %s', async (_what, id, given, said) => {
    const checked = await world.engine.check(id, given, '2027-01-05');
    expect(checked).toMatchObject({ ok: false, text: expect.stringContaining(said) });
    expect(checked).toMatchObject({ example: expect.stringMatching(/^提醒/) });
  });

  it.each<readonly [string, string, ReminderChange, object]>([
    [
      'the date',
      'letter',
      when('每年 4月15日；每年 9月1日'),
      { when: [{ text: '每年 4月15日' }, { text: '每年 9月1日' }] },
    ],
    [
      'the deadline',
      'letter',
      due('T+1 12:00', '学校'),
      { parts: [{ due: { offset: 1, time: '12:00' } }, {}, {}] },
    ],
    [
      'the text',
      'letter',
      text('请{截止}前办。请回：完成'),
      { parts: [{ text: '请{截止}前办。\n回：完成' }, {}, {}] },
    ],
    ['another part’s text', 'letter', text('看水域', 'township'), { parts: [{}, { text: '看水域' }, {}] }],
    ['that it is off', 'letter', { field: 'on', value: false }, { on: false }],
    [
      'that it is on, by a document',
      'assessment',
      { field: 'on', value: true, basis: '《办法》' },
      { on: true, basis: '《办法》' },
    ],
  ])('is laid over the file: %s', async (_what, id, given, shown) => {
    expect(await world.engine.check(id, given, '2027-01-05')).toEqual({ ok: true });
    expect(await change(id, given)).toMatchObject({ outcome: 'appended', file: { ...shown, version: 1 } });
    expect((await world.engine.all()).find((one) => one.id === id)).toMatchObject(shown);
  });

  it.each<readonly [string, string]>([
    ['每年4月15日，每年9月1日，遇休提前', '每年 4月15日 遇休提前；每年 9月1日 遇休提前'],
    ['遇周末顺延', '每年 4月12日 遇休顺延'],
    ['下午3点', '每年 4月12日 15:00'],
    ['隔周五', '隔周 周五 自2027年1月8日'],
    ['1月、4月、7月、10月的10日', '1月、4月、7月、10月 每月10日'],
  ])('of the days to %s is kept as it is read: %s', async (said, kept) => {
    expect(await world.engine.check('letter', when(said), '2027-01-05')).toEqual({ ok: true });
    await change('letter', when(said));
    const [entry] = await world.engine.history('letter');
    expect(entry?.change).toEqual(when(kept));
    const now = await world.engine.byName('防溺水家长信');
    expect(now?.when.map(({ text: rule }) => rule).join('；')).toBe(kept);
  });

  it('is neutralised', async () => {
    await change('letter', text('请[点这里](http://x.cn)，@所有人。回：完成'));
    const [part] = (await world.engine.byName('防溺水家长信'))?.parts ?? [];
    expect(part?.text).toBe('请［点这里］(http：//x.cn)，＠所有人。\n回：完成');
  });

  it('done again under its key changes nothing', async () => {
    const first = await change('letter', when('每年 4月15日'), 'm:1');
    const again = () => change('letter', when('每年 4月15日'), 'm:1');
    expect(await again()).toEqual({ ...first, outcome: 'repeated' });
    expect(await world.engine.history('letter')).toHaveLength(1);
    // Also when another one came since: it is told as it left the reminder.
    await change('letter', when('每年 4月16日'), 'm:2');
    expect(await again()).toEqual({ ...first, outcome: 'repeated' });
    expect(await world.engine.history('letter')).toHaveLength(2);
  });

  it('of a reminder nobody knows is missing', async () => {
    expect(await change('nothing', { field: 'on', value: false })).toEqual({ outcome: 'missing' });
    expect(await fresh.mongo.collection('reminder_changes').countDocuments()).toBe(0);
  });

  it('is stored as an entry with the state it led to', async () => {
    await change('letter', { field: 'on', value: false }, 'm:1');
    const stored = await fresh.mongo
      .collection<{ _id: string }>('reminder_changes')
      .findOne({ _id: 'letter' });
    expect(stored).toMatchObject({
      ...{ state: 'changed', v: 1 },
      entries: [{ id: 'm:1', kind: 'changed', on: '2027-01-05', to: 'changed', by: BY, from: 'chat' }],
    });
  });

  it('by many at once is kept from each', async () => {
    const changes = Array.from({ length: 12 }, (_, n) => change('letter', due(`T ${10 + n}:00`), `m:${n}`));
    await Promise.all(changes);
    expect(await world.engine.history('letter')).toHaveLength(12);
  });

  it('is kept in the trail with who and when, sealed in the database', async () => {
    await change('letter', text('请办好这一件。回：完成'), 'm:1');
    expect(await world.engine.history('letter')).toMatchObject([
      {
        by: BY,
        day: '2027-01-05',
        time: '10:00',
        change: { field: 'text', value: '请办好这一件。回：完成' },
      },
    ]);
    const stored = JSON.stringify(await fresh.mongo.collection('reminder_changes').find({}).toArray());
    expect(stored).not.toContain('办好');
  });

  it('is seen by another instance within two seconds', async () => {
    const twin = world.twin();
    expect(await twin.engine.byName('防溺水家长信')).toMatchObject({ on: true });
    await change('letter', { field: 'on', value: false });
    const end = performance.now() + 2_000;
    let on = true;
    while (on && performance.now() < end) on = (await twin.engine.byName('防溺水家长信'))?.on ?? false;
    expect(on).toBe(false);
  });

  it('moves the occasions', async () => {
    await change('letter', when('每年 4月15日'));
    const coming = await world.engine.occasions('2027-01-01', '2027-12-31');
    expect(coming.map(({ reminder: { id }, day }) => [id, day])).toEqual([['letter', '2027-04-15']]);
  });
});

describe('a reminder', () => {
  it.each([
    ['防溺水家长信', 'letter'],
    ['防溺水', 'letter'],
    ['LETTER', 'letter'],
    ['年终', 'assessment'],
    ['不知道', undefined],
    ['', undefined],
  ])('is found by %s', async (word, id) => {
    expect((await world.engine.byName(word))?.id).toBe(id);
  });

  it('can be tried out: what each audience would read', async () => {
    expect(await world.engine.sample('letter', '2027-04-12')).toEqual([
      { audience: '学校', text: '请4月12日17:00前把信送到每位家长。\n回：家长信 612 605' },
      { audience: '乡镇', text: '请逐处看水域。\n本条无需回复' },
      { audience: '群', text: '防溺水工作开始，已私信各校。' },
    ]);
  });
});

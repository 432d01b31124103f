import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Person } from '../../src/people/types.ts';
import type { UnitItem } from '../../src/reminders/types.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { at, BY, createWorld, LETTER, PEOPLE, reminder, type World, type WorldOptions } from './world.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  for (const name of [
    'reminder_rounds',
    'reminder_groups',
    'reminder_events',
    'reminder_changes',
    'duties',
    'duty_returns',
  ])
    await fresh.mongo.collection(name).deleteMany({});
});

const DUTY = 'letter:2027:school';
const NOTICE = '请4月12日17:00前把信送到每位家长。\n回：家长信 612 605';
const create = (options: Partial<WorldOptions> = {}): World =>
  createWorld(fresh, { reminders: [reminder(LETTER)], ...options });
const answer = (world: World, unitId: string, when: string) =>
  world.duties.answer(
    DUTY,
    unitId,
    { zero: false, values: { 应发: 10, 回收: 9 } },
    BY,
    at(when),
  )(`answer:${unitId}`);
/** What was told since it was looked at last, without the weekly note of units that cannot be told. */
function newsOf(world: World): () => readonly string[] {
  let seen = 0;
  return () => {
    const news = world.heard().slice(seen);
    seen += news.length;
    return news.filter((line) => !line.includes('没有人绑定账号')).sort();
  };
}

describe('a round', () => {
  it('tells one person of each unit on the day of the notice, and opens the duty', async () => {
    const world = create();
    const news = newsOf(world);
    // T - 7 is a holiday.
    const { counts } = await world.round('2027-04-02 10:00');
    expect(counts).toMatchObject({ opened: 1, told: 4 });
    expect(news()).toEqual([
      'jiangbei: 请逐处看水域。\n本条无需回复',
      `middle: ${NOTICE}`,
      `vice: ${NOTICE}`,
      `xincheng: ${NOTICE}`,
    ]);
    expect(world.heard().find((line) => line.startsWith('area: '))).toMatch(
      /^area: 这些单位没有人绑定账号.*（共1个）：新城中学\n.*“绑定”.*\n本条无需回复/,
    );
    expect(await world.duties.find(DUTY)).toMatchObject({
      kind: 'letter',
      expected: ['jb-primary', 'jb-middle', 'xc-primary', 'xc-middle'],
      dueOn: '2027-04-12',
      dueTime: '17:00',
    });
  });

  it('goes through the whole plan: plan, notice, second asking, deadline, last asking, telephone', async () => {
    const world = create();
    const news = newsOf(world);
    await world.round('2027-03-29 10:00');
    expect(news()).toEqual([
      'area: “防溺水家长信”（2027年）将于4月2日发出。想先看看各单位会收到什么，请发：\n提醒 试发 防溺水家长信',
    ]);
    await world.round('2027-04-02 10:00');
    expect(news()).toHaveLength(4);
    await answer(world, 'jb-middle', '2027-04-03 10:00');
    const again = '“防溺水家长信”4月12日17:00截止，还没有收到，要报的是应发、回收。有困难吗？';
    await world.round('2027-04-09 10:00');
    expect(news()).toEqual([
      expect.stringContaining(`principal: ${again}`),
      expect.stringContaining(`vice: ${again}`),
      expect.stringContaining(`xincheng: ${again}`),
    ]);
    await answer(world, 'jb-primary', '2027-04-10 10:00');
    await world.round('2027-04-12 10:00');
    await world.round('2027-04-12 16:00');
    await world.round('2027-04-13 10:00');
    expect(news()).toEqual([]);
    await world.round('2027-04-14 10:00');
    expect(news()).toEqual([expect.stringContaining('xincheng: “防溺水家长信”已于4月12日17:00截止')]);
    await world.round('2027-04-15 10:00');
    expect(news()).toEqual([
      expect.stringMatching(
        /^area: 请打个电话.*\n“防溺水家长信”（4月12日17:00截止）：新城小学\n.*\n催报 已电话 新城小学 防溺水家长信$/,
      ),
    ]);
    await world.round('2027-04-16 10:00');
    await world.round('2027-04-19 10:00');
    expect(news()).toEqual([]);
  });

  it('asks the next of the unit’s people as well from the second time on: the first may be away', async () => {
    const world = create();
    const news = newsOf(world);
    await world.round('2027-04-02 10:00');
    expect(news().filter((line) => line.startsWith('principal'))).toEqual([]);
    await world.round('2027-04-09 10:00');
    const both = [expect.stringMatching(/^principal: /), expect.stringMatching(/^vice: /)];
    expect(news().filter((line) => /^(principal|vice)/.test(line))).toEqual(both);
    await world.round('2027-04-14 10:00');
    expect(news().filter((line) => /^(principal|vice)/.test(line))).toEqual(both);
    // Where nobody else is, nobody is looked for.
    const notes = world.heard().filter((line) => line.includes('没有人绑定账号'));
    expect(notes.filter((line) => !line.includes('（共1个）：新城中学'))).toEqual([]);
  });

  it('says once what is coming', async () => {
    const world = create();
    for (const day of ['29', '30', '31']) await world.round(`2027-03-${day} 10:00`);
    expect(world.heard()).toEqual([expect.stringContaining('area: “防溺水家长信”（2027年）将于4月2日发出')]);
  });

  it('says nothing on days off', async () => {
    const world = create();
    expect(await world.round('2027-04-03 10:00')).toEqual({ counts: { off: 1 }, hints: [] });
    expect(world.told).toEqual([]);
  });
});

describe('units of which nobody has an account', () => {
  const alone = (ids: readonly string[]): readonly Person[] =>
    PEOPLE.map((one) => (ids.includes(one.id) ? { ...one, accounts: [] } : one));
  const notes = (world: World): readonly string[] =>
    world.heard().filter((line) => line.includes('没有人绑定账号'));

  it('are told to their officer once a week, however many duties they owe', async () => {
    const second = reminder(LETTER.replace('4月12日', '4月13日').replaceAll('家长信', '消防'), 'second');
    const world = create({ reminders: [reminder(LETTER), second] });
    for (const day of ['02', '06', '07', '08', '09'])
      for (const hour of ['10', '16']) await world.round(`2027-04-${day} ${hour}:00`);
    expect(world.told.filter(({ text }) => text.includes('没有人绑定账号')).map(({ key }) => key)).toEqual([
      'phone:area:2027-04-02',
      'phone:area:2027-04-06',
    ]);
  });

  it('are named while they are few, townships among them', async () => {
    const asked = LETTER.replace(
      '  - for: 乡镇\n    lead: [T-7 通知]\n',
      '  - for: 乡镇\n    lead: [T-7 通知]\n    due: T 17:00\n    answer: { kind: done, example: 完成 }\n',
    ).replace('请逐处看水域。', '请逐处看水域。\n回：完成');
    const world = create({ people: alone(['jiangbei', 'middle']), reminders: [reminder(asked)] });
    await world.round('2027-04-02 10:00');
    expect(notes(world).join()).toContain('（共4个）：江北镇、新城镇、江北中学、新城中学\n');
  });

  it('are not in the list of whom to phone about one duty', async () => {
    const world = create({ people: alone(['middle']) });
    await world.round('2027-04-02 10:00');
    await world.round('2027-04-14 10:00');
    for (const day of ['15', '16', '19', '20', '21', '22', '23', '26'])
      await world.round(`2027-04-${day} 10:00`);
    const phones = world.heard().filter((line) => line.includes('打个电话，问问'));
    expect(phones).toHaveLength(1);
    expect(phones.join()).not.toMatch(/江北中学|新城中学/);
  });

  it('are told again by a round that broke off, and not twice', async () => {
    let left = 1;
    const world = create({
      onTell: ({ to }) => {
        if (to.userId === 'area' && left > 0) {
          left -= 1;
          throw new Error('killed');
        }
      },
    });
    await expect(world.round('2027-04-02 10:00')).rejects.toThrow('killed');
    await world.round('2027-04-02 10:00');
    await world.round('2027-04-02 16:00');
    expect(notes(world)).toHaveLength(1);
  });
});

describe('who is left alone', () => {
  it('is whose unit answered, whoever of it did', async () => {
    const world = create();
    const news = newsOf(world);
    await world.round('2027-04-02 10:00');
    for (const unit of ['jb-primary', 'jb-middle', 'xc-primary'])
      await answer(world, unit, '2027-04-06 10:00');
    news();
    for (const day of ['07', '08', '09', '12', '14', '15']) await world.round(`2027-04-${day} 10:00`);
    expect(news()).toEqual([]);
  });

  it('is who asked for 明早: hears of it then, and is not asked a second time besides', async () => {
    const world = create();
    const news = newsOf(world);
    await world.round('2027-04-02 10:00');
    const until = at('2027-04-09 08:30');
    const by = { key: 'wecom:vice', role: 'school' };
    await world.duties.postpone(DUTY, 'jb-primary', until, by, at('2027-04-08 15:00'))('later');
    news();
    expect(await world.later('2027-04-09 08:30')).toBe(1);
    expect(news()).toEqual([expect.stringMatching(/^vice: 按您说的.*\n回：家长信 612 605$/)]);
    await world.later('2027-04-09 08:31');
    await world.round('2027-04-09 10:00');
    await world.round('2027-04-12 10:00');
    // The next of their unit did not ask for 明早: they hear the second asking, after that morning.
    expect(news().map((one) => one.split(':')[0])).toEqual(['middle', 'principal', 'xincheng']);
    await world.round('2027-04-14 10:00');
    expect(news().map((one) => one.split(':')[0])).toEqual(['middle', 'principal', 'vice', 'xincheng']);
  });

  it('is not who asked for 明早 long before: the second asking comes on its day as usual', async () => {
    const world = create();
    await world.round('2027-04-02 10:00');
    const by = { key: 'wecom:vice', role: 'school' };
    const until = at('2027-04-06 08:30');
    await world.duties.postpone(DUTY, 'jb-primary', until, by, at('2027-04-02 15:00'))('later');
    const news = newsOf(world);
    news();
    await world.round('2027-04-08 10:00');
    expect(news()).toEqual([]);
    await world.round('2027-04-09 10:00');
    const asked = ['middle', 'principal', 'vice', 'xincheng'];
    expect(news().map((one) => one.split(':')[0])).toEqual(asked);
  });

  it('hears in one message of everything that they put off', async () => {
    const other = (id: string, name: string) =>
      reminder(
        LETTER.replace('name: 防溺水家长信', `name: ${name}`).replaceAll('家长信 612 605', '消防 10 9'),
        id,
      );
    const world = create({ reminders: [reminder(LETTER), other('fire', '消防自查')] });
    await world.round('2027-04-02 10:00');
    const until = at('2027-04-06 08:30');
    const by = { key: 'wecom:vice', role: 'school' };
    for (const duty of [DUTY, 'fire:2027:school'])
      for (const unit of ['jb-primary', 'jb-middle'])
        if (duty === DUTY || unit === 'jb-primary')
          await world.duties.postpone(duty, unit, until, by, at('2027-04-05 15:00'))(`${duty}:${unit}`);
    const news = newsOf(world);
    news();
    expect(await world.later('2027-04-06 08:30')).toBe(1);
    expect(world.told.at(-1)).toMatchObject({ title: '您有2件待办', to: { userId: 'vice' } });
    const text = world.told.at(-1)?.text.split('\n') ?? [];
    expect(text[0]).toBe('按您说的，现在再提醒一次，请一件一件回：');
    // For two schools 待办 says how each is answered.
    expect(text.filter((line) => line.startsWith('回：'))).toEqual(['回：消防 10 9', '回：待办']);
    expect(await world.later('2027-04-06 08:31')).toBe(1);
    expect(news()).toHaveLength(1);
  });

  it('is not reminded in the morning when their unit answered meanwhile', async () => {
    const world = create();
    await world.round('2027-04-02 10:00');
    const by = { key: 'wecom:vice', role: 'school' };
    await world.duties.postpone(
      DUTY,
      'jb-primary',
      at('2027-04-09 08:30'),
      by,
      at('2027-04-08 15:00'),
    )('later');
    await answer(world, 'jb-primary', '2027-04-08 16:00');
    expect(await world.later('2027-04-09 08:30')).toBe(0);
  });

  it('is who said that there is a difficulty: an officer phones after the deadline', async () => {
    const world = create();
    const news = newsOf(world);
    await world.round('2027-04-02 10:00');
    news();
    const note = { kind: 'difficulty', words: '打印机坏了' } as const;
    await world.duties.note(DUTY, 'jb-primary', note, BY, at('2027-04-06 11:00'))('difficulty');
    await world.round('2027-04-09 10:00');
    await world.round('2027-04-14 10:00');
    expect(news().filter((one) => one.startsWith('vice'))).toEqual([]);
    await world.round('2027-04-15 10:00');
    expect(news().join()).toContain('江北小学');
  });

  it('is a unit that was phoned already', async () => {
    const world = create();
    const news = newsOf(world);
    await world.round('2027-04-02 10:00');
    await world.round('2027-04-14 10:00');
    for (const unit of ['jb-primary', 'jb-middle', 'xc-primary', 'xc-middle'])
      await world.duties.note(DUTY, unit, { kind: 'phoned' }, BY, at('2027-04-14 11:00'))(`phone:${unit}`);
    news();
    await world.round('2027-04-15 10:00');
    expect(news()).toEqual([]);
  });

  it('is everybody when the reminder was stopped', async () => {
    const world = create();
    const news = newsOf(world);
    await world.round('2027-04-02 10:00');
    await world.engine.change('letter', { field: 'on', value: false }, BY, at('2027-04-06'))('stop');
    news();
    for (const day of ['09', '12', '14', '15']) await world.round(`2027-04-${day} 10:00`);
    expect(news()).toEqual([]);
  });
});

describe('an officer’s 催报', () => {
  it('brings the second asking forward and adds none', async () => {
    const world = create();
    const news = newsOf(world);
    await world.round('2027-04-02 10:00');
    await world.duties.urge(DUTY, BY, at('2027-04-06 11:00'))('urge');
    news();
    await world.round('2027-04-06 16:00');
    expect(news().map((one) => one.split(':')[0])).toEqual(['middle', 'principal', 'vice', 'xincheng']);
    await world.duties.urge(DUTY, BY, at('2027-04-07 11:00'))('urge again');
    for (const day of ['07', '08', '09', '12']) await world.round(`2027-04-${day} 10:00`);
    expect(news()).toEqual([]);
  });
});

describe('the second asking', () => {
  it('goes to the person who heard the first, even when a better one has come', async () => {
    const only = PEOPLE.filter(({ id }) => id !== 'vice');
    await create({ people: only }).round('2027-04-02 10:00');
    const world = create();
    await world.round('2027-04-09 10:00');
    expect(world.heard().map((one) => one.split(':')[0]?.trim())).toContain('principal');
  });
});

describe('the next of the unit’s people, asked beside the first from the second time on', () => {
  /** What else that person hears that day: their message of the day is used up by it. */
  const busy = (day: string): readonly UnitItem[] => [
    {
      ...{ key: `busy:${day}`, unitId: 'jb-primary', audience: 'school' as const, posts: [] },
      ...{ text: '校车证到期。', latest: day },
    },
  ];
  const asked = (world: World, who: string): number =>
    world.heard().filter((line) => line.startsWith(`${who}: `) && line.includes('有困难吗')).length;

  it('hears it on a later day when their own message of the day is used up', async () => {
    await create().round('2027-04-02 10:00');
    // The principal hears of something else at ten: at four o’clock 催报 reaches the vice-principal alone.
    const later = create({ items: busy('2027-04-08') });
    await later.round('2027-04-08 10:00');
    await later.duties.urge(DUTY, BY, at('2027-04-08 11:00'))('urge');
    await later.round('2027-04-08 16:00');
    expect([asked(later, 'vice'), asked(later, 'principal')]).toEqual([1, 0]);
    await later.round('2027-04-09 10:00');
    expect([asked(later, 'vice'), asked(later, 'principal')]).toEqual([1, 1]);
    await later.round('2027-04-12 10:00');
    expect([asked(later, 'vice'), asked(later, 'principal')]).toEqual([1, 1]);
  });

  it('does not hear it again while the first one’s message of the day is used up', async () => {
    await create().round('2027-04-02 10:00');
    const toVice = busy('2027-04-08').map((one) => ({ ...one, posts: ['安全副校长'] }));
    const later = create({ items: toVice });
    await later.round('2027-04-08 10:00');
    await later.duties.urge(DUTY, BY, at('2027-04-08 11:00'))('urge');
    await later.round('2027-04-08 16:00');
    expect([asked(later, 'vice'), asked(later, 'principal')]).toEqual([0, 1]);
    await later.round('2027-04-09 10:00');
    await later.round('2027-04-12 10:00');
    expect([asked(later, 'vice'), asked(later, 'principal')]).toEqual([1, 1]);
  });

  it('leaves both alone until the morning that either asked for', async () => {
    const world = create();
    await world.round('2027-04-02 10:00');
    const by = { key: 'wecom:principal', role: 'school' };
    const until = at('2027-04-10 08:30');
    await world.duties.postpone(DUTY, 'jb-primary', until, by, at('2027-04-08 15:00'))('later');
    await world.round('2027-04-09 10:00');
    expect([asked(world, 'vice'), asked(world, 'principal')]).toEqual([0, 0]);
  });

  it.each(['answers', 'has a difficulty'])('%s: neither is asked any more', async (does) => {
    const world = create();
    await world.round('2027-04-02 10:00');
    const by = { key: 'wecom:principal', role: 'school' };
    const { duties } = world;
    const when = at('2027-04-08 15:00');
    if (does === 'answers') await answer(world, 'jb-primary', '2027-04-08 15:00');
    else await duties.note(DUTY, 'jb-primary', { kind: 'difficulty', words: '忙' }, by, when)('difficulty');
    await world.round('2027-04-09 10:00');
    expect([asked(world, 'vice'), asked(world, 'principal')]).toEqual([0, 0]);
  });
});

describe('several things for one person', () => {
  const other = (id: string, name: string) =>
    reminder(LETTER.replace('name: 防溺水家长信', `name: ${name}`), id);

  it('come in one message, what is due first in front, and count as one', async () => {
    const late = other('late', '消防自查');
    const world = create({
      reminders: [
        { ...late, parts: late.parts.map((part) => ({ ...part, due: { offset: 1, time: '17:00' } })) },
        reminder(LETTER),
      ],
    });
    await world.round('2027-04-02 10:00');
    const [text = ''] = world.told.filter(({ to }) => to.userId === 'vice').map((word) => word.text);
    expect(text.split('\n')).toEqual([
      '您有2件待办，请一件一件回：',
      '1. 请4月12日17:00前把信送到每位家长。',
      '回：报送 防溺水家长信 家长信 612 605',
      '2. 请4月13日17:00前把信送到每位家长。',
      '回：报送 消防自查 家长信 612 605',
    ]);
    expect(world.told.find(({ to }) => to.userId === 'vice')?.title).toBe('您有2件待办');
  });

  it('say first what asks for an answer, and of the rest that it needs none', async () => {
    const item = {
      ...{ key: 'permit:1:30', unitId: 'jb-primary', audience: 'school' as const, posts: ['安全副校长'] },
      ...{ text: '校车证4月3日到期。', latest: '2027-04-03' },
    };
    const world = create({ items: [item, { ...item, key: 'permit:2:30', text: '健康证4月3日到期。' }] });
    await world.round('2027-04-02 10:00');
    const word = world.told.find(({ to }) => to.userId === 'vice');
    expect(word?.title).toBe('您有1件待办、2件提醒');
    expect(word?.text.split('\n')).toEqual([
      '您有1件待办、2件提醒：',
      `1. ${NOTICE.split('\n')[0]}`,
      '回：家长信 612 605',
      '下面是提醒，无需回复：',
      '2. 校车证4月3日到期。',
      '3. 健康证4月3日到期。',
    ]);
  });

  it('end each on a line that answers it and no other one', async () => {
    const zero = (title: string, word: string) =>
      LETTER.replace(
        /answer:[\s\S]*?605\n/,
        `answer: { kind: zero, words: [${word}], declares: 查过, example: "0" }\n`,
      )
        .replace('回：家长信 612 605', '回：0')
        .replace('name: 防溺水家长信', `name: ${title}`);
    const world = create({
      reminders: [
        reminder(zero('季末零报告', '零报告'), 'zero'),
        reminder(zero('取暖排查', '取暖'), 'heating'),
      ],
    });
    await world.round('2027-04-02 10:00');
    const text = world.told.find(({ to }) => to.userId === 'vice')?.text ?? '';
    const lines = [...text.matchAll(/^回：(.+)$/gm)].map(([, line = '']) => line);
    expect(lines.toSorted()).toEqual(['报送 取暖 0', '报送 零报告 0']);
  });

  it('reads the same for everybody who has the same to do', async () => {
    const world = create();
    await world.round('2027-04-02 10:00');
    const texts = world.told.filter(({ to }) => ['vice', 'middle', 'xincheng'].includes(to.userId));
    expect(new Set(texts.map(({ title, text }) => title + text)).size).toBe(1);
  });

  it('may come from elsewhere, once per key', async () => {
    const item = {
      key: 'permit:1:30',
      unitId: 'jb-primary',
      audience: 'school',
      posts: [],
      text: '校车证5月1日到期。',
      latest: '2027-05-01',
    } as const;
    const world = create({ reminders: [], items: [item] });
    await world.round('2027-04-06 10:00');
    await world.round('2027-04-06 16:00');
    await world.round('2027-04-07 10:00');
    expect(world.heard()).toEqual(['principal: 校车证5月1日到期。\n本条无需回复']);
  });
});

describe('the bureau itself', () => {
  it('is asked, asked again, and not told to phone its own office', async () => {
    const own = LETTER.replace('for: 学校', 'for: 局')
      .replace('## 学校', '## 局')
      .replace('    whom: { posts: [安全副校长, 校长] }\n', '');
    const world = create({ reminders: [reminder(own)] });
    for (const day of ['02', '09', '14', '15', '16']) await world.round(`2027-04-${day} 10:00`);
    const heard = world.heard().filter((line) => /^(bureau|area): /.test(line));
    expect(heard.filter((line) => line.includes('回：家长信'))).toHaveLength(3);
    expect(heard.join()).not.toContain('打个电话');
  });
});

describe('a township that is asked while its schools are', () => {
  const BOTH = LETTER.replace(
    '  - for: 乡镇\n    lead: [T-7 通知]\n',
    '  - for: 乡镇\n    lead: [T-7 通知, T-3 催报]\n    due: T 17:00\n    answer: { kind: done, example: 完成 }\n',
  )
    .replace('请逐处看水域。', '贵镇应报{应报}所。\n回：完成')
    .replace('## 群', '## 乡镇 二催\n贵镇应报{应报}所，{进度}。\n回：完成\n## 群');

  it.each([
    [['jb-primary'], '贵镇应报2所，还差1所，请打个电话问问是否有困难。'],
    [['jb-primary', 'jb-middle'], '贵镇应报2所，已报齐。'],
  ])('hears how far they are: %j', async (answered, words) => {
    const world = create({ reminders: [reminder(BOTH)] });
    await world.round('2027-04-02 10:00');
    for (const unit of answered) await answer(world, unit, '2027-04-06 10:00');
    const news = newsOf(world);
    news();
    await world.round('2027-04-09 10:00');
    expect(news().filter((line) => line.startsWith('jiangbei'))).toEqual([`jiangbei: ${words}\n回：完成`]);
  });
});

describe('a duty sent by an officer', () => {
  it('is told at the next round, asked for before its deadline, and collected after it', async () => {
    const world = create({ reminders: [] });
    const news = newsOf(world);
    await world.duties.open({
      ...{ id: 'o-1:once', kind: 'o-1', title: '教材清点', audience: 'school', expected: ['jb-middle'] },
      ...{ period: { key: 'once', label: '' }, posts: [], basis: '县教〔2027〕3号', minutes: 20, by: BY },
      ...{ openedAt: at('2027-03-02 15:00'), due: at('2027-03-05 17:00'), dueOn: '2027-03-05' },
      answer: {
        kind: 'numbers',
        words: ['教材'],
        fields: [{ name: '册数', unit: '册' }],
        example: '教材 320',
      },
    });
    await world.round('2027-03-02 16:00');
    expect(news()).toEqual([
      'middle: 教材清点：请3月5日17:00前回复。依据：县教〔2027〕3号；约需20分钟。\n回：教材 320',
    ]);
    for (const day of ['03', '04', '05', '08', '09']) await world.round(`2027-03-${day} 10:00`);
    expect(news()).toEqual([
      expect.stringContaining('请打个电话'),
      expect.stringContaining('middle: “教材清点”3月5日17:00截止，还没有收到'),
      expect.stringContaining('middle: “教材清点”已于3月5日17:00截止'),
    ]);
  });
});

describe('a week with a lot to say', () => {
  it('holds three messages a person, the third for what is due', async () => {
    const item = (n: number, latest: string) => ({
      ...{ key: `item:${n}`, unitId: 'jb-primary', audience: 'school' as const, posts: [] },
      ...{ text: `第${n}件`, latest },
    });
    const heard: string[] = [];
    const days = ['2027-03-01', '2027-03-02', '2027-03-03', '2027-03-04', '2027-03-05', '2027-03-08'];
    for (const [n, day] of days.entries()) {
      const items = days.slice(0, n + 1).map((_, m) => item(m, m === 3 ? '2027-03-05' : '2027-03-31'));
      const world = create({ reminders: [], items });
      await world.round(`${day} 10:00`);
      heard.push(`${day}: ${world.told.map(({ text }) => text.replaceAll(/本条无需回复|\n/g, ' ')).join()}`);
    }
    expect(heard.map((one) => one.replaceAll(/\s+/g, ' ').trim())).toEqual([
      '2027-03-01: 第0件',
      '2027-03-02: 第1件',
      '2027-03-03:',
      '2027-03-04: 您有2件提醒，都无需回复： 1. 第3件 2. 第2件',
      '2027-03-05:',
      '2027-03-08: 您有2件提醒，都无需回复： 1. 第4件 2. 第5件',
    ]);
  });
});

describe('somebody who is bound later', () => {
  it('hears what is still of use', async () => {
    const world = create();
    await world.round('2027-04-02 10:00');
    const bound = PEOPLE.map((one) =>
      one.id === 'unbound' ? { ...one, accounts: [{ platform: 'wecom' as const, userId: 'late' }] } : one,
    );
    const later = create({ people: bound });
    await later.round('2027-04-07 10:00');
    expect(later.heard()).toEqual([`late: ${NOTICE}`]);
  });
});

describe('groups', () => {
  it('hear once that it begins, and how many are left before the deadline: no unit, no outsiders', async () => {
    const world = create();
    const { hints } = await world.round('2027-04-02 10:00');
    expect(hints.map(({ id, text, groups }) => [id, text, groups.map(({ chatId }) => chatId)])).toEqual([
      [
        'reminder:group:2027-04-02:reminder:group:letter:2027',
        '防溺水工作开始，已私信各校。',
        ['bureau-group', 'jiangbei-group'],
      ],
    ]);
    await answer(world, 'jb-primary', '2027-04-06 11:00');
    const later = await world.round('2027-04-09 10:00');
    expect(later.hints.map(({ id, text, groups }) => [id, text, groups.map(({ chatId }) => chatId)])).toEqual(
      [
        [
          'reminder:group:2027-04-09:reminder:left:letter:2027:school',
          '“防溺水家长信”4月12日17:00截止，还有3所未报，能私信的都已私信。',
          ['bureau-group'],
        ],
      ],
    );
    expect((await world.round('2027-04-13 10:00')).hints).toEqual([]);
  });
});

describe('a group where parents or other offices read along', () => {
  const heard = async (source: string): Promise<readonly string[]> => {
    const { hints } = await create({ reminders: [reminder(source)] }).round('2027-04-02 10:00');
    return hints.flatMap(({ groups }) => groups.map(({ chatId }) => chatId));
  };
  const PARENTS = LETTER.replace('  - for: 群\n', '  - for: 群\n    parents: true\n');
  const NOTHING_ASKED = LETTER.replace(/ {4}answer:[\s\S]*?605\n/, '')
    .replace('T-7 通知, T-3 催报, T+2 收集', 'T-7 通知')
    .replace('回：家长信 612 605\n', '');

  it.each([
    ['hears what is meant for parents, though schools owe an answer', PARENTS, true],
    ['hears nothing else of it', LETTER, false],
    ['hears nothing else, though nobody owes anything', NOTHING_ASKED, false],
  ])('%s', async (_what, source, hears) => {
    expect(await heard(source)).toEqual([
      'bureau-group',
      ...(hears ? ['bureau-with-police'] : []),
      'jiangbei-group',
    ]);
  });
});

describe('a round that breaks off', () => {
  const crash = new Error('killed');

  it('before a message was handed on is finished by the next one, with nothing said twice', async () => {
    let left = 1;
    const world = create({
      onTell: ({ to }) => {
        if (to.userId === 'middle' && left > 0) {
          left -= 1;
          throw crash;
        }
      },
    });
    await expect(world.round('2027-04-02 10:00')).rejects.toThrow(crash);
    await world.round('2027-04-02 10:00');
    await world.round('2027-04-02 16:00');
    const heard = world.heard().map((one) => one.split(':')[0]);
    expect([...heard].sort()).toEqual(['area', 'jiangbei', 'middle', 'vice', 'xincheng']);
  });

  it('after it was handed on says nothing twice', async () => {
    let left = 1;
    const calls: string[] = [];
    const world = create({
      afterTell: ({ to, key }) => {
        calls.push(`${to.userId} ${key}`);
        if (to.userId === 'middle' && left > 0) {
          left -= 1;
          throw crash;
        }
      },
    });
    await expect(world.round('2027-04-02 10:00')).rejects.toThrow(crash);
    await world.round('2027-04-02 10:00');
    expect(calls.filter((one) => one.startsWith('middle'))).toEqual([
      'middle round:middle:2027-04-02',
      'middle round:middle:2027-04-02',
    ]);
    expect(world.told.filter(({ to }) => to.userId === 'middle')).toHaveLength(1);
  });

  it('is not finished for who has answered meanwhile', async () => {
    const broken = create({
      onTell: ({ to }) => {
        if (to.userId === 'middle') throw crash;
      },
    });
    await expect(broken.round('2027-04-02 10:00')).rejects.toThrow(crash);
    const world = create();
    await answer(world, 'jb-middle', '2027-04-02 10:30');
    await world.round('2027-04-02 10:00');
    expect(world.heard().map((one) => one.split(':')[0])).not.toContain('middle');
  });

  it('and is run again a day later keeps to one message a day', async () => {
    const broken = create({
      onTell: ({ to }) => {
        if (to.userId === 'middle') throw crash;
      },
    });
    await expect(broken.round('2027-04-08 10:00')).rejects.toThrow(crash);
    const world = create();
    await world.round('2027-04-09 10:00');
    await world.round('2027-04-09 16:00');
    const middle = world.told.filter(({ to }) => to.userId === 'middle');
    expect(middle.map(({ key }) => key)).toEqual(['round:middle:2027-04-08']);
  });

  it('speaks to the account it had chosen', async () => {
    const person = (accounts: Person['accounts']): readonly Person[] =>
      PEOPLE.map((one) => (one.id === 'middle' ? { ...one, accounts } : one));
    const broken = create({
      people: person([{ platform: 'wecom', userId: 'old' }]),
      onTell: ({ to }) => {
        if (to.userId === 'old') throw crash;
      },
    });
    await expect(broken.round('2027-04-02 10:00')).rejects.toThrow(crash);
    const world = create({ people: person([{ platform: 'dingtalk', userId: 'new' }]) });
    await world.round('2027-04-02 10:00');
    expect(world.told.map(({ to }) => to.userId)).toContain('old');
    expect(world.told.map(({ to }) => to.userId)).not.toContain('new');
  });

  it('runs beside another instance without anything said twice', async () => {
    const world = create();
    const twin = world.twin();
    await Promise.all([world.round('2027-04-02 10:00'), twin.round('2027-04-02 10:00')]);
    const heard = world.heard().map((one) => one.split(':')[0]);
    expect([...heard].sort()).toEqual(['area', 'jiangbei', 'middle', 'vice', 'xincheng']);
    expect(await fresh.mongo.collection('duties').countDocuments()).toBe(1);
  });
});

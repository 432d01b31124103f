import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventWords, plainEventWords, rankOf } from '../../src/reminders/event-words.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { at, BY, createWorld, reminder, type World, type WorldOptions } from './world.ts';

const STORM = reminder(
  `---
name: 暴雨提醒
title: 暴雨天气防范提醒
on: true
when: [暴雨后]
basis: 预警
minutes: 5
urgent: true
parts:
  - for: 学校
    lead: [T0 通知]
    due: T+1 10:00
    answer: { kind: ack, words: [收到], example: 收到 }
  - for: 群
    lead: [T0 通知]
---
## 学校
{事件}。请马上看围墙。
回：收到
## 群
{事件}。水没过路面不要走。
`,
  'storm',
);

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  for (const name of ['reminder_rounds', 'reminder_events', 'duties', 'duty_returns'])
    await fresh.mongo.collection(name).deleteMany({});
});
const create = (options: Partial<WorldOptions> = {}): World =>
  createWorld(fresh, { reminders: [STORM], ...options });
const fire = (world: World, detail: string, key: string, when = '2027-06-06 21:00') =>
  world.engine.fire('暴雨', detail, BY, at(when))(key);

describe('a storm', () => {
  it('tells all people of all schools at once, on a Sunday evening too', async () => {
    const world = create();
    expect(await fire(world, '黄色预警', 'm:1')).toEqual({ told: 4, reminders: ['暴雨提醒'] });
    expect([...world.heard()].sort()).toEqual(
      ['middle', 'principal', 'vice', 'xincheng'].map(
        (who) => `${who}: 暴雨黄色预警。请马上看围墙。\n回：收到`,
      ),
    );
    expect(world.told[0]).toMatchObject({ priority: 'high', title: '暴雨天气防范提醒', kind: 'emergency' });
    expect(world.posted).toMatchObject([
      { text: '暴雨黄色预警。水没过路面不要走。', urgent: 'high', groups: [{}, {}, {}] },
    ]);
    expect(await world.duties.find('storm:2027-06-06:school')).toMatchObject({
      dueOn: '2027-06-07',
      dueTime: '10:00',
    });
  });

  it('goes before everything else when its file says that it is an emergency', async () => {
    const world = create({ reminders: [{ ...STORM, emergency: true }] });
    await fire(world, '红色预警', 'm:1');
    expect(world.told[0]?.priority).toBe('emergency');
  });

  it('reported again that day tells nobody, and says who was told', async () => {
    const world = create();
    await fire(world, '黄色预警', 'm:1');
    expect(await fire(world, '黄色预警', 'm:2')).toMatchObject({ told: 4, before: { by: BY } });
    expect(await fire(world, '蓝色预警', 'm:3')).toMatchObject({ told: 4, before: { by: BY } });
    expect(await fire(world, '黄色预警', 'm:1')).toEqual({ told: 4, reminders: ['暴雨提醒'] });
    expect(world.told).toHaveLength(4);
  });

  it('tells again when its colour rose, and the next day', async () => {
    const world = create();
    await fire(world, '黄色预警', 'm:1');
    await fire(world, '红色预警', 'm:2');
    await fire(world, '黄色预警', 'm:3', '2027-06-07 08:00');
    expect(world.told).toHaveLength(12);
  });

  it('that broke off half-way goes on when it is run again', async () => {
    let left = 1;
    const world = create({
      onTell: ({ to }) => {
        if (to.userId === 'middle' && left > 0) {
          left -= 1;
          throw new Error('killed');
        }
      },
    });
    await expect(fire(world, '黄色预警', 'm:1')).rejects.toThrow('killed');
    expect(await fire(world, '黄色预警', 'm:1')).toEqual({ told: 4, reminders: ['暴雨提醒'] });
    expect(world.told.map(({ to }) => to.userId).sort()).toEqual(['middle', 'principal', 'vice', 'xincheng']);
  });

  it('is not told once more by the daily round, nor counted by it; who stays silent is phoned', async () => {
    const world = create();
    await fire(world, '黄色预警', 'm:1');
    world.told.length = 0;
    await world.round('2027-06-07 10:00');
    const by = { key: 'wecom:middle', role: 'school' };
    const answer = { zero: false, values: {} };
    await world.duties.answer(
      'storm:2027-06-06:school',
      'jb-middle',
      answer,
      by,
      at('2027-06-07 11:00'),
    )('a');
    await world.round('2027-06-08 10:00');
    expect(world.heard().join('\n')).toMatch(
      /^area: 请打个电话.*\n“暴雨提醒”（6月7日10:00截止）：江北小学、新城小学、新城中学\n/,
    );
    expect(world.told).toHaveLength(1);
  });

  it('that no reminder hangs on tells nobody; reported again once one does, it tells everybody', async () => {
    const world = create({ reminders: [{ ...STORM, on: false }] });
    expect(await fire(world, '黄色预警', 'm:1')).toEqual({ told: 0, reminders: [] });
    expect(await fire(create(), '黄色预警', 'm:2')).toEqual({ told: 4, reminders: ['暴雨提醒'] });
  });

  it('lies in the database without the words that were written about it', async () => {
    const world = create();
    await fire(world, '黄色预警，桥头水深', 'm:1');
    const stored = await fresh.mongo.collection('reminder_events').find({}).toArray();
    expect(JSON.stringify(stored)).not.toContain('桥头');
    expect(await fire(world, '黄色预警', 'm:2')).toMatchObject({ told: 4, before: { by: BY } });
  });
});

describe('what hangs on a storm and is not urgent', () => {
  it('comes with the next daily message, and only while it is valid', async () => {
    const check = { ...STORM, urgent: false };
    const world = create({ reminders: [check, { ...check, id: 'old', to: '2027-01-01' }] });
    expect(await fire(world, '黄色预警', 'm:1')).toEqual({ told: 0, reminders: [] });
    expect(world.told).toEqual([]);
    await world.round('2027-06-07 09:30');
    expect(world.heard().filter((one) => one.startsWith('vice') || one.startsWith('principal'))).toEqual([
      'principal: 暴雨黄色预警。请马上看围墙。\n回：收到',
    ]);
  });
});

describe('the words of an event', () => {
  it.each([
    ['高温', '38度', '高温38度'],
    ['高温', '', '高温'],
    ['暴雨', '县气象台发布暴雨橙色预警', '县气象台发布暴雨橙色预警'],
  ] as const)('%s %s are %s', (event, detail, words) => {
    expect(eventWords(event, detail)).toBe(words);
  });

  it('are no more than can be read at a glance', () => {
    expect(eventWords('暴雨', '大'.repeat(20_000))).toHaveLength(62);
  });

  it.each([
    ['暴雨', 0],
    ['暴雨蓝色预警', 1],
    ['黄色预警更新为橙色预警', 3],
    ['红色', 4],
  ])('%s rank %s', (words, rank) => expect(rankOf(words)).toBe(rank));
});

describe('what groups hear of an event', () => {
  it.each([
    ['暴雨', '暴雨黄色预警', '暴雨黄色预警'],
    ['暴雨', '王老师说今天暴雨红色预警', '暴雨红色预警'],
    ['暴雨', '暴雨很大', '暴雨'],
    ['高温', '高温38度 注意李家的娃', '高温38度'],
    ['高温', '高温 39℃橙色预警', '高温39度橙色预警'],
    ['高温', '高温138度', '高温'],
  ] as const)('%s, %s: %s', (event, words, plain) => {
    expect(plainEventWords(event, words)).toBe(plain);
  });
});

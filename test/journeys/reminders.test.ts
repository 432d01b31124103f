import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deliveryText } from '../support/delivery-text.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { TestProgram } from '../support/program.ts';
import { lastLine } from './talk.ts';
import { PEOPLE, startWangxi, type Talk, talkTo } from './wangxi.ts';

// The monthly report of November is due on Friday the 27th: told on Monday, the second asking on Thursday.
const clock = fixedClock(new Date('2026-11-23T09:30:00+08:00'));

let program: TestProgram;
let talk: Talk;
const say: (who: Parameters<Talk>[0], text: string) => Promise<string> = (who, text) =>
  talk.raw(who, text, { at: clock.now() });

/** The slots of a program run when its clock is moved and it looks at it. */
async function at(when: string): Promise<void> {
  clock.set(new Date(`${when}:00+08:00`));
  await program.app.tick();
}

let seen = new Set<string>();

/** What went out since it was asked last: who got what, persons by their DingTalk or WeCom id. */
async function sent(): Promise<
  readonly { readonly to: string; readonly title: string; readonly text: string }[]
> {
  const { outbox } = program.app;
  const all = await outbox.list({ limit: 500 });
  const news = all.filter(({ id }) => !seen.has(id));
  seen = new Set(all.map(({ id }) => id));
  return Promise.all(
    news.map(async ({ id, noticeId, target }) => ({
      to: target.id,
      title: noticeId,
      text: (await deliveryText(program.app.database, id)) ?? '',
    })),
  );
}
const to = (news: Awaited<ReturnType<typeof sent>>, who: keyof typeof PEOPLE) =>
  news.filter((one) => Object.values<string>(PEOPLE[who]).includes(one.to)).map(({ text }) => text);

beforeAll(async () => {
  program = await startWangxi({ clock });
  talk = talkTo(program, 'dingtalk');
});
afterAll(() => program.stop());

describe('a month of reminders in a whole program', () => {
  it('tells each unit’s person, and opens what is to be answered', async () => {
    await at('2026-11-23T10:00');
    const news = await sent();
    const [principal = ''] = to(news, 'principal');
    expect(principal).toContain('请11月27日17:00前报2026年11月控辍保学月报');
    expect(principal).toContain('回：月报 0 0 0');
    expect(to(news, 'liuchaPrincipal')).toEqual([principal]);
    expect(to(news, 'teacher')).toEqual([]);
    expect(to(news, 'tongdu').join() + to(news, 'tongduHead').join()).toContain('含户籍在本地、在外就读');
  });

  it('takes the answer, and leaves who answered alone', async () => {
    expect(await say('principal', '月报 0 0 0')).toContain('收到');
    await at('2026-11-24T10:00');
    await sent();
    await at('2026-11-25T10:00');
    const news = await sent();
    expect(to(news, 'principal')).toEqual([]);
    expect(to(news, 'liuchaPrincipal').join()).toContain('有困难吗');
    const groups = news.filter(({ title }) => title.includes('reminder:left:monthly-report'));
    const left = expect.stringMatching(
      /^1\. “学校月报”11月27日17:00截止，还有\d+所未报，能私信的都已私信。\n2\. “乡镇月报”.*还有\d+个乡镇未报，能私信的都已私信。$/,
    );
    expect(groups.map(({ text }) => text)).toEqual([left, left]);
  });

  it('names no unit and no person in any group', async () => {
    const { places, people } = program.app.built.services;
    const { schools } = await places.current();
    const names = [
      ...schools.map(({ name }) => name),
      ...(await people.everyone()).flatMap(({ name }) => name ?? []),
    ];
    const all = await program.app.outbox.list({ limit: 500 });
    const inGroups = all.filter(({ target }) => target.kind === 'group');
    expect(inGroups.length).toBeGreaterThan(0);
    for (const { id } of inGroups) {
      const text = (await deliveryText(program.app.database, id)) ?? '';
      expect(names.filter((name) => text.includes(name))).toEqual([]);
    }
  });

  it('asks the bureau to phone those who stay silent, with the line to send afterwards', async () => {
    await at('2026-11-27T10:00');
    await at('2026-11-30T10:00');
    await sent();
    await at('2026-12-01T10:00');
    const officers = (await sent()).filter(({ title }) => title.startsWith('phone:'));
    expect(officers).toHaveLength(1);
    const [{ text = '' } = {}] = officers;
    expect(text).toContain('“学校月报”（11月27日17:00截止）：');
    const line = lastLine(text);
    expect(line).toMatch(/^催报 已电话 \S+ 学校月报$/);
    expect(await say('bureau', line)).not.toMatch(/没看懂|没有找到/);
  });

  it('is changed by an officer, tried out, and stopped', async () => {
    expect(await say('bureau', '提醒 试发 消防日')).toContain('【试发】消防日');
    expect(await say('bureau', '提醒 改 消防日 时间 每年 11月5日')).toContain('已改，下次2027年11月5日');
    expect(await say('admin', '提醒 改 消防日 正文 学校 请看通道。')).toContain('回：');
    expect(await say('admin', '提醒 停 消防日')).toContain('已停用');
    expect(await say('bureau', '提醒 记录 消防日')).toMatch(/时间：每年 11月5日[\s\S]*停/);
    expect(await say('principal', '提醒')).not.toContain('消防日');
  });

  it('tells of heat once, and who was told', async () => {
    await sent();
    expect(await say('bureau', '天气 高温 38度 张小明同学中暑')).toMatch(/没有发出/);
    expect(await sent()).toEqual([]);
    const reply = await say('bureau', '天气 高温 38度');
    const news = await sent();
    expect(to(news, 'principal').join()).toContain('高温38度');
    expect(reply).toContain(`已通知${news.filter(({ title }) => title.startsWith('urgent:')).length}人`);
    expect(await say('admin', '天气 高温 39度')).toContain('没有重发');
    expect((await sent()).filter(({ title }) => title.startsWith('urgent:'))).toEqual([]);
  });
});

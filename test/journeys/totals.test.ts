import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { fetchedBy } from '../../src/documents/fetched-by.ts';
import { loadForms } from '../../src/ledgers/forms.ts';
import { createLedgers } from '../../src/ledgers/ledgers.ts';
import { ledgerRef } from '../../src/ledgers/ref.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { openShipped } from './open-duty.ts';
import { lastLine, linesOf } from './talk.ts';
import { chatInWangxi, PEOPLE, type PersonName, type Talk, talkTo } from './wangxi.ts';

const NOW = new Date('2026-11-24T09:30:00+08:00');
const DUE = { now: NOW, due: new Date('2026-11-27T17:00:00+08:00'), dueOn: '2026-11-27' };
const SCHOOLS = 'drowning:2026-11:school';
let chat: TestChat;
let talk: Talk;

beforeAll(async () => {
  chat = await chatInWangxi({ clock: fixedClock(NOW) });
  talk = talkTo(chat, 'dingtalk');
  await openShipped(chat, 'drowning', 'school', DUE);
  await openShipped(chat, 'drowning', 'township', DUE);
  await talk('vicePrincipal', '报送 家长信 612 605 有7人在外');
  await talk('principal', '报送 家长信 300 300');
  await talk('liuchaPrincipal', '报送 家长信 400 390');
  await talk('tongdu', '报送 水域 23 缺牌2 缺绳1');
});
afterAll(() => chat.stop());

/** The ledger as the outbox would make it for this person's account. */
const ledger = (who: PersonName, duty = SCHOOLS, area?: string) => fetched(who, { duty, area });
const fetched = async (
  who: PersonName,
  { area, ...of }: ({ duty: string } | { roster: 'officers' }) & { area?: string | undefined },
) => {
  const to = `dingtalk:${PEOPLE[who].dingtalk}`;
  const ref = ledgerRef({ ...of, to, at: NOW.getTime(), ...(area === undefined ? {} : { area }) });
  const { people, hazards, officerVisits, phones } = chat.parts.services;
  const roster = {
    officers: async () => (await hazards.rules()).officers,
    everyone: () => people.everyone(),
    visits: officerVisits,
    phoneOf: phones.phoneOf,
    since: async () => '2026-09-01',
  };
  const forms = loadForms(join(TEMPLATES_DIR, 'ledgers'));
  const made = await createLedgers({
    ...{ ...chat.parts.services, fetchedBy, timeZone: 'Asia/Shanghai', forms, roster },
  }).load(ref);
  const rows = made === undefined ? [] : ((await readXlsx(made.bytes)).sheets[0]?.rows ?? []);
  return { name: made?.name, rows };
};

describe('汇总', () => {
  it('adds up the answers by township, says what differs and who is still missing', async () => {
    const lines = linesOf(await talk('bureau', '汇总 家长信'));
    expect(lines[0]).toMatch(/^防溺水（11月），学校，11月27日17:00截止：应报120，已报3\/120/);
    expect(lines[1]).toBe('合计：应发1312份，回收1295份，差17份（98.7 %）');
    expect(lines.slice(2, 4)).toEqual([
      '桐渡镇 2/7：应发912 回收905 差7',
      '柳汊镇 1/5：应发400 回收390 差10',
    ]);
    expect(lines[4]).toMatch(/^还没有答复的18个乡镇：文笔塔街道、/);
    expect(lines[5]).toBe('要看的：桐渡镇中心小学差7份、柳汊镇初级中学差10份');
    expect(lines.slice(6, 8)).toEqual(['还有117所没报，不在合计里。是哪些请发：', '未报 家长信']);
    expect(lines.at(-1)).toBe('汇总 表格 家长信');
    expect(await talk('bureau', '汇总 防溺水')).toContain('合计：水域23处，缺牌2处，缺绳1处');
    expect(await talk('bureau', '汇总 防溺水 桐渡镇')).not.toContain('柳汊镇');
  });

  it.each(['各乡镇缺牌多少', '水域缺绳一共几处', '防溺水缺牌的汇总一下'])(
    'is what is asked with: %s',
    async (words) => {
      expect(await talk('bureau', words)).toContain('合计：水域23处，缺牌2处，缺绳1处');
    },
  );

  it('leaves figures of children and hazards to 查, and who is missing to 未报', async () => {
    expect(await talk('bureau', '各乡镇辍学多少')).toContain('口径：疑似');
    expect(await talk('bureau', '家长信谁没报')).not.toContain('合计');
  });

  it('shows a township its own, a leader no school, others nothing', async () => {
    expect(await talk('tongdu', '汇总 家长信')).toContain('应报7，已报2/7');
    expect(await talk('tongdu', '汇总 家长信 柳汊镇')).not.toMatch(/\d份/);
    expect(await talk('leader', '汇总 家长信')).not.toContain('小学');
    expect(await talk('vicePrincipal', '汇总 家长信')).toContain('不在您的工作范围');
    expect(await talk('bureau', '汇总 家长信', 'bureau')).toContain('请到私聊办');
  });

  it('asks which, and says what there is not', async () => {
    expect(await talk('bureau', '汇总')).toContain('1 防溺水（11月），学校');
    expect(await talk('bureau', '1')).toContain('应发1312份');
    expect(await talk('bureau', '汇总 家长信 3月')).toContain('没有找到');
  });
});

describe('查 统计', () => {
  it('sets the reports of a month beside the register', async () => {
    expect(await talk('tongdu', '查 统计 本月')).not.toContain('上报数');
    const schools = (await chat.parts.services.places.current()).schools
      .filter(({ name }) => ['桐渡镇中心小学', '桐渡镇初级中学'].includes(name))
      .map(({ id }) => id);
    await openShipped(chat, 'monthly-report', 'school', { ...DUE, expected: schools });
    await openShipped(chat, 'township-monthly', 'township', DUE);
    await talk('tongdu', '报辍学 桐渡镇初级中学 疑似 八年级2班 男 厌学');
    await talk('principal', '报送 学校月报 2 0 0');
    await talk('tongdu', '报送 乡镇月报 1 0 0');
    const some = linesOf(await talk('tongdu', '查 统计 本月'));
    expect(some).toContain(
      '上报数（学校月报，已报1/2）：疑似2 辍学0 返校0；台账数：疑似1 辍学0 返校0；未报齐，先不比',
    );
    expect(some).toContain('上报数（乡镇月报，已报1/1）：疑似1 辍学0 返校0；台账数：疑似1 辍学0 返校0；相等');
    await talk('vicePrincipal', '报送 学校月报 0');
    expect(await talk('tongdu', '查 统计 本月')).toContain('不等：疑似差1');
  });
});

describe('汇总 表格', () => {
  it('hands the ledger to the asker alone', async () => {
    expect(await talk('bureau', '汇总 家长信 表格')).toContain('台账已生成，稍后私聊发给您');
    expect(lastLine(await talk('tongdu', '汇总 表格 家长信'))).toBe('汇总 家长信');
    expect(await talk('tongdu', '汇总 表格 家长信 柳汊镇')).not.toContain('已生成');
  });

  it('has the columns of its form, a sum below each township and below all', async () => {
    const { name, rows } = await ledger('bureau');
    expect(name).toBe('望溪县防溺水11月台账.xlsx');
    expect(rows[0]?.[0]).toContain('望溪县防溺水专项台账（学校）');
    expect(rows[1]?.[0]).toContain('控辍办主任（钉钉 0***2）取用');
    expect(rows[2]?.slice(0, 7)).toEqual([
      ...['序号', '乡镇', '学校', '告家长书应发（份）', '回收（份）', '差额', '回收率'],
    ]);
    const rowOf = (unit: string) => rows.find((row) => row[2] === unit);
    expect(rowOf('桐渡镇中心小学')?.slice(3, 7)).toEqual([612, 605, 7, '98.9 %']);
    expect(rowOf('桐渡镇中心小学')?.[10]).toBe('有7人在外');
    expect(rowOf('小计（已报2/7）')?.slice(1, 7)).toEqual([
      ...['桐渡镇', '小计（已报2/7）', 912, 905, 7, '99.2 %'],
    ]);
    expect(rows.at(-1)?.slice(2, 6)).toEqual(['合计（已报3/120）', 1312, 1295, 17]);
  });

  it('is the area of whoever fetches it, without the free words of schools', async () => {
    const { rows } = await ledger('tongdu');
    expect(rows.map((row) => row[1]).filter((area) => area === '柳汊镇')).toEqual([]);
    expect(JSON.stringify(rows)).not.toContain('有7人在外');
    expect((await ledger('vicePrincipal')).rows).toEqual([]);
    expect((await ledger('tongdu', SCHOOLS, 'liucha')).rows).toEqual([]);
  });
});

describe('六员 花名册', () => {
  it('lists who stands by each school, with masked phones and how often they came', async () => {
    await talk('vicePrincipal', '六员 来了 消防指导员');
    expect(await talk('tongdu', '六员 花名册')).toContain('六员花名册已生成，稍后私聊发给您');
    const { name, rows } = await fetched('tongdu', { roster: 'officers' });
    expect(name).toBe('望溪县六员花名册.xlsx');
    const fire = rows.find((row) => row[2] === '桐渡镇中心小学' && row[3] === '消防指导员');
    expect(fire).toMatchObject({ 1: '桐渡镇', 4: '褚南星', 7: '已绑定', 9: 1, 10: 0 });
    expect(JSON.stringify(rows)).not.toMatch(/1\d{10}/);
    expect(rows.some((row) => row[4] === '空缺')).toBe(true);
    expect(rows.filter((row) => row[1] === '柳汊镇')).toEqual([]);
    expect((await fetched('vicePrincipal', { roster: 'officers' })).rows).toEqual([]);
  });
});

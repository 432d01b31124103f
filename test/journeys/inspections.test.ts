import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHazardStore } from '../../src/hazards/hazards-store.ts';
import { createInspections } from '../../src/inspections/inspections-store.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import type { TestChat } from '../support/chat.ts';
import { fileServices } from '../support/file-services.ts';
import { lastLine, linesOf, PLATFORMS } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

let program: TestChat;
let mongo: Mongo;
beforeAll(async () => {
  program = await chatInWangxi();
  mongo = program.app.database.mongo;
});
afterAll(async () => {
  await program.stop();
});

const SCHOOL = '桐渡镇中心小学';
const FOUND = `检查 消防 ${SCHOOL} 5 疏散通道堆杂物 6 应急灯不亮`;
const numbersIn = (reply: string): readonly string[] =>
  [...reply.matchAll(/Y\d{2}-\d{4,}-[A-Z]/g)].map(([no]) => no);
const hazards = () => mongo.db.collection('hazards').countDocuments();
const signed = () => mongo.db.collection('inspections').countDocuments();

/** The reply to a message with an id of its own, waited for when the platform is promised a later one. */
async function sent(talk: Talk, who: PersonName, line: string, id: string): Promise<string> {
  for (let n = 0; n < 25; n += 1) {
    const said = await talk.raw(who, line, { id });
    if (said !== '') return said;
    await sleep(100);
  }
  throw new Error(`no reply to ${id}`);
}

describe.each(PLATFORMS)('an inspection on %s', (platform) => {
  const talk = (...args: Parameters<Talk>) => talkTo(program, platform)(...args);

  it('names who checked, when, which school by which form, and opens one hazard per finding', async () => {
    const before = await hazards();
    const receipt = await talk('vicePrincipal', FOUND);
    expect(linesOf(receipt)[0]).toMatch(
      /^已登记检查：桐渡镇中心小学 消防，\d{1,2}月\d{1,2}日 \d{2}:\d{2}。$/,
    );
    expect(receipt).toContain('检查人：房霜白（安全副校长）。谁检查谁签字，谁签字谁负责。');
    expect(receipt).toMatch(/- 第5项 疏散通道堆杂物：Y\d{2}-/);
    expect(receipt).toMatch(/- 第6项 应急灯不亮：Y\d{2}-/);
    expect(numbersIn(receipt)).toHaveLength(2);
    expect(await hazards()).toBe(before + 2);
    const [no = ''] = numbersIn(receipt);
    const file = await talk('vicePrincipal', `个案 ${no}`);
    expect(file).toContain('疏散通道堆杂物（消防检查第5项）');
  });

  it('that is sent again gets the same receipt and opens nothing twice', async () => {
    const id = `again-${randomBytes(6).toString('hex')}`;
    const speaker = talkTo(program, platform);
    const first = await sent(speaker, 'vicePrincipal', FOUND, id);
    const [files, forms] = [await hazards(), await signed()];
    expect(await sent(speaker, 'vicePrincipal', FOUND, id)).toBe(first);
    expect(await sent(speaker, 'vicePrincipal', FOUND, id)).toBe(first);
    expect([await hazards(), await signed()]).toEqual([files, forms]);
  });

  it('that a crash left half done is finished from what was signed', async () => {
    const id = `crash-${randomBytes(6).toString('hex')}`;
    const key = `${platform}:${id}:1`;
    const services = fileServices(mongo);
    const school = await mongo.db.collection('inspections').findOne({});
    const at = new Date();
    const facts = {
      schoolId: String(school?.schoolId),
      areaId: String(school?.areaId),
      by: { key: `${platform}:somebody`, role: 'school', name: '房霜白' },
      at,
      on: at.toISOString().slice(0, 10),
      photos: [],
    };
    const fire = { id: 'fire', name: '消防', aliases: [], basis: '', who: [], items: [] };
    const findings = [
      { item: 5, words: '疏散通道堆杂物' },
      { item: 6, words: '应急灯不亮' },
    ];
    await createInspections({ ...services, forms: [] }).record({ ...facts, form: fire, findings })(key);
    const left = await createHazardStore(services).report({
      ...facts,
      placeId: facts.schoolId,
      description: '疏散通道堆杂物（消防检查第5项）',
      level: '一般',
    })(`${key}:f1`);
    const [files, forms] = [await hazards(), await signed()];
    const receipt = await sent(talkTo(program, platform), 'vicePrincipal', FOUND, id);
    expect(numbersIn(receipt)).toHaveLength(2);
    expect(numbersIn(receipt)[0]).toBe(left.no);
    expect([await hazards(), await signed()]).toEqual([files + 1, forms]);
  });

  it('where all is in order opens nothing', async () => {
    const before = await hazards();
    const receipt = await talk('vicePrincipal', '检查 食堂 正常');
    expect(receipt).toContain('7项正常，未发现问题。');
    expect(numbersIn(receipt)).toEqual([]);
    expect(await hazards()).toBe(before);
  });

  it('asks step by step in private: which form, then what was found', async () => {
    expect(await talk('vicePrincipal', '检查')).toContain('要检查哪一项？有：消防、食堂');
    const form = await talk('vicePrincipal', '校门');
    expect(form).toContain('1 上学时段有人护送');
    expect(lastLine(form)).toBe(`检查 校门 ${SCHOOL} 正常`);
    const receipt = await talk('vicePrincipal', '5 防冲撞设施缺2个');
    expect(receipt).toMatch(/- 第5项 防冲撞设施缺2个：Y\d{2}-/);
  });

  it('with a number the form does not have stores nothing and shows the form', async () => {
    const before = await signed();
    const reply = await talk('vicePrincipal', `检查 消防 ${SCHOOL} 12 坏了`);
    expect(linesOf(reply)[0]).toBe('没有第12项，项号是1到9。');
    expect(lastLine(reply)).toBe(`检查 消防 ${SCHOOL}`);
    expect(await signed()).toBe(before);
  });

  it('of words that name no form offers to report them', async () => {
    const reply = await talk('vicePrincipal', '检查 围墙裂缝');
    expect(lastLine(reply)).toBe(`报隐患 ${SCHOOL} 围墙裂缝`);
    await talk('vicePrincipal', '取消');
  });

  it('in a group says township and numbers, never what was found or where', async () => {
    const receipt = await talk('vicePrincipal', FOUND, 'tongdu');
    expect(receipt).toContain('已登记检查（桐渡镇）');
    expect(numbersIn(receipt)).toHaveLength(2);
    expect(receipt).not.toMatch(/杂物|应急灯|中心小学|消防|房霜白/);
    for (const line of ['检查 记录', '检查 消防', '检查'])
      expect(await talk('vicePrincipal', line, 'tongdu')).not.toMatch(/中心小学|房霜白|疏散/);
  });

  it('is listed for the school’s own people and its township, not for other schools', async () => {
    const records = await talk('tongdu', `检查 记录 ${SCHOOL}`);
    expect(records).toMatch(/\d+月\d+日 消防 房霜白：问题2项/);
    expect(records).toMatch(/\d+月\d+日 食堂 房霜白：正常/);
    expect(records).not.toMatch(/杂物/);
    expect(await talk('liuchaPrincipal', `检查 记录 ${SCHOOL}`)).toContain('没有查到，或不在您的工作范围');
    expect(await talk('liuchaPrincipal', `检查 消防 ${SCHOOL} 正常`)).toContain('不在您的工作范围');
  });

  it('by somebody who is sent to a school they see again, what others signed there they do not', async () => {
    expect(await talk('department', `检查 消防 ${SCHOOL} 5 通道堵`)).toMatch(/Y\d{2}-/);
    const records = await talk('department', `检查 记录 ${SCHOOL}`);
    expect(records).toContain('牧寒露');
    expect(records).not.toContain('房霜白');
  });

  it('is no business of an auditor’s: they read', async () => {
    expect(await talk('auditor', `检查 消防 ${SCHOOL} 正常`)).toContain('您可以看检查记录');
    expect(await talk('auditor', `检查 记录 ${SCHOOL}`)).toContain('房霜白');
  });
});

describe.each(PLATFORMS)('permits on %s', (platform) => {
  const talk = (...args: Parameters<Talk>) => talkTo(program, platform)(...args);

  it('are told in one line or two, listed, renewed and ended', async () => {
    expect(await talk('vicePrincipal', '证照 校车 桂A12345 2027-01-15')).toContain(
      `已登记：${SCHOOL} 校车（桂A12345），有效期到2027-01-15。`,
    );
    expect(await talk('vicePrincipal', '证照 食堂许可证')).toContain('食堂许可证有效期到哪一天？');
    expect(await talk('vicePrincipal', '2028-03-01')).toContain('有效期到2028-03-01');
    const list = await talk('vicePrincipal', '证照');
    expect(list).toContain('校车（桂A12345） 2027-01-15');
    expect(list).toContain('食堂许可证 2028-03-01');
    expect(await talk('vicePrincipal', '证照 停用 校车 桂A12345')).toContain('不再提醒');
    const again = await talk('vicePrincipal', '证照 停用 校车 桂A12345');
    expect(again).toContain('之前已经停用');
    expect(again).not.toContain('不再提醒');
    expect(await talk('vicePrincipal', '证照')).not.toContain('桂A12345');
  });

  it('that ran out are seen by township and bureau, in their own area', async () => {
    await talk('vicePrincipal', '证照 灭火器 2026-01-15');
    const soon = await talk('tongdu', '证照');
    expect(soon).toMatch(/桐渡镇中心小学 灭火器年检 2026-01-15，已过期\d+天/);
    expect(await talk('bureau', '证照')).toContain(`${SCHOOL} 灭火器年检`);
    expect(await talk('liucha', '证照')).not.toContain(SCHOOL);
    expect(await talk('liucha', `证照 ${SCHOOL}`)).toContain('不在您的工作范围');
    expect(await talk('auditor', `证照 灭火器 ${SCHOOL} 2029-01-01`)).toContain('登记由学校、乡镇和局里办理');
    expect(await talk('vicePrincipal', '证照')).toContain('灭火器年检 2026-01-15');
  });
});

describe('the patrol book', () => {
  it('goes out by the private channel as a file, once per message', async () => {
    const speaker = talkTo(program, 'dingtalk');
    const id = `book-${randomBytes(6).toString('hex')}`;
    const reply = await sent(speaker, 'vicePrincipal', '巡查册 2026年12月', id);
    expect(reply).toContain(`2026年12月巡查册（${SCHOOL}）已生成`);
    expect(await sent(speaker, 'vicePrincipal', '巡查册 2026年12月', id)).toBe(reply);
    const posted = await mongo.db
      .collection('deliveries')
      .find({ notice: `dingtalk:${id}:1:book` })
      .toArray();
    expect(posted).toHaveLength(1);
    expect(posted[0]?.kind).toBe('document');
  });

  it('goes to the person’s other account where this one takes no file, and says where', async () => {
    const speaker = talkTo(program, 'wecom');
    const id = `book-${randomBytes(6).toString('hex')}`;
    const reply = await sent(speaker, 'vicePrincipal', '巡查册 2026年12月', id);
    expect(reply).toContain(`2026年12月巡查册（${SCHOOL}）已生成，稍后发到您的钉钉私聊`);
    const posted = await mongo.db
      .collection('deliveries')
      .find({ notice: `wecom:${id}:1:book` })
      .toArray();
    expect(posted.map(({ target }) => target)).toEqual([expect.stringMatching(/^dingtalk.*:0303$/)]);
  });

  it('is not promised where no channel takes a file: the way out is said', async () => {
    const speaker = talkTo(program, 'wecom');
    const asked = await speaker({ id: 'book-asker' }, `绑定 ${SCHOOL} 老师 程知春`);
    await speaker('tongdu', /绑定 同意 \w{4}/.exec(asked)?.[0] ?? '');
    await speaker('tongdu', '确认');
    const reply = await speaker({ id: 'book-asker' }, '巡查册');
    expect(reply).toContain('现在没有能给您发文件的私聊通道');
    expect(lastLine(reply)).toBe(`巡查册 ${SCHOOL}`);
  });
});

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainNumber } from '../../src/documents/number-in.ts';
import { documentRef } from '../../src/documents/ref.ts';
import { readDocx } from '../documents/docx.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, numberIn } from './talk.ts';
import { chatInWangxi, PEOPLE, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
const CHILD = '测试甲';
const GUARDIAN = '测试父';
let chat: TestChat;
let talk: Talk;
let no: string;
let hazard: string;

const documents = () => chat.parts.services.documents;
const decided = async (who: PersonName, line: string): Promise<string> => {
  const asked = await talk(who, line);
  return lastLine(asked) === '确认' ? talk(who, '确认') : asked;
};
const SIGN = '签发 签发人岑立夏';
/** The file as the outbox would make it for this person's account. */
const fileFor = async (
  who: PersonName,
  kind: string,
  of = no,
  subject: 'case' | 'hazard' | 'school' = 'case',
) =>
  documents().load(
    documentRef({ kind, subject, of, to: `dingtalk:${PEOPLE[who].dingtalk}`, at: clock.now().getTime() }),
  );
const signedFor = async (who: PersonName, number: string) => {
  const issued = (await documents().find(number))?.id ?? '';
  return documents().load(
    documentRef({ issued, to: `dingtalk:${PEOPLE[who].dingtalk}`, at: clock.now().getTime() }),
  );
};
const numberOf = (reply: string): string => /[一-龥]+〔\d{4}〕\d+号/.exec(reply)?.[0] ?? '';

beforeAll(async () => {
  // An app that can send files: 文书 goes out by DingTalk.
  chat = await chatInWangxi({ clock });
  talk = talkTo(chat, 'dingtalk');
  no = numberIn(await talk('tongdu', '报辍学 桐渡镇初级中学 疑似 八年级2班 男 厌学'));
  await talk('tongdu', `${no} 补充 姓名：${CHILD} 监护人：${GUARDIAN} 电话 13800001234`);
  await talk('tongdu', `劝返 ${no} 家访 见到奶奶 说下周一来`);
  hazard = numberIn(await talk('bureau', '报隐患 桐渡镇中心小学 食堂 燃气报警器失灵'));
});
afterAll(() => chat.stop());

describe('a paper about a child', () => {
  it('is listed by what fits where the file stands, made by name, and sent in private', async () => {
    const list = await talk('tongdu', `文书 ${no}`);
    expect(list).toContain(`${no}（疑似，待核）可以出下面这些`);
    expect(list).toContain('1 劝返通知书');
    expect(await talk('tongdu', '1')).toContain(`${no}《劝返通知书》已生成，稍后私聊发给您`);
    expect(await talk('tongdu', `给${no}出个劝返通知书`)).toContain('《劝返通知书》已生成');
  });

  it('says what the file knows and leaves room for the rest', async () => {
    const made = await fileFor('tongdu', 'visit-record');
    const { text, header, core, hidden } = readDocx(made?.bytes ?? Buffer.alloc(0));
    for (const known of [no, CHILD, GUARDIAN, '13800001234', '桐渡镇初级中学', '厌学', '奶奶', '2026.11.24'])
      expect(text).toContain(known);
    expect(text).toContain('监护人签字：＿＿');
    expect(made?.name).toBe(`${no}劝返情况记录表.docx`);
    expect(header).toMatch(/2026年11月24日 09:30 桐渡镇教育专干（钉钉 0\*\*\*2）取用/);
    for (const secret of [CHILD, GUARDIAN, '13800001234', '桑小满', '0202']) {
      expect(hidden).not.toContain(secret);
      expect(core).not.toContain(secret);
    }
  });

  it('is on the trail before it is sent, and lies nowhere until then', async () => {
    const id = randomBytes(6).toString('hex');
    await talk.raw('tongdu', `文书 ${no} 劝返情况记录表`, { id });
    await talk.raw('tongdu', `文书 ${no} 劝返情况记录表`, { id });
    const { facts } = await chat.parts.services.trail.find(
      { file: no, what: ['exported'] },
      { skip: 0, limit: 50 },
    );
    const own = facts.filter(({ key }) => key.includes(id));
    expect(own).toHaveLength(1);
    expect(own[0]?.detail).toEqual({ document: 'visit-record', what: 'draft' });
    const posted = await chat.base.database.mongo.db
      .collection('deliveries')
      .find({ notice: `dingtalk:${id}:1:document` })
      .toArray();
    expect(posted).toHaveLength(1);
    expect(JSON.stringify(posted)).not.toContain(CHILD);
  });

  it('is spoken of in no group', async () => {
    const heard = await talk('tongdu', `文书 ${no} 劝返通知书`, 'tongdu');
    expect(heard).not.toContain('已生成');
    expect(heard).not.toContain('疑似');
    expect(heard).toContain('私聊');
  });

  it('that is not theirs is refused by its name, and no other is given instead', async () => {
    expect(await talk('principal', `文书 ${no} 限期复学通知书`)).toContain('《限期复学通知书》不由您这里出');
    expect(await talk('leader', `文书 ${no} 一生一案`)).toContain('不在您的工作范围');
    expect(await talk('officer6', `文书 ${no} 一生一案`)).toContain('这一件的文书不由您出');
    expect(await talk('tongdu', `文书 ${no} 某某函书`)).toContain('没有叫这个名字的文书');
  });

  it.each<readonly [PersonName, string, boolean]>([
    ['tongdu', 'visit-record', true],
    ['teacher', 'visit-record', false],
    ['principal', 'visit-record', true],
    ['principal', 'one-case', true],
    ['bureau', 'return-order', true],
    ['teacher', 'one-case', false],
    ['tongdu', 'return-order', true],
    ['principal', 'return-order', false],
    ['liucha', 'visit-record', false],
    ['liuchaPrincipal', 'one-case', false],
    ['vicePrincipal', 'visit-record', false],
    ['village', 'visit-record', false],
    ['leader', 'visit-record', false],
    ['auditor', 'one-case', false],
    ['admin', 'one-case', false],
    ['department', 'visit-record', false],
    ['officer6', 'visit-record', false],
    ['stranger', 'visit-record', false],
  ])('for %s, %s: made when it is sent %s', async (who, kind, made) => {
    expect((await fileFor(who, kind)) !== undefined).toBe(made);
  });
});

describe('a number', () => {
  it('is drawn when it is signed, stands on the paper with signer and day, and the draft has none', async () => {
    const draft = readDocx((await fileFor('bureau', 'return-order'))?.bytes ?? Buffer.alloc(0));
    expect(draft.header).toContain('草稿，未签发，不作送达用');
    expect(draft.text).not.toMatch(/〔2026〕/);
    const asked = await talk('bureau', `文书 ${no} 限期复学通知书 ${SIGN}`);
    expect(asked).toContain('发文机关望溪县教育局，签发人岑立夏，成文日期2026年11月24日');
    expect(asked).toContain('救济途径县档案没有写');
    expect(asked).toContain('现在这个状态一般用不上这份文书');
    const number = numberOf(await talk('bureau', '确认'));
    expect(number).toBe('望教控字〔2026〕1号');
    const { text, header } = readDocx((await signedFor('bureau', number))?.bytes ?? Buffer.alloc(0));
    expect(header).not.toContain('草稿');
    for (const said of [number, '签发人：岑立夏', '2026年11月24日', CHILD, '由法制审核人员填写：＿＿'])
      expect(text).toContain(said);
  });

  it('says on the paper what was true when it was signed', async () => {
    await talk('tongdu', `改 ${no} 姓名：测试丁`);
    const { text } = readDocx((await signedFor('bureau', '望教控字〔2026〕1号'))?.bytes ?? Buffer.alloc(0));
    expect(text).toContain(CHILD);
    expect(readDocx((await fileFor('bureau', 'return-order'))?.bytes ?? Buffer.alloc(0)).text).toContain(
      '测试丁',
    );
  });

  it('is one row for each rule, and the same one when the message comes again', async () => {
    await talk('bureau', `文书 ${hazard} 整改通知书 ${SIGN}`);
    const id = randomBytes(6).toString('hex');
    const first = await talk.raw('bureau', '确认', { id });
    expect(numberOf(first)).toBe('望教安字〔2026〕1号');
    expect(await talk.raw('bureau', '确认', { id })).toBe(first);
    expect(numberOf(await decided('bureau', `文书 ${hazard} 督办单 ${SIGN}`))).toBe('望教安字〔2026〕2号');
    expect(numberOf(await decided('bureau', `文书 ${hazard} 督办单 ${SIGN} 日期2025年12月31日`))).toBe(
      '望教安字〔2025〕1号',
    );
  });

  it('is never given twice, however many sign at once', async () => {
    const file = await chat.parts.services.hazards.find(hazard);
    const kind = documents().kinds.find(({ id }) => id === 'listing');
    const actor = await chat.parts.services.people.identify('dingtalk', PEOPLE.bureau.dingtalk, false);
    if (file === undefined || kind === undefined) throw new Error('no hazard');
    const sign = await documents().sign({
      ...{ kind, found: { subject: 'hazard', of: file }, signer: '岑立夏', dated: '2026-11-24' },
      ...{ reader: { actor, accounts: [actor.key] }, at: clock.now() },
    });
    const keys = Array.from({ length: 12 }, (_, n) => `at-once:${n % 8}`);
    const signed = await Promise.all(keys.map((key) => sign?.(key)));
    const numbers = signed.map((one) => one?.number ?? '');
    expect(new Set(numbers).size).toBe(8);
    expect(numbers.slice(8)).toEqual(numbers.slice(0, 4));
    expect(
      [...new Set(numbers)].map((one) => Number(/(\d+)号/.exec(one)?.[1])).sort((a, b) => a - b),
    ).toEqual([...[3, 4, 5, 6, 7, 8, 9, 10]]);
  });

  it('that is void stays in the register, with its reason sealed, and is not used again', async () => {
    expect(await talk('bureau', '文书 作废 望教控字[2026]1号')).toContain('作废要写原因');
    expect(await decided('bureau', `文书 作废 望教控字[2026]1号 ${CHILD}的名字写错`)).toContain(
      '已作废，登记簿里保留',
    );
    expect(await talk('bureau', '文书 作废 望教控字〔2026〕1号 再来')).toContain('已经作废了');
    expect(numberOf(await decided('bureau', `文书 ${no} 限期复学通知书 ${SIGN}`))).toBe(
      '望教控字〔2026〕2号',
    );
    expect(await talk('bureau', '文书 登记')).toMatch(/望教控字〔2026〕1号 限期复学通知书 .* 已作废/);
    expect((await documents().find('望教控字〔2026〕1号'))?.reason).toContain(CHILD);
    const { header } = readDocx((await signedFor('bureau', '望教控字〔2026〕1号'))?.bytes ?? Buffer.alloc(0));
    expect(header).toContain('已作废');
    const stored = await chat.base.database.mongo.db.collection('documents').find({}).toArray();
    expect(stored.length).toBeGreaterThan(10);
    for (const secret of [CHILD, GUARDIAN, '13800001234'])
      expect(JSON.stringify(stored)).not.toContain(secret);
  });

  it('is looked up by those of its area, and names no child there', async () => {
    for (const who of ['bureau', 'tongdu', 'leader', 'auditor'] as const) {
      const register = await talk(who, '文书 登记');
      expect(register).toContain('望教控字〔2026〕2号');
      expect(register).not.toContain(CHILD);
    }
    expect(await talk('liucha', '文书 登记')).toContain('还没有签发过文书');
    expect(await talk('bureau', '文书 取回 望教控字〔2026〕2号')).toContain('与签发时一样');
    expect(await talk('liucha', '文书 取回 望教安字〔2026〕1号')).toContain('不在您的范围内');
    expect(plainNumber('望教控字【2026】第2号')).toBe(plainNumber('望教控字〔2026〕2号'));
  });

  it.each<readonly [string, () => Promise<string>, string]>([
    ['what nobody numbers', () => talk('bureau', `文书 ${no} 劝返情况记录表 ${SIGN}`), '不用编号签发'],
    [
      'by somebody who signs nothing',
      () => talk('bureau', `文书 ${hazard} 整改通知书 签发 签发人桑小满`),
      '签发人应是',
    ],
    ['by the township', () => talk('tongdu', `文书 ${hazard} 整改通知书 ${SIGN}`), '不在您的工作范围'],
  ])('is not drawn for %s', async (_, say, said) => {
    const before = (await documents().list(await actorOf('bureau'), 200)).length;
    expect(await say()).toContain(said);
    await talk('tongdu', '确认');
    expect(await documents().list(await actorOf('bureau'), 200)).toHaveLength(before);
  });
});

const actorOf = (who: PersonName) =>
  chat.parts.services.people.identify('dingtalk', PEOPLE[who].dingtalk, false);

describe('the paper of a listed hazard', () => {
  it('says who listed it, what is settled and how it went on, week by week', async () => {
    const said = await talk('vicePrincipal', '报隐患 桐渡镇中心小学 二号楼 墙体开裂 重大');
    const major = numberIn(said.slice(said.indexOf('已登记')));
    await talk('tongduHead', `判定 ${major} 重大 第8条`);
    await talk('tongduHead', `分派 ${major} 整改人柏木青 督办人桑小满`);
    await talk('vicePrincipal', `挂牌 ${major} 报县挂牌`);
    await decided(
      'bureau',
      `挂牌 ${major} 县级 望安办〔2026〕12号 挂牌单位望溪县安委会 责任人柏木青 监控人桑小满 措施拆除重建 停用范围二层`,
    );
    await talk('generalAffairs', `挂牌 ${major} 进展 围挡已完成`);
    const { text } = readDocx(
      (await fileFor('bureau', 'listing', major, 'hazard'))?.bytes ?? Buffer.alloc(0),
    );
    for (const said of ['望溪县安委会', '望安办〔2026〕12号', '拆除重建', '二层', '桑小满', '围挡已完成'])
      expect(text).toContain(said);
  });
});

describe('a paper of a school', () => {
  it('has the findings of the last check, for those who check there', async () => {
    await talk('vicePrincipal', '检查 消防 桐渡镇中心小学 3 疏散通道堆杂物');
    expect(await talk('vicePrincipal', '文书 检查登记表 消防')).toContain(
      '桐渡镇中心小学《检查登记表》已生成',
    );
    const school = (await chat.parts.services.places.current()).schools.find(
      ({ name }) => name === '桐渡镇中心小学',
    );
    const made = await fileFor('vicePrincipal', 'inspection', school?.id, 'school');
    const { text } = readDocx(made?.bytes ?? Buffer.alloc(0));
    expect(text).toContain('疏散通道堆杂物');
    expect(text).toContain('房霜白');
    expect(made?.name).toBe('桐渡镇中心小学检查登记表.docx');
    expect(await fileFor('liuchaPrincipal', 'inspection', school?.id, 'school')).toBeUndefined();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createProgressItems } from '../../src/hazards/listing-items.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, linesOf, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
const NUMBER = '望安办〔2026〕12号';
/** 安全股长: another one of the bureau. */
const SAFETY = { wecom: 'linshouan', dingtalk: '0103' } as const;
let chat: TestChat;
let talk: Talk;
let safety: { readonly id: string };

const decided = async (who: Parameters<Talk>[0], line: string): Promise<string> => {
  const asked = await talk(who, line);
  return lastLine(asked) === '确认' ? talk(who, '确认') : asked;
};
let spot = 0;
const opened = async (level = '重大'): Promise<string> => {
  spot += 1;
  const said = await talk('vicePrincipal', `报隐患 桐渡镇中心小学 ${spot}号楼 墙体开裂 ${level}`);
  // What became of an earlier report may be told above the receipt.
  const no = numberIn(said.slice(said.indexOf('已登记')));
  if (level === '重大') await talk('tongduHead', `判定 ${no} 重大 第8条`);
  await talk('tongduHead', `分派 ${no} 整改人柏木青 督办人桑小满`);
  return no;
};
const listed = async (): Promise<string> => {
  const no = await opened();
  await decided('bureau', `挂牌 ${no} 县级 ${NUMBER}`);
  return no;
};
const accepted = async (): Promise<string> => {
  const no = await listed();
  await talk('generalAffairs', `整改 ${no} 修好了`);
  await talk('tongdu', `验收 ${no} 通过`);
  return no;
};
const short = (no: string): string => String(Number(/-(\d+)-/.exec(no)?.[1])).padStart(3, '0');
const kindsOf = async (no: string) =>
  (await chat.parts.services.hazards.find(no))?.entries.map(({ kind }) => kind) ?? [];
const progressItems = () => {
  const text = (name: string, data: object): string => `${name} ${JSON.stringify(data)}`;
  return createProgressItems({ hazards: chat.parts.services.hazards, text: text as never });
};

describe.each(PLATFORMS)('listing a major hazard on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
    safety = { id: SAFETY[platform] };
  });
  afterAll(() => chat.stop());

  it('goes from a school that asks to a document that takes it off the list', async () => {
    const no = await opened();
    expect(await talk('vicePrincipal', `${short(no)}报县挂牌`)).toContain(`${no} 已报请挂牌，等县局核查`);
    expect(lastLine(await talk('bureau', `挂牌 ${no} 核实 转报县级`))).toBe(`挂牌 ${no}`);
    const asked = await talk(
      'bureau',
      `挂牌 ${no} 县级 ${NUMBER} 挂牌单位望溪县安委会 责任人柏木青 监控人桑小满 措施拆除重建 停用范围二层`,
    );
    expect(asked).toContain('登记县级挂牌督办（望溪县安委会）');
    expect(asked).toContain('责任人柏木青，监控人桑小满');
    expect(await talk('bureau', '确认')).toContain('挂牌登记还没写：责任、资金、时限、预案');
    expect(
      await talk('generalAffairs', `挂牌 ${no} 责任总务处 资金120万 时限12月底 预案师生撤离`),
    ).not.toContain('还没写');
    expect(await talk('bureau', `挂牌 ${no} 报政府 文号望教报〔2026〕8号 望溪县政府`)).toContain(
      '已登记报当地政府',
    );
    expect(await talk('generalAffairs', `挂牌 ${no} 进展 围挡已完成`)).toContain('本周进展已登记');
    const shown = await talk('tongdu', `挂牌 ${no}`);
    expect(shown).toContain(`挂牌：县级 望溪县安委会，${NUMBER}，11月24日`);
    expect(shown).toContain('预案：师生撤离');
    expect(shown).toContain('停用范围：二层');
    expect(shown).toContain('报政府：11月24日 卞知秋 望溪县政府 望教报〔2026〕8号');
    expect(shown).not.toContain('还没写');
    await talk('generalAffairs', `${short(no)}修好了`);
    await talk('tongdu', `验收 ${no} 通过`);
    expect(await talk('tongduHead', `验收 ${no} 销号`)).toContain('先摘牌再销号');
    expect(await decided('bureau', `摘牌 ${no} 文号望安办〔2026〕30号`)).toContain('已登记摘牌');
    expect(await talk('bureau', `挂牌 ${no}`)).toContain('摘牌：11月24日，望安办〔2026〕30号');
    expect(await decided('tongduHead', `验收 ${no} 销号`)).toContain('已销号');
  });

  it('grants more time only by somebody else than who asked for it', async () => {
    const no = await listed();
    expect(await talk('bureau', `挂牌 ${no} 延期 到2027年3月1日 原因等拨款`)).toContain('另一位同志审批');
    expect(await talk('bureau', `挂牌 ${no} 同意延期`)).toContain('换一个人办');
    expect(await talk('generalAffairs', `挂牌 ${no} 同意延期`)).not.toContain('期限3月1日');
    expect(await talk(safety, `挂牌 ${no} 同意延期`)).toContain('已同意延期，期限3月1日');
    expect(await talk(safety, `挂牌 ${no} 不同意延期`)).toContain('没有等批的延期申请');
  });

  it.each<readonly [string, () => Promise<string>, PersonName, (no: string) => string, string]>([
    [
      'it is no major one',
      () => opened('一般'),
      'vicePrincipal',
      (no) => `挂牌 ${no} 报县挂牌`,
      '只有重大隐患',
    ],
    ['a school records a document', opened, 'vicePrincipal', (no) => `挂牌 ${no} 县级 ${NUMBER}`, '由教育局'],
    ['there is no number', opened, 'bureau', (no) => `挂牌 ${no} 县级`, '没有写明文号'],
    ['there is no level', opened, 'bureau', (no) => `挂牌 ${no} ${NUMBER}`, '没有写明县级'],
    ['it is listed already', listed, 'bureau', (no) => `挂牌 ${no} 市级 ${NUMBER}`, '还没有摘牌'],
    ['it is not listed', opened, 'generalAffairs', (no) => `挂牌 ${no} 进展 已围挡`, '没有挂牌'],
    ['one person would do both', listed, 'bureau', (no) => `挂牌 ${no} 监控人柏木青`, '两个人'],
    ['nobody accepted it', listed, 'bureau', (no) => `摘牌 ${no} 文号${NUMBER}`, '现在是“已派单”'],
    [
      'another authority takes it off',
      accepted,
      'bureau',
      (no) => `摘牌 ${no} 省级 ${NUMBER}`,
      '挂牌的那一级',
    ],
    ['no document takes it off', accepted, 'bureau', (no) => `${short(no)}摘牌`, '没有写明文号'],
  ])('is refused, with lines that work, where %s', async (_, make, who, line, why) => {
    const no = await make();
    const before = await kindsOf(no);
    const reply = await decided(who, line(no));
    expect(reply).toContain(why);
    expect(lastLine(reply)).toBe(`个案 ${no}`);
    for (const next of linesOf(reply).slice(1)) expect(next).toContain(no);
    expect(await kindsOf(no)).toEqual(before);
  });

  it('lists what is listed to those who see it, and shows what is missing', async () => {
    await listed();
    expect(await talk('tongdu', '挂牌')).toContain('还没有进展');
    expect(await talk('liuchaPrincipal', '挂牌')).toContain('没有挂牌督办的隐患');
    expect(await progressItems()('2026-11-30')).toEqual([]);
    const asked = await progressItems()('2026-12-09');
    expect(asked.length).toBeGreaterThan(0);
    const { services } = chat.parts;
    const person = (await services.people.everyone()).find(({ name }) => name === '柏木青');
    expect(asked[0]).toMatchObject({ audience: 'school', person: person?.id, asks: true });
    expect(asked[0]?.text).toContain('"missing":1');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idCheckSign } from '../../src/kit/id-number.ts';
import type { TestChat } from '../support/chat.ts';
import { numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

const idNumber = `99999920110910002${idCheckSign('99999920110910002')}`;
const CHILD = `姓名：欧阳测试 身份证号：${idNumber}`;

describe.each(PLATFORMS)('a child that is registered already, on %s', (platform) => {
  let chat: TestChat;
  let talk: Talk;
  let no: string;
  beforeAll(async () => {
    chat = await chatInWangxi();
    talk = talkTo(chat, platform);
    no = numberIn(await talk('tongdu', `报辍学 桐渡镇初级中学 疑似 ${CHILD}`));
  });
  afterAll(() => chat.stop());

  it('is told of by its number to the own area and to the bureau', async () => {
    expect(await talk('principal', `报辍学 桐渡镇初级中学 疑似 ${CHILD}`)).toContain(
      `可能与 ${no} 是同一个孩子`,
    );
    expect(await talk('bureau', `报辍学 柳汊镇初级中学 疑似 ${CHILD}`)).toContain('可能与 K');
  });

  it('is told of to another area without number and place', async () => {
    const reply = await talk('liuchaPrincipal', `报辍学 柳汊镇初级中学 疑似 ${CHILD}`);
    expect(reply).toContain('另一乡镇可能已登记，请联系县局');
    expect(reply).not.toContain(no);
    expect(reply).not.toContain('桐渡');
  });

  it('is not told of in a group', async () => {
    const reply = await talk('liucha', '报辍学 柳汊镇 疑似', 'liucha');
    expect(reply).not.toMatch(/可能/);
  });
});

describe.each(PLATFORMS)('a hazard that is registered already, on %s', (platform) => {
  let chat: TestChat;
  beforeAll(async () => {
    chat = await chatInWangxi();
  });
  afterAll(() => chat.stop());

  it('is told of by number in the own area, without elsewhere, and not at all to a stranger', async () => {
    const talk = talkTo(chat, platform);
    const line = '报隐患 桐渡镇枫树小学 操场篮球架松动';
    const no = numberIn(await talk('tongdu', line));
    expect(await talk('principal', line)).toContain(`可能与 ${no} 是同一处`);
    const there = await talk('liucha', line);
    expect(there).toContain('这一处可能已有人登记');
    expect(there).not.toContain(no);
    expect(await talk('stranger', line)).not.toMatch(/可能/);
  });
});

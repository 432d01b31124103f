import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startChat, type TestChat } from '../support/chat.ts';
import { lastLine, PLATFORMS } from './talk.ts';
import { talkTo, WANGXI } from './wangxi.ts';

const PIECES = [
  '好',
  '1',
  ' ',
  '\n',
  '@a ',
  '桐渡镇',
  '王小明',
  '学生',
  '报隐患 路灯坏\n',
  '> a\n',
  '没有着火',
  '十',
];
const long = (piece: string, signs: number) => piece.repeat(Math.ceil(signs / piece.length)).slice(0, signs);

describe('a message that is too long', () => {
  let program: TestChat;
  beforeAll(async () => {
    program = await startChat({ county: WANGXI });
  });
  afterAll(() => program.stop());

  it.each(PLATFORMS)('is answered politely on %s, and nothing of it is done', async (platform) => {
    const talk = talkTo(program, platform);
    const counted = () => talk('bureau', '查 隐患');
    const before = await counted();
    for (const group of [undefined, 'tongdu', 'unknown'] as const) {
      const reply = await talk(
        'tongdu',
        `报隐患 桐渡镇中心小学 食堂 ${long('燃气泄漏报警器坏', 200_000)}`,
        group,
      );
      expect(reply).toMatch(/4000个字，这一条没有登记/);
      expect(lastLine(reply)).toBe('帮助');
      expect(await talk('tongdu', lastLine(reply), group)).not.toBe('');
    }
    expect(await counted()).toBe(before);
  });

  it('is asked back where it holds personal data, and a cry for help in it is heard', async () => {
    const talk = talkTo(program, 'wecom');
    expect(await talk('tongdu', `学生王小明 ${long('好', 9_000)}`, 'tongdu')).toMatch(/撤回/);
    expect(await talk('tongdu', `${long('好', 9_000)}，有人溺水了！`)).toMatch(/120/);
  });

  it.each(PIECES)('is read in a moment, at the limit and far beyond it, made of %j', async (piece) => {
    const talk = talkTo(program, 'dingtalk');
    for (const signs of [3_990, 200_000]) {
      for (const front of ['', '报隐患 ']) {
        const before = process.cpuUsage();
        await talk('tongdu', front + long(piece, signs), 'tongdu');
        const { user } = process.cpuUsage(before);
        expect([piece, signs, user / 1_000 < 1_000]).toEqual([piece, signs, true]);
      }
    }
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, PLATFORMS } from './talk.ts';
import { chatInWangxi, talkTo } from './wangxi.ts';

let program: TestChat;
beforeAll(async () => {
  program = await chatInWangxi();
});
afterAll(() => program.stop());

const numberIn = (reply: string) => /P\d{2}-\d{4}-[A-Z]/.exec(reply)?.[0] ?? '';

it.each(PLATFORMS)('several lines that decide are one list and one 确认 on %s', async (platform) => {
  const talk = talkTo(program, platform);
  const give = async (words: string) => numberIn(await talk('leader', `批示 ${words}`));
  const [first, second] = [await give('请控辍办三天内核实失联个案'), await give('危墙款走应急资金')];
  const message = `批示 办结 ${first} 已核实\n批示 办结 ${second} 已拨款`;

  const asked = await talk('bureau', message);
  expect(asked).toContain('您要办的有 2 件：');
  expect(asked).toContain(`1. 批示 办结 ${first} 已核实`);
  expect(asked).toContain(`2. 批示 办结 ${second} 已拨款`);
  expect(lastLine(asked)).toBe('确认');
  expect(await talk('bureau', '批示')).toContain(first);

  // 批示 interrupted the question: it is asked anew before anything is decided.
  expect(await talk('bureau', '确认')).not.toContain('已办结');
  expect(await talk('bureau', message)).toContain('您要办的有 2 件：');
  expect(await talk('bureau', '取消')).toContain('没有办理');

  await talk('bureau', message);
  const done = await talk('bureau', '确认');
  expect(done).toContain(first);
  expect(done).toContain(second);
  const left = await talk('bureau', '批示');
  expect(left).not.toContain(first);
  expect(left).not.toContain(second);
});

it('one of them that was decided meanwhile is not decided again, and the other is', async () => {
  const talk = talkTo(program, 'wecom');
  const [first, second] = [
    numberIn(await talk('leader', '批示 请核实柳汊镇的名单')),
    numberIn(await talk('leader', '批示 请核实桐渡镇的名单')),
  ];
  await talk('bureau', `批示 办结 ${first} 已核实\n批示 办结 ${second} 已核实`);
  await talk('admin', `批示 办结 ${first} 已核实`);
  await talk('admin', '确认');
  const done = await talk('bureau', '确认');
  expect(done).toContain(second);
  const left = await talk('bureau', '批示');
  expect(left).not.toContain(second);
  expect(left).not.toContain(first);
});

it('a list that nobody reads through is not put to one 确认', async () => {
  const talk = talkTo(program, 'dingtalk');
  const no = numberIn(await talk('leader', '批示 请核实石灰坳镇的名单'));
  const message = Array.from({ length: 51 }, () => `批示 办结 ${no} 已核实`).join('\n');
  expect(await talk('bureau', message)).toContain('一次要办的太多');
  expect(await talk('bureau', '批示')).toContain(no);
});

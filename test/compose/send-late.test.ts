import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from '../../src/chat/message.ts';
import { createMayQuote, createSendLate } from '../../src/compose/send-late.ts';

const RECALL = '为保护孩子，请马上长按撤回您刚才那条；内容已加密保存。';
const RECEIPT = '已登记 K26-0417-F（桐渡镇）。';
const URL = 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=C';

/** Sends late and tells by which addresses it could have gone. */
async function handlesFor(message: Partial<IncomingMessage>, text: string): Promise<object> {
  const handed: IncomingMessage[] = [];
  const late = async (given: IncomingMessage) => {
    handed.push(given);
    return 'sent' as const;
  };
  const side = { late } as never;
  const send = createSendLate({ find: () => side }, createMayQuote(RECALL));
  const base: IncomingMessage = {
    platform: 'wecom',
    id: 'M1',
    kind: 'text',
    chat: { kind: 'group', id: 'wrG' },
    sender: { id: 'zhuo', outsider: false },
    text: '查 辍学',
    attachments: [],
    reply: { responseUrl: URL, sessionWebhook: 'kept' },
    receivedAt: new Date('2026-11-24T02:00:00Z'),
  };
  expect(await send({ ...base, ...message }, text)).toBe('sent');
  return handed[0]?.reply ?? {};
}

describe('a late answer', () => {
  const single = { kind: 'single', id: 'zhuo' } as const;
  it.each<readonly [string, Partial<IncomingMessage>, string, boolean]>([
    ['to figures in a group', {}, RECEIPT, true],
    ['to a phone in a group', { text: '报辍学 三合镇 电话13800000000' }, RECEIPT, false],
    ['that asks to recall a name', { text: '报辍学 三合镇 阿依古丽 女' }, `${RECALL}\n${RECEIPT}`, false],
    ['to a phone in a single chat', { text: '电话13800000000', chat: single }, RECEIPT, true],
    ['to a phone on DingTalk', { text: '电话13800000000', platform: 'dingtalk' }, RECEIPT, true],
  ])('%s', async (_what, message, text, mayQuote) => {
    const handles = await handlesFor(message, text);
    expect('responseUrl' in handles).toBe(mayQuote);
    expect(handles).toHaveProperty('sessionWebhook', 'kept');
  });
});

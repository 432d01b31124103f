import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPairs } from '../../../src/platforms/dingtalk/pairs.ts';
import { receive } from '../../../src/platforms/dingtalk/receive.ts';
import type { Received } from '../../../src/platforms/platform.ts';
import { rawRequest, signed, signedHeaders, TEST_ROBOT, textBody } from '../../support/dingtalk-client.ts';
import { CONFIG, NOW, received } from './support.ts';

type Json = Readonly<Record<string, unknown>>;
const { corpId: _pin, ...UNPINNED } = CONFIG;

/** A result in one word: status for refusals, reason for the ignored, else its type. */
const word = (result: Received) =>
  result.type === 'refused' ? result.status : result.type === 'ignored' ? result.reason : result.type;

describe('receive', () => {
  it.each<[string, Json, number | string]>([
    ['a message', {}, 'message'],
    ['another robot', { robotCode: 'dingother' }, 403],
    ['a custom robot, which has no code', { robotCode: undefined }, 403],
    ['a robot code that is no text', { robotCode: 7 }, 403],
    ['an empty robot code', { robotCode: '' }, 403],
    ['an empty corporation', { chatbotCorpId: '' }, 403],
    ['an empty message id', { msgId: '' }, 400],
    ['an empty chat', { conversationId: '' }, 400],
    ['another corporation', { chatbotCorpId: 'dingother' }, 403],
    ['no corporation', { chatbotCorpId: undefined }, 403],
    ['an ended session webhook', { sessionWebhookExpiredTime: 1 }, 'message'],
    ['quota used up, as a number', { text: undefined, errorCode: 20001 }, 'quota'],
    ['quota used up, as a string', { text: undefined, errorCode: '20001' }, 'quota'],
    [
      'quota used up, with little else',
      {
        text: undefined,
        errorCode: 20001,
        msgtype: undefined,
        robotCode: undefined,
        chatbotCorpId: undefined,
      },
      'quota',
    ],
    ['quota used up of another robot', { text: undefined, errorCode: 20001, robotCode: 'dingother' }, 403],
    ['that code beside a message', { errorCode: 20001 }, 'message'],
    ['another code and no text', { text: undefined, errorCode: 20002 }, 400],
  ])('%s', (_name, extra, expected) => {
    expect(word(received(extra))).toBe(expected);
  });

  it.each([
    ['another corporation than the robot', { senderCorpId: 'dingother' }, true],
    ['a corporation where the robot names none', { senderCorpId: 'dingother', chatbotCorpId: '' }, true],
    ['the corporation of the robot', { senderCorpId: 'dingother', chatbotCorpId: 'dingother' }, false],
  ])('of %s somebody is a stranger where none is pinned: %p', (_name, extra, outsider) => {
    const result = received(extra, {}, UNPINNED);
    expect(result.type === 'message' && result.message.sender.outsider).toBe(outsider);
  });

  it('takes any corporation when none is pinned', () => {
    expect(word(received({ chatbotCorpId: 'dingother' }, {}, UNPINNED))).toBe('message');
    expect(word(received({ robotCode: 'dingother' }, {}, UNPINNED))).toBe(403);
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['no JSON', Buffer.from('msgtype=text')],
    ['a list', Buffer.from('[]')],
    ['null', Buffer.from('null')],
    ['a string', Buffer.from('"text"')],
    ['cut JSON', Buffer.from('{"msgId":"1"')],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['endless nesting', Buffer.from('['.repeat(200_000))],
    ['closed endless nesting', Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))],
  ])('a signed body of %s is unreadable', (_name, body) => {
    const headers = { ...signedHeaders(TEST_ROBOT.secret, NOW) };
    const request = { method: 'POST' as const, query: new URLSearchParams(), headers, body, now: NOW };
    expect(word(receive(request, CONFIG, createPairs()))).toBe(400);
  });

  it('answers an unsigned GET and refuses an unsigned POST', () => {
    const request = { query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0), now: NOW };
    expect(receive({ ...request, method: 'GET' }, CONFIG, createPairs())).toMatchObject({
      type: 'handshake',
      answer: { status: 200 },
    });
    expect(word(receive({ ...request, method: 'POST' }, CONFIG, createPairs()))).toBe(401);
  });

  it('never throws at authentic bodies of any shape', () => {
    const members = Object.keys(textBody(TEST_ROBOT, { text: 'x', sender: 'u', group: 'g' }, NOW));
    const kinds = ['text', 'richText', 'picture', 'audio', 'video', 'file', 'markdown', 'interactiveCard'];
    const inner = fc.object({
      key: fc.constantFrom(
        'content',
        'text',
        'richText',
        'downloadCode',
        'recognition',
        'isReplyMsg',
        'repliedMsg',
        'type',
      ),
      maxDepth: 4,
    });
    const extra = fc.dictionary(
      fc.constantFrom(...members, 'content', 'markdown', 'quoteMessage', 'errorCode'),
      fc.oneof(inner, fc.jsonValue()),
    );
    fc.assert(
      fc.property(extra, fc.constantFrom(...kinds), (given, msgtype) => {
        const body = textBody(TEST_ROBOT, { text: '查', sender: 'u', group: 'g' }, NOW, {
          msgtype,
          ...given,
        });
        const { type } = receive(rawRequest(signed(TEST_ROBOT, body, NOW), NOW), CONFIG, createPairs());
        expect(['message', 'ignored', 'refused']).toContain(type);
      }),
    );
  });
});

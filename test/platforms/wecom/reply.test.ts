import { describe, expect, it } from '@jest/globals';
import type { Answer, HttpAnswer } from '../../../src/platforms/platform.ts';
import { GROUP, NOW, robot } from './setup.ts';

const { platform, client } = robot();

function answered(payload: object, answer: Answer): HttpAnswer {
  const received = platform.receive(client.callback(payload, { at: NOW, nonce: '778899' }));
  if (received.type !== 'message' && received.type !== 'poll') throw new Error(received.type);
  return received.respond(answer);
}

const opened = (payload: object, answer: Answer): unknown =>
  client.openReply(answered(payload, answer).body, '778899');

const EMPTY = { status: 200, type: 'text/plain; charset=utf-8', body: '' };
const REPLY = { kind: 'reply', stream: 'S1', text: '已登记 K26-0417-F（桐渡镇）。' } as const;
const LATER = { kind: 'later', stream: 'S1' } as const;
const NOTHING = { kind: 'nothing' } as const;

describe('to a message', () => {
  const text = { ...GROUP, msgtype: 'text', text: { content: '@校园哨兵 查' } };

  it('a reply is a finished stream', () => {
    expect(opened(text, REPLY)).toEqual({
      msgtype: 'stream',
      stream: { id: 'S1', finish: true, content: REPLY.text },
    });
  });

  it('a later reply is a stream that goes on', () => {
    expect(opened(text, LATER)).toEqual({
      msgtype: 'stream',
      stream: { id: 'S1', finish: false, content: '正在处理，请稍候…' },
    });
  });

  it.each([NOTHING, { ...REPLY, text: '' }])('nothing is an empty body', (answer) => {
    expect(answered(text, answer)).toEqual(EMPTY);
  });

  it('the envelope carries the nonce of the callback and our time in seconds', () => {
    const { body, type, status } = answered(text, REPLY);
    expect([status, type]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(JSON.parse(body)).toMatchObject({ nonce: '778899', timestamp: NOW.getTime() / 1_000 });
  });

  it('no two replies are sealed alike', () => {
    expect(answered(text, REPLY).body).not.toBe(answered(text, REPLY).body);
  });

  it('a reply that is too long is cut at a line, never refused', () => {
    const long = Array.from({ length: 2_000 }, (_, n) => `乡镇${n} ${n}`).join('\n');
    const { stream } = opened(text, { ...REPLY, text: long }) as { stream: { content: string } };
    expect(Buffer.byteLength(stream.content)).toBeLessThanOrEqual(20_480);
    expect(stream.content).toMatch(/乡镇\d+ \d+$/);
  });
});

describe('to a poll', () => {
  const poll = { ...GROUP, msgtype: 'stream', stream: { id: 'S1' } };

  it.each([
    [REPLY, { finish: true, content: REPLY.text }],
    [LATER, { finish: false, content: '正在处理，请稍候…' }],
    [NOTHING, { finish: true, content: '' }],
  ])('%j', (answer, stream) => {
    expect(opened(poll, answer)).toEqual({ msgtype: 'stream', stream: { id: 'S1', ...stream } });
  });
});

describe('to an opened chat', () => {
  const enter = { ...GROUP, msgtype: 'event', event: { eventtype: 'enter_chat' } };

  it('the welcome is plain text', () => {
    expect(opened(enter, { ...REPLY, text: '**您好**\n> 发送：帮助' })).toEqual({
      msgtype: 'text',
      text: { content: '您好\n发送：帮助' },
    });
  });

  it('a welcome that is not ready is a short one, for there is no second chance', () => {
    expect(opened(enter, LATER)).toEqual({ msgtype: 'text', text: { content: '您好，请发送：\n帮助' } });
  });

  it('nothing is an empty body', () => {
    expect(answered(enter, NOTHING)).toEqual(EMPTY);
  });
});

describe('to a button', () => {
  const click = {
    ...GROUP,
    msgtype: 'event',
    event: { eventtype: 'template_card_event', template_card_event: { event_key: 'k' } },
  };

  it.each([REPLY, LATER, NOTHING])('no words are allowed: %j', (answer) => {
    expect(answered(click, answer)).toEqual(EMPTY);
  });
});

describe('to the older group robot', () => {
  const text = {
    webhook_url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K',
    msgid: 'M1',
    aibotid: 'AIBOT1',
    chatid: 'wrX',
    chattype: 'group',
    from: { userid: 'u', name: 'n', alias: 'a' },
    msgtype: 'text',
    text: { content: '@校园哨兵 查' },
  };

  it('a reply is markdown', () => {
    expect(opened(text, REPLY)).toEqual({ msgtype: 'markdown', markdown: { content: REPLY.text } });
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { pino } from 'pino';
import type { IncomingMessage } from '../../../src/chat/message.ts';
import { createWecomPlatform } from '../../../src/platforms/wecom/platform.ts';
import { CONFIG, NOW } from './setup.ts';

const HOST = 'https://qyapi.weixin.qq.com';
const PATH = '/cgi-bin/aibot/response?response_code=SECRET1';

const lines: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
const platform = createWecomPlatform(CONFIG, { log });

function message(responseUrl?: string): IncomingMessage {
  return {
    platform: 'wecom',
    id: 'M1',
    kind: 'text',
    chat: { kind: 'single', id: 'zhangsan' },
    sender: { id: 'zhangsan', outsider: false },
    text: '查',
    attachments: [],
    reply: responseUrl === undefined ? {} : { responseUrl },
    receivedAt: NOW,
  };
}

afterEach(() => {
  nock.cleanAll();
  lines.length = 0;
});

describe('a late answer', () => {
  it('is plain JSON markdown, sent once', async () => {
    const call = nock(HOST, { reqheaders: { 'content-type': 'application/json' } })
      .post(PATH, { msgtype: 'markdown', markdown: { content: '合计 189  \n三合镇 8' } })
      .reply(200, { errcode: 0, errmsg: 'ok' });
    expect(await platform.late(message(HOST + PATH), '合计 189\n三合镇 8')).toBe('sent');
    expect(call.isDone()).toBe(true);
  });

  it.each([
    [200, { errcode: 40_058, errmsg: 'invalid, hint: [1700000000]' }, 'gone'],
    [200, { errcode: -1, errmsg: 'busy' }, 'retry'],
    [200, { errcode: 45_009, errmsg: 'freq' }, 'retry'],
    [200, 'not json', 'unknown'],
    [200, {}, 'unknown'],
    [200, '', 'unknown'],
    [302, '', 'gone'],
    [404, '', 'gone'],
    [429, '', 'retry'],
    [503, '', 'retry'],
  ])('answered %d %j is %s', async (status, body, outcome) => {
    nock(HOST).post(PATH).reply(status, body, { location: 'https://evil.example.cn/' });
    expect(await platform.late(message(HOST + PATH), '好')).toBe(outcome);
  });

  it('answered with more than an answer is unknown', async () => {
    nock(HOST).post(PATH).reply(200, 'x'.repeat(70_000));
    expect(await platform.late(message(HOST + PATH), '好')).toBe('unknown');
  });

  it.each([
    ['ECONNREFUSED', 'retry'],
    ['ENOTFOUND', 'retry'],
    ['ECONNRESET', 'unknown'],
  ])('failed with %s is %s', async (code, outcome) => {
    nock(HOST)
      .post(PATH)
      .replyWithError(Object.assign(new Error('no'), { code }));
    expect(await platform.late(message(HOST + PATH), '好')).toBe(outcome);
  });

  it('without an address, or with one that is not allowed, is gone', async () => {
    expect(await platform.late(message(), '好')).toBe('gone');
    expect(await platform.late(message('https://evil.example.cn/x'), '好')).toBe('gone');
  });

  it('that is not accepted is logged by its code, without the address', async () => {
    nock(HOST).post(PATH).reply(200, { errcode: 40_058, errmsg: 'x, hint: [1700000000]' });
    await platform.late(message(HOST + PATH), '好');
    expect(lines.join('')).toContain('40058');
    expect(lines.join('')).toContain('1700000000');
    expect(lines.join('')).not.toContain('SECRET1');
  });

  it('that is too long is cut to what the platform takes', async () => {
    let size = 0;
    nock(HOST)
      .post(PATH, ({ markdown }) => {
        size = Buffer.byteLength(markdown.content);
        return true;
      })
      .reply(200, { errcode: 0, errmsg: 'ok' });
    expect(await platform.late(message(HOST + PATH), '镇'.repeat(9_000))).toBe('sent');
    expect(size).toBeLessThanOrEqual(20_480);
    expect(size).toBeGreaterThan(20_000);
  });
});

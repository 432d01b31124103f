import { createCipheriv, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { startWecomGateway, type WecomGateway } from '../../../../src/sandbox/wecom/gateway.ts';
import { BOT, event, group, type Instance, instance, opened, replied, single, text, until } from './setup.ts';

let gateway: WecomGateway;
let bot: Instance;

beforeEach(async () => {
  gateway = await startWecomGateway({ bots: [BOT] });
  bot = instance(gateway);
  await opened(bot);
});

afterEach(async () => {
  await bot.stop();
  await gateway.stop();
  nock.cleanAll();
});

const shown = (count: number) => until(`${count} shown`, () => gateway.shown.length >= count);
const bodies = () => gateway.shown.map(({ cmd, chat, body }) => ({ cmd, chat, body }));
const stream = (id: string, finish: boolean, content: string) => ({
  msgtype: 'stream',
  stream: { id, finish, content },
});
const markdown = (content: string) => expect.objectContaining({ msgtype: 'markdown', markdown: { content } });

describe('a message', () => {
  it('is read as the same message a callback would bring', async () => {
    gateway.callback(BOT.botId, {
      ...text('M1', '@校园哨兵 查 辍学'),
      response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=C',
      quote: { msgtype: 'image', image: { url: 'https://x.myqcloud.com/a ', aeskey: 'K' } },
    });
    await until('heard', () => bot.heard.length === 1);
    expect(bot.heard[0]).toEqual({
      platform: 'wecom',
      id: 'M1',
      kind: 'text',
      chat: { kind: 'group', id: 'wrCHAT1' },
      sender: { id: 'zhangsan', outsider: false },
      text: '查 辍学',
      quote: { text: '', attachments: [{ kind: 'image', url: 'https://x.myqcloud.com/a', aesKey: 'K' }] },
      attachments: [],
      reply: { responseUrl: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=C' },
      receivedAt: expect.any(Date),
    });
  });

  it('is answered at once with a finished stream', async () => {
    gateway.callback(BOT.botId, text('M1'));
    await shown(1);
    expect(bodies()).toEqual([
      { cmd: 'aibot_respond_msg', chat: 'wrCHAT1', body: stream('S1', true, '好的') },
    ]);
  });

  it('is answered later in the same bubble', async () => {
    bot.answer = () => ({ kind: 'later', stream: 'S9' });
    gateway.callback(BOT.botId, text('M1'));
    await until('heard', () => bot.heard.length === 1);
    const [message] = bot.heard;
    if (!message) throw new Error('nothing heard');
    expect(await bot.socket.late(message, '查到了')).toBe('sent');
    expect(bodies().map((one) => one.body)).toEqual([
      stream('S9', false, '正在处理，请稍候…'),
      stream('S9', true, '查到了'),
    ]);
  });

  it('is answered by a push when the bubble can take no more', async () => {
    bot.answer = () => ({ kind: 'later', stream: 'S9' });
    gateway.callback(BOT.botId, text('M1'));
    await shown(1);
    gateway.faults.nextErrors = [846_608];
    const [message] = bot.heard;
    expect(message && (await bot.socket.late(message, '查到了'))).toBe('sent');
    expect(bodies().at(-1)).toEqual({ cmd: 'aibot_send_msg', chat: 'wrCHAT1', body: markdown('查到了') });
  });

  it('is answered by a push after a new connection', async () => {
    bot.answer = () => ({ kind: 'later', stream: 'S9' });
    gateway.callback(BOT.botId, text('M1', '帮助', single));
    await shown(1);
    gateway.drop(BOT.botId);
    await until('a second attempt', () => gateway.attempts.length === 2);
    await opened(bot);
    const [message] = bot.heard;
    expect(message && (await bot.socket.late(message, '查到了'))).toBe('sent');
    expect(gateway.shown.at(-1)?.body).toMatchObject({ chatid: 'lisi', chat_type: 1 });
  });

  it('gets its answer after the connection broke while it was being handled', async () => {
    bot.answer = async () => {
      gateway.drop(BOT.botId);
      await sleep(20);
      return replied('已登记');
    };
    gateway.callback(BOT.botId, text('M1'));
    await shown(1);
    expect(bodies()).toEqual([{ cmd: 'aibot_send_msg', chat: 'wrCHAT1', body: markdown('已登记') }]);
  });

  it('gets a late answer by its response URL from an instance without connection', async () => {
    const api = nock('https://qyapi.weixin.qq.com')
      .post('/cgi-bin/aibot/response?response_code=C', {
        msgtype: 'markdown',
        markdown: { content: '查到了' },
      })
      .reply(200, { errcode: 0, errmsg: 'ok' });
    gateway.callback(BOT.botId, {
      ...text('M1'),
      response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=C',
    });
    await shown(1);
    const [message] = bot.heard;
    await bot.stop();
    expect(message && (await bot.socket.late(message, '查到了'))).toBe('sent');
    expect(api.isDone()).toBe(true);
    expect(message && (await bot.socket.late({ ...message, reply: {} }, '查到了'))).toBe('retry');
  });

  it('that could not be kept is to be sent again, and says so', async () => {
    bot.answer = () => Promise.reject(new Error('王小明的数据库不在'));
    gateway.callback(BOT.botId, text('M1'));
    await shown(1);
    expect(gateway.shown[0]?.body).toMatchObject({
      stream: { content: expect.stringContaining('没有保存') },
    });
    expect(bot.log.join()).not.toContain('王小明');
  });

  it('that comes twice on one connection is handled once', async () => {
    gateway.callback(BOT.botId, text('M1'));
    gateway.callback(BOT.botId, text('M1'));
    await until('ignored', () => bot.ignored.includes('duplicate'));
    expect(bot.heard).toHaveLength(1);
  });

  it('may hold raw control characters', async () => {
    const frame = {
      cmd: 'aibot_msg_callback',
      headers: { req_id: 'R' },
      body: text('M1', '@校园哨兵 帮#助'),
    };
    gateway.raw(BOT.botId, JSON.stringify(frame).replace('#', '\u0007'));
    await until('heard', () => bot.heard.length === 1);
    expect(bot.heard[0]?.text).toBe('帮助');
  });

  it.each([
    ['not json', '{"cmd":', 'unreadable frame'],
    ['an array', '[]', 'unreadable frame'],
    ['no req_id', '{"cmd":"aibot_msg_callback","body":{}}', 'unreadable frame'],
    ['an unknown command', '{"cmd":"x","headers":{"req_id":"R"}}', 'unknown frame'],
    ['an answer nobody waits for', '{"headers":{"req_id":"R"},"errcode":0}', 'answer to nothing'],
    [
      'a message without body',
      '{"cmd":"aibot_msg_callback","headers":{"req_id":"R"}}',
      'callback without body',
    ],
    [
      'a message without id',
      '{"cmd":"aibot_msg_callback","headers":{"req_id":"R"},"body":{"msgtype":"text"}}',
      'no message id',
    ],
    [
      'an unknown event',
      JSON.stringify({
        cmd: 'aibot_event_callback',
        headers: { req_id: 'R' },
        body: event('E', 'new_thing'),
      }),
      'unknown event',
    ],
    [
      'feedback',
      JSON.stringify({
        cmd: 'aibot_event_callback',
        headers: { req_id: 'R' },
        body: event('E', 'feedback_event'),
      }),
      'feedback event',
    ],
  ])('that is %s is ignored and counted', async (_name, frame, reason) => {
    gateway.raw(BOT.botId, frame);
    await until('ignored', () => bot.ignored.length === 1);
    expect(bot.ignored).toEqual([reason]);
    expect(bot.socket.state().phase).toBe('open');
  });
});

describe('an event', () => {
  it('of a person entering is answered with a welcome in plain text', async () => {
    bot.answer = () => replied('**您好**');
    gateway.callback(BOT.botId, event('E1', 'enter_chat'));
    await shown(1);
    expect(bot.heard[0]).toMatchObject({ kind: 'enter', chat: { kind: 'single', id: 'lisi' } });
    expect(bodies()).toEqual([
      {
        cmd: 'aibot_respond_welcome_msg',
        chat: 'lisi',
        body: { msgtype: 'text', text: { content: '您好' } },
      },
    ]);
  });

  it('of a click is answered by a push', async () => {
    const click = { card_type: 'button_interaction', event_key: '确认 K1', task_id: 'task-1' };
    gateway.callback(BOT.botId, event('E1', 'template_card_event', { template_card_event: click }, group));
    await shown(1);
    expect(bot.heard[0]).toMatchObject({ kind: 'card', cardKey: '确认 K1', cardTask: 'task-1' });
    expect(bodies()).toEqual([{ cmd: 'aibot_send_msg', chat: 'wrCHAT1', body: markdown('好的') }]);
  });
});

describe('a picture', () => {
  it.each(['base64', 'hex'] as const)('is decrypted with its own key in %s', async (encoding) => {
    const key = randomBytes(32);
    const plain = Buffer.alloc(64, 32);
    plain.fill(7, 0, 32);
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    nock('http://127.0.0.1:9').get('/a').reply(200, sealed);
    const image = { url: 'http://127.0.0.1:9/a ', aeskey: key.toString(encoding) };
    gateway.callback(BOT.botId, { ...single, msgid: 'M1', msgtype: 'image', image });
    await until('heard', () => bot.heard.length === 1);
    const [attachment] = bot.heard[0]?.attachments ?? [];
    expect(attachment && (await bot.socket.fetchMedia(attachment, 1_000))).toEqual({
      outcome: 'ok',
      bytes: Buffer.alloc(32, 7),
    });
  });

  it('without key is refused', async () => {
    const attachment = { kind: 'image', url: 'http://127.0.0.1:9/a' } as const;
    expect(await bot.socket.fetchMedia(attachment, 1_000)).toEqual({ outcome: 'refused', reason: 'no key' });
  });
});

describe('the log', () => {
  it('holds neither secret, text nor response URL', async () => {
    gateway.faults.nextErrors = [40_058, 40_058];
    gateway.callback(BOT.botId, {
      ...text('M1', '@校园哨兵 王小明'),
      response_url: 'https://evil.example/x',
    });
    await until('refused', () => gateway.refusals.length >= 2);
    gateway.drop(BOT.botId);
    await until('logged', () => bot.log.some((line) => line.includes('long connection ended')));
    const all = bot.log.join('\n');
    expect(all).toContain('"errcode":40058');
    expect(all).toContain('17000000000000000000000');
    expect(all).not.toMatch(/secret-of|王小明|evil\.example/);
  });
});

it('an unusable address is refused at once', () => {
  expect(() => instance({ ...gateway, url: 'https://example.cn' })).toThrow('not usable');
});

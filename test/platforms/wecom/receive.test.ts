import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IncomingMessage } from '../../../src/chat/message.ts';
import type { Received } from '../../../src/platforms/platform.ts';
import { createWecomPlatform } from '../../../src/platforms/wecom/platform.ts';
import { CONFIG, GROUP, NOW, robot, SINGLE } from './setup.ts';

const { platform, client } = robot();

const receive = (payload: unknown): Received => platform.receive(client.callback(payload, { at: NOW }));

function read(payload: unknown): IncomingMessage {
  const received = receive(payload);
  if (received.type !== 'message') throw new Error(`not a message but ${received.type}`);
  return received.message;
}

const IMAGE = { url: 'https://ww-aibot-img-1.cos.ap-guangzhou.myqcloud.com/a?sign=1 ' };
const FETCHED = { kind: 'image', url: IMAGE.url.trim() };

describe('what people send', () => {
  const kinds: readonly [name: string, body: object, read: Partial<IncomingMessage>][] = [
    [
      'text in a group',
      { ...GROUP, msgtype: 'text', text: { content: '@校园哨兵 /查 辍学' } },
      { kind: 'text', text: '/查 辍学', chat: { kind: 'group', id: 'wrCHAT1' }, attachments: [] },
    ],
    [
      'text in a single chat',
      { ...SINGLE, msgtype: 'text', text: { content: ' 查 辍学 ' } },
      { kind: 'text', text: '查 辍学', chat: { kind: 'single', id: 'zhangsan' } },
    ],
    [
      'a mention alone',
      { ...GROUP, msgtype: 'text', text: { content: '@校园哨兵' } },
      { kind: 'text', text: '' },
    ],
    [
      'a picture',
      { ...SINGLE, msgtype: 'image', image: IMAGE },
      { kind: 'media', text: '', attachments: [FETCHED as never] },
    ],
    [
      'words and a picture',
      {
        ...GROUP,
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: '@校园哨兵 报隐患 食堂' } },
            { msgtype: 'image', image: IMAGE },
            { msgtype: 'text', text: { content: '漏气' } },
          ],
        },
      },
      { kind: 'text', text: '报隐患 食堂\n漏气', attachments: [FETCHED as never] },
    ],
    [
      'a mention and a picture',
      {
        ...GROUP,
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: '@校园哨兵 ' } },
            { msgtype: 'image', image: IMAGE },
          ],
        },
      },
      { kind: 'media', text: '', attachments: [FETCHED as never] },
    ],
    [
      'mixed with parts unknown',
      {
        ...SINGLE,
        msgtype: 'mixed',
        mixed: { msg_item: [null, 7, { msgtype: 'x' }, { text: { content: '在' } }] },
      },
      { kind: 'text', text: '在' },
    ],
    [
      'speech',
      { ...SINGLE, msgtype: 'voice', voice: { content: '报辍学桐渡镇' } },
      { kind: 'text', text: '报辍学桐渡镇' },
    ],
    [
      'a file',
      { ...SINGLE, msgtype: 'file', file: { url: 'https://a.myqcloud.com/f' } },
      { kind: 'media', attachments: [{ kind: 'file', url: 'https://a.myqcloud.com/f' }] },
    ],
    [
      'a video',
      { ...SINGLE, msgtype: 'video', video: { url: 'https://a.myqcloud.com/v' } },
      { kind: 'media', attachments: [{ kind: 'video', url: 'https://a.myqcloud.com/v' }] },
    ],
    ['speech not understood', { ...SINGLE, msgtype: 'voice', voice: { content: ' ' } }, { kind: 'other' }],
    ['a picture without address', { ...SINGLE, msgtype: 'image', image: {} }, { kind: 'other' }],
    [
      'text of another shape',
      { ...SINGLE, msgtype: 'text', text: { content: 7 } },
      { kind: 'other', text: '' },
    ],
    ['a kind we do not know', { ...SINGLE, msgtype: 'location', location: { x: 1 } }, { kind: 'other' }],
  ];

  it.each(kinds)('%s', (_name, body, expected) => {
    expect(read(body)).toMatchObject({ platform: 'wecom', id: 'CAIQ-0001', receivedAt: NOW, ...expected });
  });

  it.each([
    [
      'text',
      { text: { content: '已登记 K26-0417-F（桐渡镇）' } },
      { text: '已登记 K26-0417-F（桐渡镇）', attachments: [] },
    ],
    ['image', { image: IMAGE }, { text: '', attachments: [FETCHED] }],
    ['voice', { voice: { content: '你好' } }, { text: '你好', attachments: [] }],
    [
      'file',
      { file: { url: 'https://a.myqcloud.com/f' } },
      { text: '', attachments: [{ kind: 'file', url: 'https://a.myqcloud.com/f' }] },
    ],
    [
      'video',
      { video: { url: 'https://a.myqcloud.com/v' } },
      { text: '', attachments: [{ kind: 'video', url: 'https://a.myqcloud.com/v' }] },
    ],
    [
      'mixed',
      {
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: '看' } },
            { msgtype: 'image', image: IMAGE },
          ],
        },
      },
      { text: '看', attachments: [FETCHED] },
    ],
  ])('a quoted %s comes with the message', (msgtype, part, quote) => {
    const body = {
      ...GROUP,
      msgtype: 'text',
      text: { content: '@校园哨兵 隐患' },
      quote: { msgtype, ...part },
    };
    expect(read(body).quote).toEqual(quote);
  });

  it.each([[{ msgtype: 'card' }], ['odd'], [null]])('a quote like %j does no harm', (quote) => {
    const message = read({ ...GROUP, msgtype: 'text', text: { content: '@校园哨兵 查' }, quote });
    expect(message).toMatchObject({ text: '查' });
    expect(message).not.toHaveProperty('quote');
  });

  it('raw control characters inside strings are tolerated', () => {
    const body = JSON.stringify({ ...SINGLE, msgtype: 'text', text: { content: '一\n二\t三\u0001"' } });
    const raw = body.replace('\\n', '\n').replace('\\t', '\t').replace('\\u0001', '\u0001');
    expect(raw).toContain('\u0001');
    expect(read(raw).text).toBe('一\n二\t三\u0001"');
  });

  it.each(['encrypt', 'Encrypt', 'xml'] as const)('the %s form of the body is read', (form) => {
    const payload = { ...SINGLE, msgtype: 'text', text: { content: '帮助' } };
    expect(platform.receive(client.callback(payload, { at: NOW, form }))).toMatchObject({
      message: { text: '帮助' },
    });
  });

  it.each(['msgsignature', 'signature'])('the signature may be called %s', (name) => {
    const request = client.callback({ ...SINGLE, msgtype: 'text', text: { content: '帮助' } }, { at: NOW });
    const query = new URLSearchParams(request.query);
    query.set(name, query.get('msg_signature') ?? '');
    query.delete('msg_signature');
    expect(platform.receive({ ...request, query })).toMatchObject({ message: { text: '帮助' } });
  });

  it('escaped and plain slashes in an id are the same', () => {
    const body = (id: string) =>
      `{"msgid":"${id}","aibotid":"AIBOT1","from":{"userid":"u"},"msgtype":"text","text":{"content":"查"}}`;
    expect(read(body('a\\/b')).id).toBe(read(body('a/b')).id);
  });
});

describe('who and where', () => {
  const text = { msgtype: 'text', text: { content: '查' } };

  it('a sender without id is an outsider', () => {
    expect(read({ ...GROUP, ...text, from: {} }).sender).toEqual({ id: '', outsider: true });
    expect(read({ ...GROUP, ...text, from: undefined }).sender).toEqual({ id: '', outsider: true });
  });

  it.each([
    [
      { chattype: undefined, chatid: 'wrX' },
      { kind: 'group', id: 'wrX' },
    ],
    [
      { chattype: undefined, chatid: undefined },
      { kind: 'single', id: 'zhangsan' },
    ],
    [
      { chattype: 'single', chatid: undefined },
      { kind: 'single', id: 'zhangsan' },
    ],
    [
      { chattype: 'group', chatid: undefined },
      { kind: 'group', id: '' },
    ],
    [
      { chattype: 'blackboard', chatid: 'wrB' },
      { kind: 'group', id: 'wrB' },
    ],
  ])('%j is %j', (chat, expected) => {
    expect(read({ ...GROUP, ...text, ...chat }).chat).toEqual(expected);
  });

  it.each([
    'http://qyapi.weixin.qq.com/x',
    'https://qyapi.weixin.qq.com.evil.cn/x',
    'https://a@qyapi.weixin.qq.com/x',
    'https://qyapi.weixin.qq.com:8443/x',
    'https://127.0.0.1/x',
    'odd',
    7,
  ])('a response URL like %j is dropped, the message is not', (responseUrl) => {
    expect(read({ ...GROUP, ...text, response_url: responseUrl })).toMatchObject({ text: '查', reply: {} });
  });

  it('a response URL on the configured API is kept', () => {
    const local = robot({ apiBase: 'http://127.0.0.1:9000/api' }).platform;
    const payload = { ...GROUP, ...text, response_url: 'http://127.0.0.1:9000/r?response_code=1' };
    expect(local.receive(client.callback(payload, { at: NOW }))).toMatchObject({
      message: { reply: { responseUrl: 'http://127.0.0.1:9000/r?response_code=1' } },
    });
  });

  it('without a pinned robot any robot id will do', () => {
    const { botId: _unpinned, ...config } = CONFIG;
    const unpinned = createWecomPlatform(config);
    expect(unpinned.receive(client.callback({ ...GROUP, ...text, aibotid: 'other' }, { at: NOW })).type).toBe(
      'message',
    );
  });
});

describe('events', () => {
  const event = (body: object, common: object = GROUP) => ({ ...common, msgtype: 'event', event: body });

  it('a chat that was opened', () => {
    const { chattype: _type, chatid: _id, response_url: _url, ...common } = GROUP;
    expect(read(event({ eventtype: 'enter_chat' }, common))).toMatchObject({
      kind: 'enter',
      chat: { kind: 'single', id: 'zhangsan' },
      text: '',
      reply: {},
    });
  });

  it.each([
    [
      'nested',
      { template_card_event: { card_type: 'vote_interaction', event_key: 'agree', task_id: 'task-1' } },
    ],
    [
      'nested, other spelling',
      { template_card_event: { cardtype: 'x', eventkey: 'agree', taskid: 'task-1' } },
    ],
    ['flat', { event_key: 'agree', task_id: 'task-1' }],
  ])('a button, %s', (_name, click) => {
    expect(read(event({ eventtype: 'template_card_event', ...click }))).toMatchObject({
      kind: 'card',
      cardKey: 'agree',
      cardTask: 'task-1',
      chat: { kind: 'group', id: 'wrCHAT1' },
      reply: { responseUrl: GROUP.response_url },
    });
  });

  it('a poll names its stream', () => {
    expect(receive({ ...GROUP, msgid: 'CAIQ-0002', msgtype: 'stream', stream: { id: 'S1' } })).toMatchObject({
      type: 'poll',
      stream: 'S1',
      speaker: { chat: { kind: 'group', id: 'wrCHAT1' }, sender: { id: GROUP.from.userid } },
    });
  });
});

describe('the verification of the address', () => {
  it.each(['1616140317555161061', 'a b+c/d=', '验证'])('is answered with %j and nothing else', (echo) => {
    expect(platform.receive(client.verification(echo, { at: NOW }))).toEqual({
      type: 'handshake',
      answer: { status: 200, type: 'text/plain; charset=utf-8', body: echo },
    });
  });
});

describe('any authentic body', () => {
  const known = fc.constantFrom(
    ...[
      'msgid',
      'msgtype',
      'text',
      'mixed',
      'image',
      'voice',
      'event',
      'stream',
      'quote',
      'from',
      'chattype',
    ],
  );

  it('is never refused for what it holds, and never an accident', () => {
    fc.assert(
      fc.property(fc.dictionary(known, fc.jsonValue()), (body) => {
        const received = receive({ aibotid: 'AIBOT1', ...body });
        expect(['message', 'poll', 'ignored']).toContain(received.type);
      }),
    );
  });

  it('may be any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => {
        expect(receive(plain).type).toBe('ignored');
      }),
    );
  });

  it.each([
    ['nested arrays', '['.repeat(120_000)],
    ['nested objects', '{"a":'.repeat(40_000)],
    ['quotes', '"'.repeat(180_000)],
    ['a prototype', '{"__proto__":{"msgtype":"text"},"msgid":"1"}'],
  ])(
    '%s do no harm',
    (_name, plain) => {
      expect(receive(plain).type).toBe('ignored');
    },
    3_000,
  );

  it.each([
    ['nested tags', '<a>'.repeat(80_000)],
    ['open brackets', `<xml><Encrypt>${'<'.repeat(200_000)}`],
    ['unclosed data', `<xml>${'<![CDATA['.repeat(20_000)}`],
    ['nested arrays', '['.repeat(250_000)],
  ])(
    'an envelope of %s is refused in no long time',
    (_name, body) => {
      const request = client.request('POST', 'x', { at: NOW }, body);
      expect(platform.receive(request)).toMatchObject({ type: 'refused', status: 400 });
    },
    3_000,
  );
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import nock from 'nock';
import { createWecomApp } from '../../../../src/platforms/wecom/app/app.ts';
import { isAppMessage } from '../../../../src/platforms/wecom/app/message.ts';
import { WecomClient } from '../../../support/wecom-client.ts';
import { API, appChannel, CORP, grants, OK, PNG, tokenCaller, vendor } from '../channels/setup.ts';

const NOW = new Date('2026-11-24T08:00:00+08:00');
const SECRETS = { token: 'App7oken', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
const app = createWecomApp(
  { ...SECRETS, corpId: CORP.corpId, agentId: 1_000_002, apiBase: API },
  { tokens: tokenCaller(), channel: appChannel() },
);
const client = new WecomClient({ ...SECRETS, receiveId: CORP.corpId });

const xml = (inner: string, agent = '1000002', corp = CORP.corpId) =>
  `<xml><ToUserName><![CDATA[${corp}]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName><CreateTime>1348831860</CreateTime>${inner}<AgentID>${agent}</AgentID></xml>`;
const said = (inner: string) => xml(`<MsgType><![CDATA[${inner}`);
const TEXT = said(
  'text]]></MsgType><Content><![CDATA[ 查 <辍学> & ]]></Content><MsgId>12345678901234567890</MsgId>',
);
const event = (name: string, more = '') =>
  xml(`<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${name}]]></Event>${more}`);

const receive = (plain: string) => app.receive(client.callback(plain, { at: NOW, form: 'xml' }));

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

describe('a message to the self-built app', () => {
  it.each([
    ['text', TEXT, { id: 'app:12345678901234567890', kind: 'text', text: '查 <辍学> &' }],
    [
      'image',
      said(
        'image]]></MsgType><PicUrl><![CDATA[http://x/y]]></PicUrl><MediaId><![CDATA[M1]]></MediaId><MsgId>2</MsgId>',
      ),
      { kind: 'media', attachments: [{ kind: 'image', downloadCode: 'M1' }] },
    ],
    [
      'voice',
      said('voice]]></MsgType><MediaId><![CDATA[M2]]></MediaId><Format>amr</Format><MsgId>3</MsgId>'),
      { kind: 'media', attachments: [{ kind: 'audio', downloadCode: 'M2' }] },
    ],
    ['location', said('location]]></MsgType><Label>x</Label><MsgId>4</MsgId>'), { kind: 'other' }],
    ['entering', event('enter_agent', '<EventKey></EventKey>'), { kind: 'enter' }],
    ['following', event('subscribe'), { kind: 'enter' }],
    ['a menu', event('click', '<EventKey><![CDATA[帮助]]></EventKey>'), { kind: 'card', cardKey: '帮助' }],
    [
      'a card',
      event('template_card_event', '<EventKey><![CDATA[yes]]></EventKey><TaskId><![CDATA[t1]]></TaskId>'),
      { kind: 'card', cardKey: 'yes', cardTask: 't1' },
    ],
  ])('is read: %s', (_name, plain, expected) => {
    expect(receive(plain)).toMatchObject({
      type: 'message',
      message: {
        platform: 'wecom',
        chat: { kind: 'single', id: 'zhangsan' },
        sender: { id: 'zhangsan' },
        ...expected,
      },
    });
  });

  it('is told from a message to the robot by its id', () => {
    const received = receive(TEXT);
    expect(received.type === 'message' && isAppMessage(received.message)).toBe(true);
    expect(isAppMessage({ platform: 'wecom', id: 'CAIQ-1' })).toBe(false);
  });

  it('that is an event keeps its id when it is repeated, and only then', () => {
    const ids = [
      event('click', '<EventKey>a</EventKey>'),
      event('click', '<EventKey>a</EventKey>'),
      event('click', '<EventKey>b</EventKey>'),
    ]
      .map(receive)
      .map((one) => (one.type === 'message' ? one.message.id : ''));
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  it.each([
    ['another corp', xml('<MsgType>text</MsgType>', '1000002', 'ww-other'), { type: 'refused', status: 403 }],
    ['another app', xml('<MsgType>text</MsgType>', '7'), { type: 'refused', status: 403 }],
    ['an unknown event', event('LOCATION'), { type: 'ignored', reason: 'unknown event' }],
    ['a document type', `<!DOCTYPE x>${TEXT}`, { type: 'ignored', reason: 'not xml' }],
    ['json', '{}', { type: 'ignored', reason: 'not xml' }],
    ['nothing', '', { type: 'ignored', reason: 'not xml' }],
  ])('from or of %s is not taken', (_name, plain, expected) => {
    expect(receive(plain)).toMatchObject(expected);
  });

  it.each([
    ['no receive id', ''],
    ['the receive id of another corp', 'ww-other'],
    ['a receive id that begins like ours', CORP.corpId.slice(0, -1)],
    ['our receive id with more behind it', `${CORP.corpId} `],
  ])('sealed with %s is refused, its verification too', (_name, receiveId) => {
    const other = new WecomClient({ ...SECRETS, receiveId });
    const refused = { type: 'refused', status: 400, reason: 'wrong receive id' };
    expect(app.receive(other.callback(TEXT, { at: NOW, form: 'xml' }))).toEqual(refused);
    expect(app.receive(other.verification('1616140317555161061', { at: NOW }))).toEqual(refused);
  });

  it.each([
    [
      'without an app id',
      TEXT.replace(/<AgentID>.*<\/AgentID>/, ''),
      { type: 'ignored', reason: 'no app id' },
    ],
    ['with an empty app id', TEXT.replace('1000002', ''), { type: 'refused', reason: 'another app' }],
    ['without a corp', TEXT.replace(CORP.corpId, ''), { type: 'refused', reason: 'another corp' }],
    ['without a sender', TEXT.replace('zhangsan', ''), { type: 'ignored', reason: 'no sender' }],
  ])('%s is not taken', (_name, plain, expected) => {
    expect(receive(plain)).toMatchObject(expected);
  });

  it('with a wrong signature is refused, and the verification is answered', () => {
    const forged = client.callback(TEXT, { at: NOW, form: 'xml' });
    forged.query.set('msg_signature', '0'.repeat(40));
    expect(app.receive(forged)).toMatchObject({ type: 'refused', status: 401 });
    expect(app.receive(client.verification('1616140317555161061', { at: NOW }))).toMatchObject({
      type: 'handshake',
      answer: { body: '1616140317555161061' },
    });
  });
});

describe('an answer', () => {
  it('is words in encrypted XML of at most 2048 bytes', () => {
    const received = receive(TEXT);
    if (received.type !== 'message') throw new Error('no message');
    const text = `**好** ]]> ${'字'.repeat(2_000)}`;
    const { body } = received.respond({ kind: 'reply', text, stream: 's' });
    const { Encrypt, MsgSignature, TimeStamp, Nonce } = new XMLParser({ parseTagValue: false }).parse(
      body,
    ).xml;
    expect(client.sign(TimeStamp, Nonce, Encrypt)).toBe(MsgSignature);
    const plain = client.decrypt(Encrypt);
    const inner = new XMLParser({ parseTagValue: false }).parse(plain).xml;
    expect(inner).toMatchObject({ ToUserName: 'zhangsan', FromUserName: CORP.corpId, MsgType: 'text' });
    expect(inner.Content).toMatch(/^好 \]\]> 字/);
    expect(Buffer.byteLength(inner.Content)).toBeLessThanOrEqual(2_048);
  });

  it('that takes longer is pushed by message/send', async () => {
    const received = receive(TEXT);
    if (received.type !== 'message') throw new Error('no message');
    expect(received.respond({ kind: 'later', stream: 's' })).toMatchObject({ status: 200, body: '' });
    grants();
    vendor()
      .post(
        '/cgi-bin/message/send',
        (body) => body.touser === 'zhangsan' && body.markdown.content.startsWith('查到了'),
      )
      .query({ access_token: 'T1' })
      .reply(200, OK);
    expect(await app.late(received.message, '查到了')).toBe('sent');
  });
});

describe('a picture', () => {
  it('is fetched by its media id', async () => {
    grants();
    const get = () => vendor().get('/cgi-bin/media/get').query({ access_token: 'T1', media_id: 'M1' });
    get().reply(200, PNG);
    expect(await app.fetchMedia({ kind: 'image', downloadCode: 'M1' }, 1_000)).toEqual({
      outcome: 'ok',
      bytes: PNG,
    });
    get().reply(200, { errcode: 40_007 });
    expect(await app.fetchMedia({ kind: 'image', downloadCode: 'M1' }, 1_000)).toEqual({
      outcome: 'gone',
      reason: 'errcode 40007',
    });
    get().reply(200, PNG);
    expect(await app.fetchMedia({ kind: 'image', downloadCode: 'M1' }, 10)).toMatchObject({
      outcome: 'refused',
    });
  });
});

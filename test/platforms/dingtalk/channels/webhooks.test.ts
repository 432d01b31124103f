import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { signedWebhook } from '../../../../src/platforms/dingtalk/channels/robot-webhook.ts';
import { NOW } from '../support.ts';
import {
  CONTENT,
  channel,
  clock,
  FILE,
  GROUP,
  MARKDOWN,
  OAPI,
  PICTURE,
  ROBOT,
  SESSION,
  token,
  upload,
} from './support.ts';

beforeEach(() => clock.set(NOW));
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const MESSAGE = { msgtype: 'markdown', markdown: MARKDOWN };
const robot = () => nock(OAPI).post('/robot/send').query({ access_token: 'tok0' });
const session = () => nock(OAPI).post('/robot/sendBySession').query({ session: 's1' });

const TABLE: readonly [number | string, object][] = [
  [0, { outcome: 'sent' }],
  ['0', { outcome: 'sent' }],
  [-1, { outcome: 'retry', afterMs: 30_000, code: '-1' }],
  [130101, { outcome: 'retry', afterMs: 60_000, code: '130101' }],
  [410100, { outcome: 'retry', afterMs: 600_000, code: '410100' }],
  [660026, { outcome: 'retry', afterMs: 600_000, code: '660026' }],
  [90018, { outcome: 'retry', afterMs: 2_000, code: '90018' }],
  [90002, { outcome: 'retry', afterMs: 10_000, code: '90002' }],
  [90020, { outcome: 'retry', afterMs: 3_600_000, code: 'quota' }],
  [400102, { outcome: 'gone', code: '400102' }],
  [400106, { outcome: 'gone', code: '400106' }],
  [400013, { outcome: 'gone', code: '400013' }],
  [310000, { outcome: 'rejected', code: '310000' }],
  [400105, { outcome: 'rejected', code: '400105' }],
  [430102, { outcome: 'rejected', code: '430102' }],
  [460101, { outcome: 'rejected', code: '460101' }],
  [101002, { outcome: 'rejected', code: '101002' }],
  [999999, { outcome: 'rejected', code: '999999' }],
];

describe('dingtalk.webhook', () => {
  const send = async () => (await channel('dingtalk.webhook').send([ROBOT], CONTENT, 'uuid-1'))[0];

  it.each(TABLE)('errcode %j: %j', async (errcode, outcome) => {
    robot().reply(200, { errcode, errmsg: 'x' });
    expect(await send()).toEqual(outcome);
  });

  it.each([300001, 300005, 400101])('errcode %d: the webhook is gone', async (errcode) => {
    robot().reply(200, { errcode });
    expect(await send()).toEqual({ outcome: 'gone', code: String(errcode) });
  });

  it.each<[string, number, nock.Body, object]>([
    ['a page', 200, '<html>', { outcome: 'retry', afterMs: 300_000, code: 'blocked' }],
    ['a page of 403', 403, '<html>', { outcome: 'retry', afterMs: 300_000, code: 'blocked' }],
    ['the gate', 200, { status: 1111, punish: 'deny' }, { outcome: 'retry', code: 'blocked' }],
    ['a 502', 502, '<html>', { outcome: 'unknown', code: 'http-502' }],
    ['an odd answer', 200, { ok: true }, { outcome: 'unknown', code: 'odd-answer' }],
  ])('%s', async (_name, status, body, outcome) => {
    robot().reply(status, body);
    expect(await send()).toMatchObject(outcome);
  });

  it.each([
    ['ECONNREFUSED', { outcome: 'retry', code: 'unreachable' }],
    ['ECONNRESET', { outcome: 'unknown', code: 'timeout' }],
  ])('%s', async (code, outcome) => {
    robot().replyWithError(Object.assign(new Error('x'), { code }));
    expect(await send()).toMatchObject(outcome);
  });

  it('carries the uuid, by which DingTalk drops what comes twice', async () => {
    nock(OAPI)
      .post('/robot/send', { ...MESSAGE, msgUuid: 'uuid-1' })
      .query(true)
      .reply(200, { errcode: 0 });
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(channel('dingtalk.webhook').idempotent).toBe(true);
  });

  it('is signed anew for every call', async () => {
    const sign = (at: number) => createHmac('sha256', 'SEC1').update(`${at}\nSEC1`).digest('base64');
    const signed: unknown[] = [];
    nock(OAPI)
      .post('/robot/send')
      .query((query) => signed.push([query.timestamp, query.sign, query.access_token]) > 0)
      .times(2)
      .reply(200, { errcode: 0 });
    const address = { ...GROUP, webhook: { url: `${OAPI}/robot/send?access_token=tok0`, secret: 'SEC1' } };
    const out = channel('dingtalk.webhook');
    await out.send([address], CONTENT, 'u');
    clock.set(new Date(NOW.getTime() + 1));
    await out.send([address], CONTENT, 'u');
    const at = NOW.getTime();
    expect(signed).toEqual([
      [String(at), sign(at), 'tok0'],
      [String(at + 1), sign(at + 1), 'tok0'],
    ]);
  });

  it('signs as the official sample does', () => {
    expect(signedWebhook(`${OAPI}/robot/send?access_token=x`, 'this is secret', 1577262236757)).toContain(
      'sign=hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D',
    );
  });

  it.each([
    'https://evil.example.cn/robot/send?access_token=x',
    'http://oapi.dingtalk.com/robot/send?access_token=x',
    'https://oapi.dingtalk.com/robot/send',
    'https://oapi.dingtalk.com/other?access_token=x',
    'https://u:p@oapi.dingtalk.com/robot/send?access_token=x',
    'nonsense',
  ])('calls no other address: %s', async (url) => {
    const address = { ...GROUP, webhook: { url } };
    const out = channel('dingtalk.webhook');
    expect(out.reaches(address)).toBe(false);
    expect(await out.send([address], CONTENT, 'u')).toEqual([{ outcome: 'rejected', code: 'no-webhook' }]);
  });

  it('reaches groups whose webhook is known', () => {
    const out = channel('dingtalk.webhook');
    expect([ROBOT, GROUP].map(out.reaches)).toEqual([true, false]);
  });

  it('carries a picture, uploaded first', async () => {
    token();
    upload('image', { errcode: 0, media_id: '@media' });
    nock(OAPI)
      .post('/robot/send', (body) => body.markdown.text.endsWith('![](@media)'))
      .query(true)
      .reply(200, { errcode: 0 });
    const out = channel('dingtalk.webhook');
    expect(await out.send([ROBOT], { ...CONTENT, picture: PICTURE }, 'u')).toEqual([{ outcome: 'sent' }]);
  });

  it('says nothing when the upload is refused, and that the words may go alone', async () => {
    token();
    upload('image', { errcode: 40005 });
    expect(await channel('dingtalk.webhook').send([ROBOT], { ...CONTENT, picture: PICTURE }, 'u')).toEqual([
      { outcome: 'rejected', code: 'upload-40005', attachment: true },
    ]);
  });

  it('carries no files and no message that is too long', async () => {
    const out = channel('dingtalk.webhook');
    expect(await out.send([ROBOT], { ...CONTENT, file: FILE }, 'u')).toEqual([
      { outcome: 'rejected', code: 'no-files', attachment: true },
    ]);
    const text = '字'.repeat(7_000);
    expect(await out.send([ROBOT], { ...CONTENT, text }, 'u')).toEqual([
      { outcome: 'rejected', code: 'too-long' },
    ]);
  });
});

describe('dingtalk.session', () => {
  it.each(TABLE)('errcode %j: %j', async (errcode, outcome) => {
    session().reply(200, { errcode, errmsg: 'x' });
    expect(await channel('dingtalk.session').send([SESSION], CONTENT, 'u')).toEqual([outcome]);
  });

  it('posts the message and nothing else', async () => {
    nock(OAPI).post('/robot/sendBySession', MESSAGE).query(true).reply(200, { errcode: 0 });
    expect(await channel('dingtalk.session').send([SESSION], CONTENT, 'u')).toEqual([{ outcome: 'sent' }]);
  });

  it.each([300001, 300005, 400101])(
    'errcode %d ends the session, not the chat: another channel may try at once',
    async (errcode) => {
      session().reply(200, { errcode });
      const out = channel('dingtalk.session');
      const closed = [{ outcome: 'retry', afterMs: 0, code: 'session-closed' }];
      expect(await out.send([SESSION], CONTENT, 'u')).toEqual(closed);
      expect(out.reaches(SESSION)).toBe(false);
      expect(await out.send([SESSION], CONTENT, 'u')).toEqual(closed);
    },
  );

  it.each([
    [61_000, true],
    [60_000, false],
    [-1, false],
  ])('%d ms before its end it is reached: %j', (left, reached) => {
    clock.set(new Date((SESSION.session?.expires ?? 0) - left));
    expect(channel('dingtalk.session').reaches(SESSION)).toBe(reached);
  });

  it.each([undefined, 'https://evil.example.cn/robot/sendBySession?session=s'])('not by %s', (url) => {
    const address = url === undefined ? GROUP : { ...GROUP, session: { url, expires: NOW.getTime() * 2 } };
    expect(channel('dingtalk.session').reaches(address)).toBe(false);
  });
});

it('no channel lets more through in a minute than DingTalk allows', () => {
  for (const id of ['dingtalk.webhook', 'dingtalk.session']) {
    for (const { burst, perMinute } of channel(id).limits) expect(burst + perMinute).toBeLessThanOrEqual(20);
  }
  for (const id of ['dingtalk.group', 'dingtalk.person']) {
    const [pace] = channel(id).limits;
    expect((pace?.burst ?? 99) + (pace?.perMinute ?? 0) / 60).toBeLessThanOrEqual(20);
  }
});

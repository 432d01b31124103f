import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { IncomingMessage } from '../../../src/chat/message.ts';
import { createDingtalkPlatform } from '../../../src/platforms/dingtalk/platform.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { CONFIG, messageOf, NOW } from './support.ts';

const API = 'https://api.dingtalk.com';
const OAPI = 'https://oapi.dingtalk.com';
const TEXT = '合计 189';
const MARKDOWN = { title: '校园哨兵', text: TEXT };

const clock = fixedClock(NOW);
const fresh = () => createDingtalkPlatform(CONFIG, { clock });

const group: IncomingMessage = messageOf({});
const single: IncomingMessage = messageOf({ conversationType: '1' });
const sessionless = (message: IncomingMessage): IncomingMessage => ({ ...message, reply: {} });

const session = () => nock(OAPI).post(/^\/robot\/sendBySession\?session=0+1$/);
const token = (accessToken = 'tok', expireIn: unknown = 7200) =>
  nock(API)
    .post('/v1.0/oauth2/accessToken', { appKey: CONFIG.clientId, appSecret: CONFIG.clientSecret })
    .reply(200, { accessToken, expireIn });
const toGroup = (accessToken = 'tok') =>
  nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': accessToken } }).post(
    '/v1.0/robot/groupMessages/send',
    {
      robotCode: CONFIG.robotCode,
      openConversationId: 'cidGroup==',
      msgKey: 'sampleMarkdown',
      msgParam: JSON.stringify(MARKDOWN),
    },
  );
const toPerson = () =>
  nock(API).post('/v1.0/robot/oToMessages/batchSend', {
    robotCode: CONFIG.robotCode,
    userIds: ['user123'],
    msgKey: 'sampleMarkdown',
    msgParam: JSON.stringify(MARKDOWN),
  });

beforeEach(() => clock.set(NOW));
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

describe('late, by session webhook', () => {
  it.each([0, '0'])('is sent when errcode is %j', async (errcode) => {
    nock(OAPI)
      .post(/^\/robot\/sendBySession/, { msgtype: 'markdown', markdown: MARKDOWN })
      .reply(200, { errcode, errmsg: 'ok' });
    expect(await fresh().late(group, TEXT)).toBe('sent');
  });

  it.each([
    [-1, 'retry'],
    [130101, 'retry'],
    [410100, 'retry'],
    [660026, 'retry'],
    [400013, 'gone'],
    [400102, 'gone'],
    [430102, 'gone'],
  ])('errcode %d: %s, without another way tried', async (errcode, outcome) => {
    session().reply(200, { errcode, errmsg: 'x' });
    expect(await fresh().late(group, TEXT)).toBe(outcome);
  });

  it.each([300001, 300005, 400101, 310000, 90020])(
    'errcode %d: the API is taken instead',
    async (errcode) => {
      session().reply(200, { errcode, errmsg: 'session 不存在' });
      token();
      toGroup().reply(200, { processQueryKey: 'k' });
      expect(await fresh().late(group, TEXT)).toBe('sent');
    },
  );

  it('a page instead of JSON means blocked for a while', async () => {
    session().reply(200, '<html>punish</html>');
    expect(await fresh().late(group, TEXT)).toBe('retry');
  });

  it.each(['a reset', 'a 502'])(
    '%s leaves it open whether it arrived, so nothing is repeated',
    async (what) => {
      if (what === 'a 502') session().reply(502, 'bad gateway');
      else session().replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
      expect(await fresh().late(group, TEXT)).toBe('unknown');
    },
  );

  it('a refused connection sent nothing, so the API is taken', async () => {
    session().replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    token();
    toGroup().reply(200, { processQueryKey: 'k' });
    expect(await fresh().late(group, TEXT)).toBe('sent');
  });

  it('is not used in the last minute of its life', async () => {
    clock.set(new Date(NOW.getTime() + 5_400_000 - 60_000));
    token();
    toGroup().reply(200, { processQueryKey: 'k' });
    expect(await fresh().late(group, TEXT)).toBe('sent');
  });

  it('is not used when a stored address is not DingTalk', async () => {
    const message = { ...group, reply: { sessionWebhook: 'https://evil.example.cn/robot/sendBySession' } };
    token();
    toGroup().reply(200, { processQueryKey: 'k' });
    expect(await fresh().late(message, TEXT)).toBe('sent');
  });
});

describe('late, by API', () => {
  it('reaches one person', async () => {
    token();
    toPerson().reply(200, { processQueryKey: 'k', invalidStaffIdList: [], flowControlledStaffIdList: [] });
    expect(await fresh().late(sessionless(single), TEXT)).toBe('sent');
  });

  it.each([
    [{ invalidStaffIdList: ['user123'] }, 'gone'],
    [{ flowControlledStaffIdList: ['user123'] }, 'retry'],
  ])('a success that lists the person as %j is %s', async (lists, outcome) => {
    token();
    toPerson().reply(200, { processQueryKey: 'k', ...lists });
    expect(await fresh().late(sessionless(single), TEXT)).toBe(outcome);
  });

  it('has no way to a person of another corporation', async () => {
    const stranger = { ...sessionless(single), sender: { id: '', outsider: true } };
    expect(await fresh().late(stranger, TEXT)).toBe('gone');
  });

  const DENIED = 'Forbidden.AccessDenied';
  it.each<[number, unknown, string]>([
    [403, { code: `${DENIED}.QpsLimitForAppkeyAndApi` }, 'retry'],
    [403, { code: `${DENIED}.QpsLimitForApi` }, 'retry'],
    [403, { code: `${DENIED}.QpmLimitForAppkeyAndApi` }, 'retry'],
    [403, { code: `${DENIED}.ApiCountLimitForOrg` }, 'gone'],
    [403, { code: `${DENIED}.IpNotInWhiteList` }, 'gone'],
    [400, { code: 'send.too.fast' }, 'retry'],
    [400, { code: 'too.many.group' }, 'retry'],
    [500, { code: 'system.error' }, 'retry'],
    [503, { Code: 'ServiceUnavailable' }, 'retry'],
    [500, { code: 'unknown.send.result' }, 'unknown'],
    [504, '<html>', 'unknown'],
    [400, { code: 'group.disbanded' }, 'gone'],
    [400, { code: 'invalidParameter.msgParam.tooLong' }, 'gone'],
    [200, '<html>blocked</html>', 'retry'],
    [200, { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: 'u' }, 'retry'],
  ])('%d %j: %s', async (status, body, outcome) => {
    token();
    toGroup().reply(status, body as nock.Body);
    expect(await fresh().late(sessionless(group), TEXT)).toBe(outcome);
  });

  it('asks for one token however many answers wait, and keeps it until ten minutes before its end', async () => {
    const platform = fresh();
    token('first');
    toGroup('first').times(3).reply(200, { processQueryKey: 'k' });
    await Promise.all([1, 2].map(() => platform.late(sessionless(group), TEXT)));
    clock.set(new Date(NOW.getTime() + 6_599_000));
    expect(await platform.late(sessionless(group), TEXT)).toBe('sent');
    clock.set(new Date(NOW.getTime() + 6_600_000));
    token('second');
    toGroup('second').reply(200, { processQueryKey: 'k' });
    expect(await platform.late(sessionless(group), TEXT)).toBe('sent');
  });

  it('a refused token is renewed once and the call repeated once', async () => {
    token('old');
    toGroup('old').reply(400, { code: 'InvalidAuthentication' });
    token('new');
    toGroup('new').reply(200, { processQueryKey: 'k' });
    expect(await fresh().late(sessionless(group), TEXT)).toBe('sent');
  });

  it('a token refused twice is left for later', async () => {
    token('old');
    toGroup('old').reply(400, { code: 'InvalidAuthentication' });
    token('new');
    toGroup('new').reply(400, { code: 'InvalidAuthentication' });
    expect(await fresh().late(sessionless(group), TEXT)).toBe('retry');
  });

  it.each<[string, number, unknown]>([
    ['wrong credentials', 400, { code: 'invalidClientIdOrSecret' }],
    ['an odd answer', 200, { accessToken: 7 }],
    ['a page', 200, '<html>'],
  ])('%s instead of a token: later', async (_name, status, body) => {
    nock(API)
      .post('/v1.0/oauth2/accessToken')
      .reply(status, body as nock.Body);
    expect(await fresh().late(sessionless(group), TEXT)).toBe('retry');
  });
});

describe('fetchMedia', () => {
  const picture = { kind: 'image', downloadCode: 'C1' } as const;
  const asked = () =>
    nock(API).post('/v1.0/robot/messageFiles/download', { downloadCode: 'C1', robotCode: CONFIG.robotCode });
  const at = (downloadUrl: unknown) => {
    token();
    asked().reply(200, { downloadUrl });
  };

  it.each(['http://files.oss.aliyuncs.com', 'https://files.oss.aliyuncs.com'])(
    'fetches from %s',
    async (host) => {
      at(`${host}/x.file?Expires=1`);
      nock(host)
        .get('/x.file')
        .query({ Expires: '1' })
        .reply(200, Buffer.from([1, 2, 3]));
      expect(await fresh().fetchMedia(picture, 3)).toEqual({ outcome: 'ok', bytes: Buffer.from([1, 2, 3]) });
    },
  );

  it('stops at the size it was given', async () => {
    at('https://files.oss.aliyuncs.com/x');
    nock('https://files.oss.aliyuncs.com').get('/x').reply(200, Buffer.alloc(4));
    expect(await fresh().fetchMedia(picture, 3)).toEqual({ outcome: 'refused', reason: 'too-big' });
  });

  it.each([
    'https://evil.example.cn/x',
    'http://169.254.169.254/latest',
    'https://aliyuncs.com.evil.cn/x',
    'https://a@files.oss.aliyuncs.com/x',
    'https://files.oss.aliyuncs.com:8443/x',
    'file:///etc/passwd',
  ])('refuses to fetch %s', async (address) => {
    at(address);
    expect(await fresh().fetchMedia(picture, 3)).toMatchObject({ outcome: 'refused' });
  });

  it('follows no redirect to another place', async () => {
    at('https://files.oss.aliyuncs.com/x');
    nock('https://files.oss.aliyuncs.com').get('/x').reply(302, '', { location: 'http://127.0.0.1/' });
    expect(await fresh().fetchMedia(picture, 3)).toMatchObject({ outcome: 'refused' });
  });

  it.each([
    [400, 'invalidParameter.robotCode.downloadCode', 'gone'],
    [403, 'Forbidden.AccessDenied.QpsLimitForApi', 'retry'],
    [500, 'internal', 'retry'],
  ])('%d %s when asking for the address: %s', async (status, code, outcome) => {
    token();
    asked().reply(status, { code });
    expect(await fresh().fetchMedia(picture, 3)).toEqual({ outcome, reason: code });
  });

  it.each([
    [403, 'gone'],
    [404, 'gone'],
    [500, 'retry'],
  ])('%d when fetching: %s', async (status, outcome) => {
    at('https://files.oss.aliyuncs.com/x');
    nock('https://files.oss.aliyuncs.com').get('/x').reply(status);
    expect(await fresh().fetchMedia(picture, 3)).toMatchObject({ outcome });
  });

  it('an answer without address is worth another try', async () => {
    at(7);
    expect(await fresh().fetchMedia(picture, 3)).toMatchObject({ outcome: 'retry' });
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Address, OutgoingContent } from '../../../../src/platforms/channel.ts';
import { CONFIG, NOW } from '../support.ts';
import {
  API,
  CONTENT,
  channel,
  clock,
  FILE,
  GROUP,
  MARKDOWN,
  PICTURE,
  person,
  token,
  upload,
} from './support.ts';

beforeEach(() => clock.set(NOW));
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const { robotCode } = CONFIG;
const sample = (msgKey: string, param: object) => ({ msgKey, msgParam: JSON.stringify(param) });
const WORDS = sample('sampleMarkdown', MARKDOWN);
const toGroup = (message: object = WORDS) =>
  nock(API).post('/v1.0/robot/groupMessages/send', {
    robotCode,
    openConversationId: 'cidGroup==',
    ...message,
  });
const toPersons = (userIds: readonly string[], message: object = WORDS) =>
  nock(API).post('/v1.0/robot/oToMessages/batchSend', { robotCode, userIds, ...message });
const OK = { processQueryKey: 'k' };

const send = (content: OutgoingContent = CONTENT, addresses: readonly Address[] = [GROUP]) =>
  channel(addresses[0]?.kind === 'person' ? 'dingtalk.person' : 'dingtalk.group').send(
    addresses,
    content,
    'u',
  );

describe('dingtalk.group', () => {
  it('sends markdown with the robot code', async () => {
    token();
    toGroup().reply(200, OK);
    expect(await send()).toEqual([{ outcome: 'sent' }]);
  });

  const DENIED = 'Forbidden.AccessDenied';
  it.each<[number, nock.Body, object]>([
    [403, { code: `${DENIED}.QpsLimitForAppkeyAndApi` }, { outcome: 'retry', afterMs: 2_000 }],
    [403, { code: `${DENIED}.QpsLimitForApi` }, { outcome: 'retry', afterMs: 2_000 }],
    [403, { code: `${DENIED}.QpmLimitForAppkeyAndApi` }, { outcome: 'retry', afterMs: 60_000 }],
    [403, { code: `${DENIED}.ApiCountLimitForOrg` }, { outcome: 'retry', afterMs: 3_600_000, code: 'quota' }],
    [403, { code: `${DENIED}.IpNotInWhiteList` }, { outcome: 'rejected' }],
    [403, { code: `${DENIED}.AccessTokenPermissionDenied` }, { outcome: 'rejected' }],
    [400, { code: 'send.too.fast' }, { outcome: 'retry', afterMs: 60_000, code: 'send.too.fast' }],
    [400, { code: 'send.byToken.tooFast' }, { outcome: 'retry', afterMs: 60_000 }],
    [400, { code: 'too.many.group' }, { outcome: 'retry', afterMs: 60_000 }],
    [500, { code: 'system.error' }, { outcome: 'retry', afterMs: 30_000 }],
    [400, { code: 'unknown.send.result' }, { outcome: 'unknown' }],
    [504, '<html>', { outcome: 'unknown', code: 'http-504' }],
    [200, '<html>', { outcome: 'retry', afterMs: 300_000, code: 'blocked' }],
    [400, { code: 'group.disbanded' }, { outcome: 'gone', code: 'group.disbanded' }],
    [400, { code: 'bot.stopped' }, { outcome: 'gone' }],
    [400, { code: 'invalid.openConversationId' }, { outcome: 'gone' }],
    [400, { code: 'conversation.org.notMatch' }, { outcome: 'gone' }],
    [400, { code: 'invalidParameter.robotCode.auth' }, { outcome: 'rejected' }],
    [400, { code: 'invalidParameter.msgParam.tooLong' }, { outcome: 'rejected' }],
    [400, { code: 'contain.notAllowed.text' }, { outcome: 'rejected' }],
    [400, { code: 'a code 13800000000 with words' }, { outcome: 'rejected', code: 'odd-code' }],
  ])('%d %j: %j', async (status, body, outcome) => {
    token();
    toGroup().reply(status, body);
    expect(await send()).toMatchObject([outcome]);
  });

  it('a call cut after it was sent is unknown', async () => {
    token();
    toGroup().replyWithError(Object.assign(new Error('x'), { code: 'ECONNRESET' }));
    expect(await send()).toEqual([{ outcome: 'unknown', code: 'timeout' }]);
  });

  it('without a token nothing is sent', async () => {
    nock(API).post('/v1.0/oauth2/accessToken').reply(400, { code: 'invalidClientIdOrSecret' });
    expect(await send()).toEqual([{ outcome: 'retry', afterMs: 60_000, code: 'no-token' }]);
  });

  it('a picture stands in the words', async () => {
    token();
    upload('image', { errcode: '0', media_id: '@media' });
    toGroup(sample('sampleMarkdown', { ...MARKDOWN, text: `${MARKDOWN.text}\n\n![](@media)` })).reply(
      200,
      OK,
    );
    expect(await send({ ...CONTENT, picture: PICTURE })).toEqual([{ outcome: 'sent' }]);
  });

  it('a picture alone is a picture', async () => {
    token();
    upload('image', { errcode: 0, media_id: '@media' });
    toGroup(sample('sampleImageMsg', { photoURL: '@media' })).reply(200, OK);
    expect(await send({ title: '图', text: '', picture: PICTURE })).toEqual([{ outcome: 'sent' }]);
  });

  const SENT_FILE = sample('sampleFile', { mediaId: '@f', fileName: '台账.xlsx', fileType: 'xlsx' });
  const withFile = () => {
    token();
    upload('file', { errcode: 0, media_id: '@f' });
  };

  it('a file goes after the words', async () => {
    withFile();
    const seen: unknown[] = [];
    nock(API)
      .post('/v1.0/robot/groupMessages/send', (body) => seen.push(body.msgKey) > 0)
      .twice()
      .reply(200, OK);
    expect(await send({ ...CONTENT, file: FILE })).toEqual([{ outcome: 'sent' }]);
    expect(seen).toEqual(['sampleMarkdown', 'sampleFile']);
  });

  it('words that are refused take the file with them', async () => {
    withFile();
    toGroup().reply(400, { code: 'send.too.fast' });
    expect(await send({ ...CONTENT, file: FILE })).toMatchObject([{ outcome: 'retry' }]);
  });

  it('the words are said when the file after them is refused', async () => {
    withFile();
    toGroup().reply(200, OK);
    toGroup(SENT_FILE).reply(400, { code: 'invalidParameter.msgParam.invalid' });
    expect(await send({ ...CONTENT, file: FILE })).toEqual([
      { outcome: 'sent', leftOut: 'invalidParameter.msgParam.invalid' },
    ]);
  });

  it('the same picture is uploaded once', async () => {
    token();
    upload('image', { errcode: 0, media_id: '@media' });
    nock(API).post('/v1.0/robot/groupMessages/send').times(2).reply(200, OK);
    const out = channel('dingtalk.group');
    const content = { ...CONTENT, picture: PICTURE };
    const sent = await Promise.all([1, 2].map(() => out.send([GROUP], content, 'u')));
    expect(sent.flat()).toEqual([{ outcome: 'sent' }, { outcome: 'sent' }]);
  });

  it('a refused token is renewed once for an upload', async () => {
    token('old');
    upload('image', { errcode: 40014 }, 'old');
    token('new');
    upload('image', { errcode: 0, media_id: '@media' }, 'new');
    toGroup(sample('sampleImageMsg', { photoURL: '@media' })).reply(200, OK);
    expect(await send({ title: '图', text: '', picture: PICTURE })).toEqual([{ outcome: 'sent' }]);
  });

  it.each<[string, nock.Body, object]>([
    ['a busy system', { errcode: -1 }, { outcome: 'retry', attachment: true }],
    [
      'a refused picture',
      { errcode: 430103 },
      { outcome: 'rejected', code: 'upload-430103', attachment: true },
    ],
    ['a missing id', { errcode: 0 }, { outcome: 'retry', attachment: true }],
    ['a page', '<html>', { outcome: 'retry', code: 'blocked', attachment: true }],
  ])(
    'when the upload ends with %s nothing is sent, and the words may go alone',
    async (_name, answer, outcome) => {
      token();
      upload('image', answer);
      expect(await send({ ...CONTENT, picture: PICTURE })).toMatchObject([outcome]);
    },
  );

  it.each([
    [{ picture: { name: 'a.svg', bytes: Buffer.alloc(1) } }, { code: 'file-type', attachment: true }],
    [
      { picture: { name: 'a.png', bytes: Buffer.alloc(20 * 1024 * 1024 + 1) } },
      { code: 'file-too-big', attachment: true },
    ],
    [{ file: { name: 'a.exe', bytes: Buffer.alloc(1) } }, { code: 'file-type', attachment: true }],
    [{ text: '字'.repeat(5_000) }, { code: 'too-long' }],
  ])('is rejected before any call: %#', async (extra, why) => {
    expect(await send({ ...CONTENT, ...extra })).toEqual([{ outcome: 'rejected', ...why }]);
  });
});

describe('dingtalk.person', () => {
  const people = ['a', 'b', 'c'].map(person);

  it('sends one batch and tells of each person', async () => {
    token();
    toPersons(['a', 'b', 'c']).reply(200, {
      ...OK,
      invalidStaffIdList: ['b'],
      flowControlledStaffIdList: ['c'],
    });
    expect(await send(CONTENT, people)).toEqual([
      { outcome: 'sent', handle: 'k' },
      { outcome: 'gone', code: 'invalid-staff' },
      { outcome: 'retry', afterMs: 60_000, code: 'flow-controlled' },
    ]);
  });

  it.each<[number, nock.Body, object]>([
    [200, { successResult: ['k'], failedResult: {} }, { outcome: 'recalled' }],
    [
      200,
      { successResult: [], failedResult: { k: 'over 24 hours' } },
      { outcome: 'gone', code: 'not-recalled' },
    ],
    [400, { code: 'send.too.fast' }, { outcome: 'retry', code: 'send.too.fast' }],
    [504, '<html>', { outcome: 'retry', code: 'http-504' }],
    [400, { code: 'invalidParameter.robotCode.auth' }, { outcome: 'gone' }],
  ])('takes messages back by what the send gave: %d %j: %j', async (status, body, outcome) => {
    token();
    nock(API)
      .post('/v1.0/robot/otoMessages/batchRecall', { robotCode, processQueryKeys: ['k'] })
      .reply(status, body);
    expect(await channel('dingtalk.person').recall?.(['k'])).toMatchObject(outcome);
  });

  it('a failure is everybody’s', async () => {
    token();
    toPersons(['a', 'b', 'c']).reply(400, { code: 'too.many.people' });
    expect(await send(CONTENT, people)).toEqual(
      Array(3).fill({ outcome: 'retry', afterMs: 60_000, code: 'too.many.people' }),
    );
  });

  it('the file goes only to those who got the words', async () => {
    token();
    upload('file', { errcode: 0, media_id: '@f' });
    toPersons(['a', 'b', 'c']).reply(200, { ...OK, invalidStaffIdList: ['a'] });
    toPersons(
      ['b', 'c'],
      sample('sampleFile', { mediaId: '@f', fileName: FILE.name, fileType: 'xlsx' }),
    ).reply(200, { ...OK, flowControlledStaffIdList: ['c'] });
    expect(await send({ ...CONTENT, file: FILE }, people)).toEqual([
      { outcome: 'gone', code: 'invalid-staff' },
      { outcome: 'sent', handle: 'k' },
      { outcome: 'sent', leftOut: 'flow-controlled' },
    ]);
  });

  it('reaches persons with an id, not groups; 20 at once', () => {
    const out = channel('dingtalk.person');
    expect([person('a'), person(''), GROUP].map(out.reaches)).toEqual([true, false, false]);
    expect([out.batch, channel('dingtalk.group').reaches(person('a'))]).toEqual([20, false]);
  });
});

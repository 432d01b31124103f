import { afterEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { WecomClient } from '../../support/wecom-client.ts';
import { CONFIG, robot } from './setup.ts';

const HOST = 'https://ww-aibot-img-1.cos.myqcloud.com';
const { platform, client } = robot();
const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

const fetchIt = (url: string, maxBytes = 1_000) => platform.fetchMedia({ kind: 'image', url }, maxBytes);

afterEach(() => nock.cleanAll());

describe('a picture', () => {
  it.each([0, 1, 15, 16, 31, 32, 33, 500])('of %d bytes is fetched and decrypted', async (size) => {
    const bytes = Buffer.alloc(size, 7);
    nock(HOST).get('/a?sign=1').reply(200, client.encryptBytes(bytes));
    expect(await fetchIt(`${HOST}/a?sign=1 `)).toEqual({ outcome: 'ok', bytes });
  });

  it('may be exactly as big as allowed, and no bigger', async () => {
    nock(HOST)
      .persist()
      .get('/a')
      .reply(200, client.encryptBytes(Buffer.alloc(100)));
    expect(await fetchIt(`${HOST}/a`, 100)).toMatchObject({ outcome: 'ok' });
    expect(await fetchIt(`${HOST}/a`, 99)).toEqual({ outcome: 'refused', reason: 'too big' });
    expect(await fetchIt(`${HOST}/a`, 10)).toEqual({ outcome: 'refused', reason: 'too big' });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['not whole blocks', Buffer.alloc(33)],
    ['not encrypted', Buffer.concat([PICTURE, PICTURE])],
    [
      'encrypted with another key',
      new WecomClient({ ...CONFIG, aesKey: `${'Z'.repeat(43)}` }).encryptBytes(PICTURE),
    ],
    ['padded wrongly', client.encryptRaw(Buffer.concat([Buffer.alloc(31), Buffer.from([3])]))],
  ])('that is %s is refused', async (_name, body) => {
    nock(HOST).get('/a').reply(200, body);
    expect(await fetchIt(`${HOST}/a`)).toEqual({ outcome: 'refused', reason: 'undecipherable' });
  });

  it.each([
    [403, 'gone'],
    [404, 'gone'],
    [429, 'retry'],
    [500, 'retry'],
    [503, 'retry'],
  ])('answered %d is %s', async (status, outcome) => {
    nock(HOST).get('/a').reply(status, '<Error/>');
    expect(await fetchIt(`${HOST}/a`)).toEqual({ outcome, reason: `status ${status}` });
  });

  it('that cannot be reached is tried again', async () => {
    nock(HOST)
      .get('/a')
      .replyWithError(Object.assign(new Error('no'), { code: 'ECONNRESET' }));
    expect(await fetchIt(`${HOST}/a`)).toEqual({ outcome: 'retry', reason: 'ECONNRESET' });
  });

  it('elsewhere is refused, also behind a redirect', async () => {
    nock(HOST).get('/a').reply(302, '', { location: 'http://169.254.169.254/latest' });
    expect(await fetchIt(`${HOST}/a`)).toEqual({ outcome: 'refused', reason: 'redirect-host' });
    expect(await fetchIt('http://a.myqcloud.com/a')).toEqual({ outcome: 'refused', reason: 'host' });
    expect(await fetchIt('https://a.example.cn/a')).toEqual({ outcome: 'refused', reason: 'host' });
  });
});

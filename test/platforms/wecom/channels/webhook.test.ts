import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { CONTENT, groupWith, logged, OK, PNG, person, vendor, webhookChannel } from './setup.ts';

const channel = webhookChannel();
const KEY = '693axxx6-7aoc-4bc4-97a0-secret';
const send = async (content = {}) =>
  (await channel.send([groupWith(KEY)], { ...CONTENT, ...content }, 'u1'))[0];
const webhook = (body?: nock.RequestBodyMatcher) =>
  vendor().post('/cgi-bin/webhook/send', body).query({ key: KEY });

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

describe('the webhook of a group', () => {
  it('takes markdown', async () => {
    webhook({ msgtype: 'markdown', markdown: { content: '**汛期**值班表已发' } }).reply(200, OK);
    expect(await send()).toEqual({ outcome: 'sent' });
  });

  it('takes words, picture and file in that order, the file uploaded first', async () => {
    const seen: string[] = [];
    const note = (_uri: string, body: nock.Body): object => {
      seen.push(String(Reflect.get(body as object, 'msgtype')));
      return OK;
    };
    vendor()
      .post('/cgi-bin/webhook/upload_media', (body) => {
        seen.push('upload');
        return /name="media"; filename="file_1.pdf"; filelength=8\r\n/.test(String(body));
      })
      .query({ key: KEY, type: 'file' })
      .reply(200, { ...OK, type: 'file', media_id: 'MEDIA1', created_at: '1380000000' });
    webhook().reply(200, note);
    const md5 = createHash('md5').update(PNG).digest('hex');
    webhook({ msgtype: 'image', image: { base64: PNG.toString('base64'), md5 } }).reply(200, note);
    webhook({ msgtype: 'file', file: { media_id: 'MEDIA1' } }).reply(200, note);
    const file = { name: '值班表 file 1.pdf', bytes: Buffer.from('%PDF-1.7') };
    expect(await send({ picture: { name: 'a.png', bytes: PNG }, file })).toEqual({ outcome: 'sent' });
    expect(seen).toEqual(['upload', 'markdown', 'image', 'file']);
  });

  it.each([
    ['sent', 200, OK, { outcome: 'sent' }],
    ['busy', 200, { errcode: -1 }, { outcome: 'retry', afterMs: 5_000, code: '-1' }],
    ['called too often', 200, { errcode: 45_009 }, { outcome: 'retry', afterMs: 60_000, code: '45009' }],
    ['removed', 200, { errcode: 93_000 }, { outcome: 'gone', code: '93000' }],
    ['of another chat', 200, { errcode: 93_006 }, { outcome: 'gone', code: '93006' }],
    ['too long', 200, { errcode: 45_002 }, { outcome: 'rejected', code: '45002' }],
    ['a page of a firewall', 200, '<html>blocked</html>', { outcome: 'unknown', code: 'not-json' }],
    ['a list', 200, '[]', { outcome: 'unknown', code: 'not-json' }],
    ['forbidden', 403, '<html/>', { outcome: 'retry', afterMs: 60_000, code: 'http-403' }],
    ['limited', 429, '', { outcome: 'retry', afterMs: 60_000, code: 'http-429' }],
    ['redirected', 302, '', { outcome: 'retry', afterMs: 60_000, code: 'http-302' }],
    ['not found', 404, '', { outcome: 'rejected', code: 'http-404' }],
    ['broken behind a proxy', 502, '', { outcome: 'unknown', code: 'http-502' }],
    ['down', 503, '', { outcome: 'retry', afterMs: 5_000, code: 'http-503' }],
  ])('that is %s has this outcome', async (_name, status, body, outcome) => {
    webhook().reply(status, body);
    expect(await send()).toEqual(outcome);
  });

  it.each([
    ['ECONNREFUSED', { outcome: 'retry', afterMs: 5_000, code: 'ECONNREFUSED' }],
    ['ECONNRESET', { outcome: 'unknown', code: 'ECONNRESET' }],
  ])('that cannot be reached (%s) has this outcome', async (code, outcome) => {
    webhook().replyWithError(Object.assign(new Error('x'), { code }));
    expect(await send()).toEqual(outcome);
  });

  it('has said the words when the picture after them is refused', async () => {
    webhook().reply(200, OK);
    webhook().reply(200, { errcode: 45_009 });
    expect(await send({ picture: { name: 'a.png', bytes: PNG } })).toEqual({
      outcome: 'sent',
      leftOut: '45009',
    });
  });

  it.each([
    ['a picture of another kind', { picture: { name: 'a.gif', bytes: Buffer.from('GIF89a-----') } }],
    ['a picture too big', { picture: { name: 'a.png', bytes: Buffer.concat([PNG, Buffer.alloc(2 ** 21)]) } }],
    ['an empty file', { file: { name: 'a.pdf', bytes: Buffer.alloc(0) } }],
  ])('refuses %s before anything is said', async (_name, content) => {
    expect(await send(content)).toEqual({
      outcome: 'rejected',
      code: 'file-size-or-type',
      attachment: true,
    });
  });

  it('says nothing when the upload fails', async () => {
    vendor().post('/cgi-bin/webhook/upload_media').query(true).reply(502);
    const file = { name: 'a.pdf', bytes: Buffer.from('%PDF-1.7') };
    expect(await send({ file })).toEqual({
      outcome: 'retry',
      afterMs: 5_000,
      code: 'http-502',
      attachment: true,
    });
  });

  it.each([
    ['a group', groupWith('K'), true],
    ['a group without webhook', { kind: 'group', id: 'wr1' } as const, false],
    ['a person', person('zhangsan'), false],
    [
      'another host',
      {
        kind: 'group',
        id: 'x',
        webhook: { url: 'https://evil.example/cgi-bin/webhook/send?key=K' },
      } as const,
      false,
    ],
    [
      'no key',
      {
        kind: 'group',
        id: 'x',
        webhook: { url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send' },
      } as const,
      false,
    ],
  ])('reaches %s or not', async (_name, address, reaches) => {
    expect(channel.reaches(address)).toBe(reaches);
    if (!reaches) {
      expect(await channel.send([address], CONTENT, 'u')).toEqual([
        { outcome: 'rejected', code: 'webhook-address' },
      ]);
    }
  });

  it('logs the hint and never the key', async () => {
    webhook().reply(200, {
      errcode: 93_000,
      errmsg: `invalid webhook url ${KEY}, hint: [1700000000_12_ab], from ip: 1.2.3.4`,
    });
    await send();
    const all = logged.join('\n');
    expect(all).toContain('1700000000_12_ab');
    expect(all).not.toContain(KEY);
    expect(all).not.toContain('汛期');
  });

  it('stays below 20 messages a minute even with attachments', () => {
    for (const { burst, perMinute } of channel.limits)
      expect(3 * (burst + perMinute)).toBeLessThanOrEqual(20);
  });
});

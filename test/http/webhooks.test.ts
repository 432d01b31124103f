import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import type { HttpOptions } from '../../src/http/server.ts';
import { streamOf } from '../../src/inbox/types.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { shownText, signed, signedText, TEST_ROBOT, textBody } from '../support/dingtalk-client.ts';
import { fakeInbox, NOW, type Running, run } from './support.ts';

const PATH = '/webhooks/dingtalk';
const SAID = { text: '查 辍学', sender: 'user123', group: 'cidGroup==', id: 'msg1==' };

let running: Running | undefined;
afterEach(async () => {
  await running?.server.close();
  running = undefined;
});

async function start(options: Partial<HttpOptions> = {}): Promise<Running> {
  running = await run(options);
  return running;
}

const post = (url: string, { headers, body }: { headers: Readonly<Record<string, string>>; body: string }) =>
  supertest(url)
    .post(PATH)
    .set({ ...headers })
    .send(body);

describe('POST /webhooks/dingtalk', () => {
  it('hands the message to the inbox and its reply to the platform', async () => {
    const inbox = fakeInbox();
    const { url, metrics } = await start({ inbox });
    const response = await post(url, signedText(TEST_ROBOT, SAID, NOW));
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(shownText(response.text)).toBe('收到 查 辍学');
    expect(inbox.seen).toMatchObject([{ id: 'msg1==', sender: { id: 'user123' }, receivedAt: NOW }]);
    expect(await metrics()).toContain('sentinel_messages_total{platform="dingtalk",outcome="reply"} 1');
  });

  it('gives the inbox the work it was given', async () => {
    const work = async () => 'worked';
    const inbox = fakeInbox({
      receive: async (message, given) => ({
        kind: 'reply',
        text: await given(message, {
          key: 'k',
          recall: () => undefined,
          freeze: (_name, choose) => choose(),
        }),
      }),
    });
    const { url } = await start({ inbox, work });
    expect(shownText((await post(url, signedText(TEST_ROBOT, SAID, NOW))).text)).toBe('worked');
  });

  it.each([
    ['later', { kind: 'later' as const }],
    ['nothing', { kind: 'reply' as const, text: '' }],
  ])('says nothing now when the answer is %s', async (outcome, answer) => {
    const { url, metrics } = await start({ inbox: fakeInbox({ receive: async () => answer }) });
    const response = await post(url, signedText(TEST_ROBOT, SAID, NOW));
    expect([response.status, response.text]).toEqual([200, '{"msgtype":"empty"}']);
    expect(await metrics()).toContain(`outcome="${outcome}"} 1`);
  });

  it.each([
    ['fails', async () => Promise.reject(new Error('王小明 is not reachable'))],
    ['hangs', () => new Promise<never>(() => undefined)],
  ])('acknowledges nothing when the inbox %s', async (_name, receive) => {
    const limits = { answerMs: { wecom: 50, dingtalk: 50 } };
    const { url, logged, metrics } = await start({ inbox: fakeInbox({ receive }), limits });
    const response = await post(url, signedText(TEST_ROBOT, SAID, NOW));
    expect([response.status, response.text]).toEqual([503, '']);
    expect(logged.join('')).not.toMatch(/王小明|查 辍学/);
    expect(await metrics()).toContain('outcome="failed"} 1');
  });

  const good = signedText(TEST_ROBOT, SAID, NOW);
  it.each([
    ['no signature', { headers: {}, body: good.body }, 401],
    [
      'a wrong signature',
      { ...good, headers: { ...good.headers, sign: `A${good.headers.sign?.slice(1)}` } },
      401,
    ],
    ['a stale signature', signedText(TEST_ROBOT, SAID, new Date(NOW.getTime() - 3_600_001)), 401],
    ['no JSON', { ...good, body: 'nonsense' }, 400],
    ['an empty body', { ...good, body: '' }, 400],
    [
      'another robot',
      signed({ ...TEST_ROBOT }, { ...textBody(TEST_ROBOT, SAID, NOW), robotCode: 'x' }, NOW),
      403,
    ],
  ])('%s: refused without a word', async (_name, callback, status) => {
    const inbox = fakeInbox();
    const { url, metrics } = await start({ inbox });
    const response = await post(url, callback);
    expect([response.status, response.text]).toEqual([status, '']);
    expect(inbox.seen).toEqual([]);
    expect(await metrics()).toMatch(
      new RegExp(`sentinel_refusals_total\\{platform="dingtalk",status="${status}"`),
    );
  });

  it('refuses a signature sent twice', async () => {
    const { url } = await start();
    const { hostname, port } = new URL(url);
    const headers = { ...good.headers, sign: [good.headers.sign ?? '', good.headers.sign ?? ''] };
    const status = await new Promise((resolve, reject) => {
      const call = httpRequest({ hostname, port, path: PATH, method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.on('error', reject).end(good.body);
    });
    expect(status).toBe(401);
  });

  it('reads the body whatever type it claims', async () => {
    const { url } = await start();
    const response = await post(url, { ...good, headers: { ...good.headers, 'content-type': 'text/plain' } });
    expect(response.status).toBe(200);
  });

  it('takes 256 KiB and no byte more', async () => {
    const { url } = await start();
    const padded = (bytes: number) => ({
      ...good,
      body: good.body + ' '.repeat(bytes - Buffer.byteLength(good.body)),
    });
    expect((await post(url, padded(262_144))).status).toBe(200);
    expect((await post(url, padded(262_145))).status).toBe(413);
  });

  it('says nothing to who uses the id of somebody else’s message, and counts it', async () => {
    const { url, metrics, logged } = await start({
      inbox: fakeInbox({ receive: async () => ({ kind: 'foreign' }) }),
    });
    const response = await post(url, signedText(TEST_ROBOT, SAID, NOW));
    expect([response.status, response.text]).toEqual([200, '{"msgtype":"empty"}']);
    expect(await metrics()).toContain(
      'sentinel_ignored_total{platform="dingtalk",reason="another-sender"} 1',
    );
    expect(await metrics()).toContain('outcome="ignored"} 1');
    expect(logged.join('')).not.toContain('user123');
  });

  it('counts a quota notice and says nothing', async () => {
    const { url, metrics } = await start();
    const quota = {
      ...textBody(TEST_ROBOT, SAID, NOW),
      text: undefined,
      errorCode: 20001,
      errorMessage: '超量',
    };
    const response = await post(url, signed(TEST_ROBOT, quota, NOW));
    expect([response.status, response.text]).toEqual([200, '{"msgtype":"empty"}']);
    expect(await metrics()).toContain('sentinel_ignored_total{platform="dingtalk",reason="quota"} 1');
  });

  it('logs neither what was said nor who said it nor where an answer may go', async () => {
    const { url, logged } = await start();
    await supertest(url)
      .post(`${PATH}?secret=1`)
      .set({ ...good.headers })
      .send(good.body);
    expect(logged.join('')).toContain('"path":"/webhooks/dingtalk"');
    expect(logged.join('')).not.toMatch(/辍学|user123|session=|secret|cidGroup/);
  });
});

describe('other requests', () => {
  it('GET tells that somebody is there', async () => {
    const { url } = await start();
    const response = await supertest(url).get(PATH);
    expect([response.status, response.text]).toEqual([200, 'ok']);
  });

  it.each(['put', 'delete', 'patch', 'options', 'head'] as const)('%s is not allowed', async (method) => {
    const { url } = await start();
    const response = await supertest(url)[method](PATH);
    expect([response.status, response.headers.allow]).toEqual([405, 'GET, POST']);
  });

  it.each(['/webhooks/wecom', '/webhooks/feishu', '/webhooks', '/', '/%'])(
    '%s is not there',
    async (path) => {
      const { url } = await start();
      expect((await supertest(url).post(path).send('{}')).status).toBe(404);
    },
  );
});

describe('a platform that is polled', () => {
  const speaker = { chat: { kind: 'single', id: 'u' }, sender: { id: 'u', outsider: false } } as const;
  const answer = (body: string) => ({ status: 200, type: 'text/plain', body });
  const polling: Platform = {
    id: 'wecom',
    surface: { replyBytes: 100, measure: (text) => text.length },
    lateMode: 'poll',
    receive: ({ query }) =>
      query.has('throw')
        ? JSON.parse('{')
        : {
            type: 'poll',
            stream: query.get('s') ?? '',
            speaker,
            respond: (given) => answer(JSON.stringify(given)),
          },
    late: async () => 'gone',
    fetchMedia: async () => ({ outcome: 'refused', reason: 'none' }),
  };
  const stream = streamOf({ platform: 'wecom', id: 'm' });
  const ask = (url: string) => supertest(url).post('/webhooks/wecom').query({ s: stream });

  it.each([
    [
      { kind: 'reply' as const, text: '好' },
      { kind: 'reply', text: '好', stream },
    ],
    [{ kind: 'later' as const }, { kind: 'later', stream }],
    [{ kind: 'unknown' as const }, { kind: 'nothing' }],
  ])('gets %j as it stands', async (stored, expected) => {
    const { url } = await start({ platforms: [polling], inbox: fakeInbox({ poll: async () => stored }) });
    expect(JSON.parse((await ask(url)).text)).toEqual(expected);
  });

  it('says who asks', async () => {
    const asked: unknown[] = [];
    const poll = async (...given: unknown[]) => {
      asked.push(given);
      return { kind: 'unknown' as const };
    };
    const { url } = await start({ platforms: [polling], inbox: fakeInbox({ poll }) });
    await ask(url);
    expect(asked).toEqual([[stream, speaker]]);
  });

  it('is told to ask again while the inbox is away', async () => {
    const poll = async () => Promise.reject(new Error('away'));
    const { url } = await start({ platforms: [polling], inbox: fakeInbox({ poll }) });
    expect(JSON.parse((await ask(url)).text)).toEqual({ kind: 'later', stream });
  });

  it('gets a 400 when its adapter throws', async () => {
    const { url } = await start({ platforms: [polling] });
    expect((await supertest(url).post('/webhooks/wecom?throw').send('x')).status).toBe(400);
  });
});

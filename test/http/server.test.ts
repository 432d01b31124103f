import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import type { HttpOptions } from '../../src/http/server.ts';
import { signedText, TEST_ROBOT } from '../support/dingtalk-client.ts';
import { fakeInbox, NOW, type Running, run } from './support.ts';

let running: Running | undefined;
afterEach(async () => {
  await running?.server.close();
  running = undefined;
});

async function start(options: Partial<HttpOptions> = {}): Promise<Running> {
  running = await run(options);
  return running;
}

describe('GET /healthz and /readyz', () => {
  it('tell that the process lives, whatever the checks say', async () => {
    const { url } = await start({ checks: { database: () => false } });
    const response = await supertest(url).get('/healthz');
    expect([response.status, response.body]).toEqual([200, { status: 'ok' }]);
  });

  it('tell that it can work', async () => {
    const { url } = await start({ checks: { database: async () => true, commands: () => true } });
    const response = await supertest(url).get('/readyz');
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ status: 'ready', checks: { database: 'ok', commands: 'ok' } });
  });

  it('tell which part is missing, and no more', async () => {
    const checks = {
      database: async () => Promise.reject(new Error('mongodb://root:pw@db')),
      migrations: () => {
        throw new Error('secret');
      },
      commands: () => true,
    };
    const { url } = await start({ checks });
    const response = await supertest(url).get('/readyz');
    expect(response.status).toBe(503);
    expect(response.body).toEqual({
      status: 'not ready',
      checks: { database: 'failed', migrations: 'failed', commands: 'ok' },
    });
  });

  it('tell what to be warned of beside it, and stay ready', async () => {
    const warnings = {
      jobs: async () => ['purge'],
      well: async () => [],
      lost: async () => Promise.reject(new Error('secret')),
    };
    const { url } = await start({ checks: { database: () => true }, warnings });
    const response = await supertest(url).get('/readyz');
    expect([response.status, response.body]).toEqual([
      200,
      { status: 'ready', checks: { database: 'ok' }, warnings: { jobs: ['purge'], lost: ['unknown'] } },
    ]);
  });

  it('can only be read', async () => {
    const { url } = await start();
    expect((await supertest(url).post('/readyz')).status).toBe(405);
  });
});

describe('GET /metrics', () => {
  const bearer = { authorization: 'Bearer the-token' };
  it.each<[string, Record<string, string>, number]>([
    ['without the token', {}, 403],
    ['with the token', bearer, 200],
    ['a proxy with the token', { 'x-forwarded-for': '10.0.0.1', ...bearer }, 200],
    ['a proxy with another token', { forwarded: 'for=10.0.0.1', authorization: 'Bearer the-tokem' }, 403],
    ['a proxy with a password', { via: 'x', authorization: 'Basic the-token' }, 403],
  ])('where there is a token, %s: %j gives %d', async (_name, headers, status) => {
    const { url } = await start({ metricsToken: 'the-token' });
    const response = await supertest(url).get('/metrics').set(headers);
    expect(response.status).toBe(status);
    expect(response.text.includes('sentinel_messages_total')).toBe(status === 200);
  });

  it.each<[string, Record<string, string>, number]>([
    ['this machine', {}, 200],
    ['this machine by its name', { host: 'localhost:PORT' }, 200],
    ['a proxy that says so', { 'x-forwarded-for': '10.0.0.1' }, 403],
    ['a proxy that passes the name on', { host: 'bot.example.cn' }, 403],
    ['a proxy that passes the name and our port on', { host: 'bot.example.cn:PORT' }, 403],
    ['a proxy at another port of this machine', { host: '127.0.0.1:8443' }, 403],
    ['a proxy of this machine', { host: 'localhost' }, 403],
    ['a name that only begins like ours', { host: 'localhost.example.cn:PORT' }, 403],
  ])('where there is none, %s: %j gives %d', async (_name, headers, status) => {
    const { url } = await start();
    const { port } = new URL(url);
    const host = headers.host?.replace('PORT', port);
    const response = await supertest(url)
      .get('/metrics')
      .set({ ...headers, ...(host ? { host } : {}) });
    expect(response.status).toBe(status);
  });

  it('is closed to a proxy that speaks HTTP/1.0 with our own address, as nginx does', async () => {
    const { url } = await start();
    const { host, port, hostname } = new URL(url);
    const heard = await new Promise<string>((resolve) => {
      let all = '';
      const socket = connect(Number(port), hostname, () =>
        socket.write(`GET /metrics HTTP/1.0\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
      );
      socket.on('data', (chunk) => {
        all += String(chunk);
      });
      socket.on('close', () => resolve(all));
    });
    expect(heard).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('is closed to proxies when there is no token', async () => {
    const { url } = await start();
    const headers = { 'x-real-ip': '10.0.0.1', authorization: 'Bearer undefined' };
    expect((await supertest(url).get('/metrics').set(headers)).status).toBe(403);
  });
});

describe('every answer', () => {
  it('carries careful headers and a request id', async () => {
    const { url } = await start();
    const { headers } = await supertest(url).get('/nowhere');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it.each([
    ['abc-123_X', true],
    ['a b', false],
    ['a'.repeat(65), false],
    ['"},"level":"fatal', false],
  ])('keeps the request id %j: %s', async (id, kept) => {
    const { url } = await start();
    const { headers } = await supertest(url).get('/healthz').set('X-Request-Id', id);
    expect(headers['x-request-id'] === id).toBe(kept);
  });

  it('keeps errors of mounted modules to the log, without their message', async () => {
    const { url, logged } = await start({
      mount: (app) => {
        app.use((ctx) => {
          if (ctx.path === '/hello') ctx.body = 'hello';
          else throw new Error('13800138000 broke it');
        });
      },
    });
    expect((await supertest(url).get('/hello')).text).toBe('hello');
    const response = await supertest(url).get('/broken');
    expect([response.status, response.text]).toEqual([500, '']);
    expect(logged.join('')).toContain('request failed');
    expect(logged.join('')).not.toContain('13800138000');
  });
});

describe('connections that say nothing', () => {
  it('end, however many there are, and who speaks is heard meanwhile', async () => {
    const { url } = await start({ limits: { headersMs: 300, lookEveryMs: 100 } });
    const { port, hostname } = new URL(url);
    const ends = Array.from({ length: 500 }, (_, n) => {
      const socket = connect(Number(port), hostname, () => n % 2 === 0 && socket.write('GET /hea'));
      return new Promise((resolve) =>
        socket
          .on('error', () => undefined)
          .on('close', resolve)
          .resume(),
      );
    });
    expect((await supertest(url).get('/healthz')).status).toBe(200);
    await Promise.all(ends);
  });
});

describe('close', () => {
  const callback = signedText(TEST_ROBOT, { text: '查', sender: 'u' }, NOW);

  /** Posts on a connection that is kept open, as the platforms do. */
  function postKeptAlive(url: string, agent: Agent): Promise<{ status: number; connection: unknown }> {
    const { hostname, port } = new URL(url);
    const options = {
      hostname,
      port,
      agent,
      path: '/webhooks/dingtalk',
      method: 'POST',
      headers: callback.headers,
    };
    return new Promise((resolve, reject) => {
      const call = httpRequest(options, (response) => {
        response.resume().on('end', () => {
          resolve({ status: response.statusCode ?? 0, connection: response.headers.connection });
        });
      });
      call.on('error', reject).end(callback.body);
    });
  }

  it('lets a request in flight end, takes no new one, and does not wait for idle connections', async () => {
    let arrived = () => {};
    let finish = () => {};
    const there = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const receive = () =>
      new Promise<{ kind: 'reply'; text: string }>((resolve) => {
        finish = () => resolve({ kind: 'reply', text: '好' });
        arrived();
      });
    const { url, server } = await start({ inbox: fakeInbox({ receive }) });
    const agent = new Agent({ keepAlive: true });
    const answer = postKeptAlive(url, agent);
    await there;
    const closed = server.close();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    finish();
    expect(await answer).toEqual({ status: 200, connection: 'close' });
    await closed;
    agent.destroy();
  });

  it('cuts what does not end in time', async () => {
    let arrived = () => {};
    const there = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const receive = () => {
      arrived();
      return new Promise<never>(() => undefined);
    };
    const { url, server } = await start({
      inbox: fakeInbox({ receive }),
      limits: { closeMs: 50, answerMs: { wecom: 300, dingtalk: 300 } },
    });
    const agent = new Agent({ keepAlive: true });
    const answer = postKeptAlive(url, agent).catch(() => 'cut');
    await there;
    await server.close();
    expect(await answer).toBe('cut');
    agent.destroy();
  });

  it('may be called before listening and twice', async () => {
    const { server } = await start();
    await server.close();
    await server.close();
  });

  it('listen rejects when the port is taken', async () => {
    const { url } = await start();
    const other = await run();
    await other.server.close();
    await expect(other.server.listen('127.0.0.1', Number(new URL(url).port))).rejects.toMatchObject({
      code: 'port_taken',
    });
  });
});

import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** fetch does not let one set Host, so this asks by hand. */
function statusOf(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(world.url + path, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the sandbox stays on this machine', () => {
  it.each([
    ['127.0.0.1', 200],
    ['127.0.0.1:3000', 200],
    ['localhost:3000', 200],
    ['[::1]:3000', 200],
    ['sentinel.example.cn', 403],
    ['127.0.0.1.example.cn', 403],
    ['10.0.0.7:3000', 403],
    ['localhost@evil.example', 403],
  ])('Host %s gets %i', async (host, status) => {
    for (const path of ['/sandbox', '/SANDBOX', '/sandbox/', '/sandbox/api/state']) {
      expect([path, await statusOf(path, { host })]).toEqual([path, status]);
    }
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    'a request with %s gets 403',
    async (header) => {
      expect(await statusOf('/sandbox', { host: 'localhost', [header]: '1.2.3.4' })).toBe(403);
    },
  );
});

describe('other web pages cannot use its API', () => {
  const message = { platform: 'wecom', chat: 'single', person: 'p0', text: '帮助' };
  it.each([
    ['without our header', { 'x-sandbox': '' }],
    ['as a plain form', { 'content-type': 'text/plain' }],
    ['from another origin', { origin: 'http://evil.example' }],
    ['from another port', { origin: 'http://127.0.0.1:1' }],
    ['from an opaque origin', { origin: 'null' }],
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
  ])('a message %s is refused', async (_how, headers) => {
    const before = world.seen.wecom.length;
    const { status } = await world.post('/sandbox/api/send', message, headers);
    expect(status).toBe(403);
    expect(world.seen.wecom).toHaveLength(before);
  });

  it('a cross-site read is refused', async () => {
    expect((await world.get('/sandbox/api/state', { 'sec-fetch-site': 'same-site' })).status).toBe(403);
  });
});

it('the page allows no inline script, no other host and no cache', async () => {
  const page = await world.get('/sandbox');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:/);
  expect(page.headers.get('cache-control')).toBe('no-store');
  const html = await page.text();
  expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/sandbox\/)|\son\w+=|https?:\/\//);
});

it('assets are the sandbox’s own only', async () => {
  expect((await world.get('/sandbox/assets/sandbox.css')).status).toBe(200);
  expect((await world.get('/sandbox/assets/..%2fpages%2fsandbox.html')).status).toBe(404);
});

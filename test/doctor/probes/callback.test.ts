import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { callbackFinding, withoutPublicUrl } from '../../../src/doctor/probes/callback.ts';
import { hostFindings } from '../../../src/doctor/probes/clock.ts';
import type { SelfTest } from '../../../src/platforms/self-test.ts';

const NOW = new Date('2026-11-24T10:00:00+08:00');
const self: SelfTest = {
  verify: () => 'ok',
  handshake: () => ({ query: 'echostr=a%2Bb', expected: '4711' }),
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const HEALTHY = JSON.stringify({ status: 'ok' });

/** Our own health page, and `callback` for everything else. */
const program =
  (callback: RequestListener): RequestListener =>
  (request, response) => {
    if (request.url === '/healthz') response.end(HEALTHY);
    else callback(request, response);
  };
const status =
  (code: number, body = ''): RequestListener =>
  (_request, response) => {
    response.statusCode = code;
    response.end(body);
  };

const look = (publicUrl: string, given: { self?: SelfTest; heardLately?: boolean } = {}) =>
  callbackFinding({
    name: '企业微信',
    path: '/webhooks/wecom',
    now: NOW,
    heardLately: false,
    publicUrl,
    ...given,
  });

describe('the callback address', () => {
  it.each<readonly [string, RequestListener, SelfTest | undefined, string, RegExp]>([
    ['WeCom, right', program(status(200, '4711')), self, 'ok', /打得通/],
    ['WeCom, words around the answer', program(status(200, '"4711"')), self, 'fail', /不要改写/],
    ['WeCom, parameters changed on the way', program(status(401)), self, 'fail', /丢掉加号/],
    ['WeCom, path not forwarded', program(status(404)), self, 'fail', /HTTP 404/],
    ['DingTalk, right', program(status(401)), undefined, 'ok', /打得通/],
    ['DingTalk, a login page', program(status(200, '<html>')), undefined, 'fail', /不加登录/],
    ['somebody else answers', status(200, '<html>'), self, 'fail', /不是本程序/],
    ['a gateway without us', status(502), self, 'fail', /HTTP 502/],
  ])('%s', async (_title, listener, test, state, words) => {
    const finding = await look(await serve(listener), test === undefined ? {} : { self: test });
    expect(finding.state).toBe(state);
    expect(finding.text + finding.fix).toMatch(words);
  });

  it('is asked for with the query as it was signed, and without one by POST', async () => {
    const seen: string[] = [];
    const url = await serve(
      program((request, response) => {
        seen.push(`${request.method} ${request.url}`);
        response.statusCode = 401;
        response.end();
      }),
    );
    await look(url, { self });
    await look(url);
    expect(seen).toEqual(['GET /webhooks/wecom?echostr=a%2Bb', 'POST /webhooks/wecom']);
  });

  it('that nobody listens on is told so', async () => {
    const url = await serve(status(200));
    await new Promise((resolve) => server?.close(resolve));
    expect(await look(url)).toMatchObject({ state: 'fail', text: expect.stringContaining('端口没有服务') });
  });

  it('that cannot be reached from inside only deserves a look while messages come in', async () => {
    const url = await serve(status(502));
    expect(await look(url, { heardLately: true })).toMatchObject({ state: 'warn' });
  });

  it('that is not set is told with the way out', () => {
    expect(withoutPublicUrl(['企业微信', '钉钉'])).toMatchObject({
      state: 'warn',
      text: '没有设置 PUBLIC_URL，企业微信、钉钉多半打不到本程序。',
      fix: expect.stringContaining('DINGTALK_MODE=stream'),
    });
    expect(withoutPublicUrl([]).state).toBe('ok');
  });
});

describe('the way to a vendor', () => {
  const look = (url: string, now = new Date()) => hostFindings([{ name: '钉钉', url }], () => now);

  it('is open whatever the answer is, and its clock is read', async () => {
    const findings = await look(await serve(status(404)));
    expect(findings.map(({ check, state }) => [check, state])).toEqual([
      ['外网', 'ok'],
      ['钉钉时钟', 'ok'],
    ]);
  });

  it('tells a wrong clock', async () => {
    const findings = await look(await serve(status(200)), new Date(Date.now() + 3_600_000));
    expect(findings[1]).toMatchObject({ state: 'fail', text: expect.stringContaining('快了约 60 分钟') });
  });

  it('is closed when nobody answers', async () => {
    const url = await serve(status(200));
    await new Promise((resolve) => server?.close(resolve));
    expect(await look(url)).toEqual([expect.objectContaining({ state: 'fail' })]);
  });
});

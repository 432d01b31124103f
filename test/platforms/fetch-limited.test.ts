import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { type FetchLimits, fetchLimited } from '../../src/platforms/fetch-limited.ts';
import { hostAllowList } from '../../src/platforms/host-allow-list.ts';

const limits: FetchLimits = {
  timeoutMs: 2_000,
  maxBytes: 10,
  allow: hostAllowList(['a.example.cn', 'b.example.cn', '127.0.0.1']),
};

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(async () => {
  nock.cleanAll();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

describe('fetchLimited', () => {
  it('gives status, headers and body', async () => {
    nock('https://a.example.cn').get('/x').reply(200, 'hello', { 'x-kind': 'k' });
    const result = await fetchLimited('https://a.example.cn/x', {}, limits);
    expect(result).toMatchObject({ outcome: 'answered', status: 200, body: Buffer.from('hello') });
    expect(result.outcome === 'answered' && result.headers.get('x-kind')).toBe('k');
  });

  it('calls no host that is not allowed', async () => {
    expect(await fetchLimited('https://c.example.cn/x', {}, limits)).toEqual({
      outcome: 'refused',
      reason: 'host',
    });
  });

  it('follows redirects within the allowed hosts only', async () => {
    nock('https://a.example.cn').get('/in').reply(302, '', { location: 'https://b.example.cn/y' });
    nock('https://b.example.cn').get('/y').reply(200, 'b');
    nock('https://a.example.cn').get('/out').reply(302, '', { location: 'https://169.254.169.254/' });
    nock('https://a.example.cn').persist().get('/loop').reply(302, '', { location: '/loop' });
    expect(await fetchLimited('https://a.example.cn/in', {}, limits)).toMatchObject({
      body: Buffer.from('b'),
    });
    expect(await fetchLimited('https://a.example.cn/out', {}, limits)).toEqual({
      outcome: 'refused',
      reason: 'redirect-host',
    });
    expect(await fetchLimited('https://a.example.cn/loop', {}, limits)).toEqual({
      outcome: 'refused',
      reason: 'too-many-redirects',
    });
  });

  it('does not repeat a POST at a redirect', async () => {
    nock('https://a.example.cn').post('/x', '{}').reply(307, '', { location: 'https://b.example.cn/y' });
    const result = await fetchLimited('https://a.example.cn/x', { body: '{}' }, limits);
    expect(result).toMatchObject({ outcome: 'answered', status: 307 });
  });

  it('stops at the size limit although the other side never ends', async () => {
    const address = await serve((_request, response) => {
      const timer = setInterval(() => response.write('123456'), 5);
      response.on('close', () => clearInterval(timer));
    });
    expect(await fetchLimited(address, {}, limits)).toEqual({ outcome: 'too-big' });
  });

  it('gives up in time when the body stalls', async () => {
    const address = await serve((_request, response) => {
      response.write('1');
    });
    const result = await fetchLimited(address, {}, { ...limits, timeoutMs: 100 });
    expect(result).toEqual({ outcome: 'failed', sent: true, reason: 'timeout' });
  });

  it('knows a request that never left from one that may have arrived', async () => {
    const reset = await serve((request) => request.socket.destroy());
    const gone = await serve(() => undefined);
    const server = servers.pop();
    await new Promise((done) => server?.close(done));
    expect(await fetchLimited(gone, {}, limits)).toMatchObject({ outcome: 'failed', sent: false });
    expect(await fetchLimited(reset, {}, limits)).toMatchObject({ outcome: 'failed', sent: true });
  });
});

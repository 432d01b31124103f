import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type WebSocket, WebSocketServer } from 'ws';
import { gatewayFinding } from '../../../src/doctor/probes/gateway.ts';
import { askDingtalkGateway, askWecomGateway } from '../../../src/doctor/vendor/ask-gateway.ts';

let server: Server;
let base: string;
let answer: { status: number; body: object };
let asked: string[];
let said: string[];
/** Whether upgrades without a ticket are refused, as DingTalk's gateway does. */
let wantsTicket: boolean;

beforeEach(async () => {
  [asked, said, wantsTicket] = [[], [], false];
  const sockets = new WebSocketServer({ noServer: true });
  sockets.on('connection', (socket: WebSocket) => socket.on('message', (data) => said.push(String(data))));
  server = createServer((request, response) => {
    request.on('data', (chunk) => asked.push(String(chunk)));
    request.on('end', () => response.writeHead(answer.status).end(JSON.stringify(answer.body)));
  });
  server.on('upgrade', (request, socket, head) => {
    asked.push(request.url ?? '');
    if (wantsTicket) socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
    else sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const access = () => ({ apiBase: `http://${base}`, clientId: 'ding1', clientSecret: 'a very secret word' });
const stream = async () => gatewayFinding('dingtalk', await askDingtalkGateway(access()));

describe('the gateway of a long connection', () => {
  it('of WeCom is reached without a word, so that the running connection stays', async () => {
    const finding = gatewayFinding('wecom', await askWecomGateway(`ws://${base}`));
    expect(finding).toMatchObject({
      check: '企业微信网关',
      state: 'ok',
      text: expect.stringContaining(base),
    });
    expect(said).toEqual([]);
  });

  it('of WeCom that is not there fails with where to look', async () => {
    const finding = gatewayFinding('wecom', await askWecomGateway('ws://127.0.0.1:9'));
    expect(finding).toMatchObject({ state: 'fail', text: '连不上 127.0.0.1:9：端口没有服务在听。' });
    expect(finding.fix).toContain('WebSocket');
  });

  it('of DingTalk gives a ticket, which is not used', async () => {
    wantsTicket = true;
    answer = { status: 200, body: { endpoint: `ws://${base}/connect`, ticket: 'one-use' } };
    expect(await stream()).toMatchObject({
      check: '钉钉网关',
      state: 'ok',
      text: `凭证被接受，连得上 ${base}。`,
    });
    expect(asked.at(-1)).toBe('/connect');
  });

  it.each([
    [401, { code: 'authFailed', message: 'x' }, /DINGTALK_CLIENT_SECRET.*Stream/],
    [400, { code: 'Forbidden.AccessDenied.IpNotInWhiteList', message: 'x' }, /出口 IP/],
    [403, { code: 'Forbidden.ApiCountLimitForOrg', message: 'x' }, /本月次数/],
  ])('of DingTalk that refuses us (%s) says what to change', async (status, body, fix) => {
    answer = { status, body };
    const finding = await stream();
    expect(finding).toMatchObject({ state: 'fail', text: `网关不接受凭证（${body.code}）。` });
    expect(finding.fix).toMatch(fix);
  });

  it('of DingTalk whose host is shut off fails, though the ticket was given', async () => {
    answer = { status: 200, body: { endpoint: 'ws://127.0.0.1:9/connect', ticket: 'one-use' } };
    expect(await stream()).toMatchObject({ state: 'fail', text: expect.stringContaining('127.0.0.1:9') });
  });

  it('of DingTalk behind a proxy page is no answer', async () => {
    answer = { status: 200, body: {} };
    expect(await stream()).toMatchObject({ state: 'fail', text: expect.stringContaining('没有回答') });
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DWClient, type DWClientDownStream } from 'dingtalk-stream';
import nock from 'nock';
import { WebSocket } from 'ws';
import { systemClock } from '../../../src/kit/clock.ts';
import { createDingtalkGateway, type DingtalkGateway } from '../../../src/sandbox/dingtalk/gateway.ts';
import { until } from '../../support/until.ts';

const CLIENT = { clientId: 'dingtest', clientSecret: 'sec' };
const ROBOT = '/v1.0/im/bot/messages/get';
const CARD = '/v1.0/card/instances/callback';
const HELLO = { type: 'CALLBACK', topic: ROBOT, data: { text: { content: ' 你好' } } } as const;

let gateway: DingtalkGateway;
let logged: Array<{ mockRestore(): void }>;

beforeEach(async () => {
  gateway = await createDingtalkGateway({ client: CLIENT, clock: systemClock, pingMs: 0, redeliverMs: 80 });
  // The SDK writes to the console itself.
  logged = (['info', 'warn', 'error'] as const).map((name) =>
    jest.spyOn(console, name).mockImplementation(() => undefined),
  );
});
afterEach(async () => {
  await gateway.close();
  nock.cleanAll();
  for (const spy of logged) spy.mockRestore();
});

/** The SDK's address is a constant: its call is passed on to the gateway. */
function intercept(): void {
  nock('https://api.dingtalk.com')
    .persist()
    .post('/v1.0/gateway/connections/open')
    .reply(async function (_uri, body) {
      const { accept } = this.req.headers as Record<string, string>;
      const response = await open(body as object, { accept: String(accept) });
      return [response.status, (await response.json()) as nock.Body];
    });
}

function open(body: object, headers: Record<string, string> = { accept: 'application/json' }) {
  return fetch(`${gateway.apiBase}/v1.0/gateway/connections/open`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const BODY = { ...CLIENT, subscriptions: [{ type: 'CALLBACK', topic: ROBOT }] };

async function ticket(): Promise<{ endpoint: string; ticket: string }> {
  return (await (await open(BODY)).json()) as { endpoint: string; ticket: string };
}

/** 'open', or the HTTP status of the refusal. */
function knock(address: string): Promise<unknown> {
  const socket = new WebSocket(address);
  return new Promise((resolve) => {
    socket.on('open', () => resolve('open'));
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode);
      socket.terminate();
    });
    socket.on('error', () => resolve('error'));
  });
}

describe('the official client at the gateway', () => {
  const connect = async (): Promise<DWClient> => {
    intercept();
    const client = new DWClient(CLIENT);
    client.registerCallbackListener(ROBOT, (frame: DWClientDownStream) =>
      client.socketCallBackResponse(frame.headers.messageId, { ok: 1 }),
    );
    client.registerCallbackListener(CARD, (frame: DWClientDownStream) =>
      client.socketCallBackResponse(frame.headers.messageId, { cardData: { cardParamMap: { k: 'v' } } }),
    );
    await client.connect();
    return client;
  };

  it('connects, answers pings, messages, cards and events, and breaks no rule', async () => {
    const client = await connect();
    try {
      gateway.ping();
      const message = await gateway.deliver(HELLO).settled;
      expect(message).toMatchObject({ code: 200, data: { response: { ok: 1 } } });
      const card = await gateway.deliver({ type: 'CALLBACK', topic: CARD, data: {} }).settled;
      expect(card.data).toEqual({ response: { cardData: { cardParamMap: { k: 'v' } } } });
      const event = await gateway.deliver({ type: 'EVENT', topic: '*', data: {} }).settled;
      expect(event.data).toMatchObject({ status: 'SUCCESS' });
      expect(gateway.complaints).toEqual([]);
    } finally {
      client.disconnect();
    }
  });

  it('comes back after its connection was cut, and gets what it missed', async () => {
    const client = await connect();
    try {
      gateway.break('drop');
      const { settled } = gateway.deliver(HELLO);
      expect(await settled).toMatchObject({ code: 200 });
      expect(gateway.openings.length).toBe(2);
    } finally {
      client.disconnect();
    }
  });
});

describe('openings', () => {
  it.each([
    ['another secret', { ...BODY, clientSecret: 'x' }, 400],
    ['no subscription', { ...BODY, subscriptions: [] }, 400],
    ['the right body', BODY, 200],
  ])('%s: %s', async (_name, body, status) => {
    expect((await open(body)).status).toBe(status);
  });

  it('who does not ask for JSON gets XML', async () => {
    expect((await open(BODY, { accept: '*/*' })).headers.get('content-type')).toBe('application/xml');
  });

  it('a ticket opens one connection', async () => {
    const { endpoint, ticket: one } = await ticket();
    expect(await knock(`${endpoint}?ticket=${one}`)).toBe('open');
    expect(await knock(`${endpoint}?ticket=${one}`)).toBe(401);
    expect(await knock(endpoint)).toBe(401);
  });

  it('an old ticket opens nothing', async () => {
    const hasty = await createDingtalkGateway({ client: CLIENT, clock: systemClock, ticketMs: 0 });
    const response = await fetch(`${hasty.apiBase}/v1.0/gateway/connections/open`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: JSON.stringify(BODY),
    });
    const { endpoint, ticket: old } = (await response.json()) as { endpoint: string; ticket: string };
    expect(await knock(`${endpoint}?ticket=${old}`)).toBe(401);
    await hasty.close();
  });

  it.each([
    ['refused', 400],
    ['too-fast', 403],
    ['down', 503],
    ['page', 200],
  ] as const)('can be spoilt: %s is %d, once', async (trouble, status) => {
    gateway.spoil(trouble);
    const spoilt = await open(BODY);
    expect([spoilt.status, (await spoilt.text()).includes('ticket')]).toEqual([status, false]);
    expect((await open(BODY)).status).toBe(200);
  });

  it.each([
    ['ticket', 401],
    ['handshake', 'error'],
  ] as const)('the handshake can be spoilt: %s', async (trouble, result) => {
    gateway.spoil(trouble);
    const { endpoint, ticket: one } = await ticket();
    expect(await knock(`${endpoint}?ticket=${one}`)).toBe(result);
  });
});

describe('deliveries', () => {
  const connect = async (): Promise<{ socket: WebSocket; frames: string[] }> => {
    const { endpoint, ticket: one } = await ticket();
    const socket = new WebSocket(`${endpoint}?ticket=${one}`);
    const frames: string[] = [];
    socket.on('message', (data) => frames.push(String(data)));
    await new Promise((resolve) => socket.on('open', resolve));
    return { socket, frames };
  };
  const idOf = (frame = '{}'): string =>
    (JSON.parse(frame) as { headers: { messageId: string } }).headers.messageId;
  const answer = (messageId: string, code = 200, data: unknown = { response: null }): string =>
    JSON.stringify({
      code,
      headers: { messageId, contentType: 'application/json' },
      message: 'OK',
      data: JSON.stringify(data),
    });

  it('what is not answered, or answered with 500, comes again with the same id', async () => {
    const { socket, frames } = await connect();
    const { messageId } = gateway.deliver(HELLO);
    await until(() => frames.length === 1);
    socket.send(answer(messageId, 500));
    await until(() => frames.length === 2);
    expect(frames.map(idOf)).toEqual([messageId, messageId]);
    socket.send(answer(messageId));
    await until(() => gateway.waiting() === 0);
    socket.terminate();
  });

  it('answers in a wording of their own are complained about', async () => {
    const { socket, frames } = await connect();
    gateway.deliver(HELLO);
    await until(() => frames.length > 0);
    socket.send('hello');
    socket.send(answer(idOf(frames[0]), 200, { ok: 1 }));
    await until(() => gateway.complaints.length === 2);
    expect(gateway.complaints).toEqual(['not an answer', 'answer to CALLBACK']);
    socket.terminate();
  });

  it('several connections of one client share what comes', async () => {
    const one = await connect();
    const two = await connect();
    for (let n = 0; n < 20; n += 1) gateway.deliver(HELLO);
    await until(() => one.frames.length + two.frames.length >= 20);
    expect(Math.min(one.frames.length, two.frames.length)).toBeGreaterThan(0);
    one.socket.terminate();
    two.socket.terminate();
  });

  it('a connection told to go gets nothing more; a zombie gets pings only', async () => {
    const { socket, frames } = await connect();
    gateway.break('zombie');
    gateway.ping();
    gateway.deliver(HELLO);
    await until(() => frames.length === 1);
    gateway.break('disconnect');
    gateway.deliver(HELLO);
    await until(() => frames.length === 2);
    expect(frames.map((frame) => (JSON.parse(frame) as { type: string }).type)).toEqual(['SYSTEM', 'SYSTEM']);
    socket.terminate();
  });
});

import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { signedText, TEST_ROBOT } from '../support/dingtalk-client.ts';
import { NOW, type Running, run } from './support.ts';

const SAID = { text: '查 辍学', sender: 'user123', group: 'cidGroup==', id: 'msg1==' };
const good = signedText(TEST_ROBOT, SAID, NOW);
const headers = Object.entries(good.headers).map(([name, value]) => `${name}: ${value}\r\n`);
/** One request as it travels: what the headers promise, and what of it is sent. */
const request = (path: string, length: string, sent: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers.join('')}${length}\r\n\r\n${sent}`;
const LIMIT = 262_144;
const whole = `Content-Length: ${Buffer.byteLength(good.body)}`;

let running: Running | undefined;
afterEach(async () => {
  await running?.server.close();
  running = undefined;
});

/** Says `text` on a connection of its own and waits for the other side to hang up. */
function talk(url: string, text: string): Promise<{ readonly heard: string; readonly ms: number }> {
  const { port, hostname } = new URL(url);
  const began = performance.now();
  return new Promise((resolve) => {
    let heard = '';
    const socket: Socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => {
      heard += String(chunk);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ heard, ms: performance.now() - began }));
  });
}

describe('a body that is not read to its end', () => {
  const over = 'x'.repeat(LIMIT + 1);
  const next = request('/webhooks/dingtalk', whole, good.body);
  it.each<[string, string, number]>([
    ['announced too big and never sent', request('/webhooks/dingtalk', 'Content-Length: 900000', over), 413],
    [
      'too big, with the next callback behind it',
      request('/webhooks/dingtalk', `Content-Length: ${LIMIT + 1}`, over) + next,
      413,
    ],
    [
      'too big and in chunks',
      request(
        '/webhooks/dingtalk',
        'Transfer-Encoding: chunked',
        `${(LIMIT + 1).toString(16)}\r\n${over}\r\n`,
      ),
      413,
    ],
    ['far too big', request('/webhooks/dingtalk', 'Content-Length: 50000000', 'x'.repeat(6_000_000)), 413],
    ['for an address that does not exist', request('/webhooks/feishu', 'Content-Length: 900000', 'x'), 404],
    ['for an address that takes none', request('/healthz', 'Content-Length: 900000', 'x'), 405],
  ])('%s: is answered, and the connection ends', async (_name, said, status) => {
    running = await run({ limits: { drain: { bytes: 4_000_000, ms: 300 } } });
    const { heard, ms } = await talk(running.url, said);
    expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(heard).toMatch(/connection: close/i);
    expect(heard.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(ms).toBeLessThan(5_000);
  });

  it('is answered before the rest of it is thrown away', async () => {
    running = await run({ limits: { drain: { bytes: 4_000_000, ms: 60_000 } } });
    const { port, hostname } = new URL(running.url);
    const socket = connect(Number(port), hostname, () =>
      socket.write(request('/webhooks/dingtalk', 'Content-Length: 900000', over)),
    );
    const heard = await new Promise((resolve) => socket.once('data', (chunk) => resolve(String(chunk))));
    expect(heard).toMatch(/^HTTP\/1.1 413 /);
    socket.destroy();
  });

  it('keeps the connection of one that was', async () => {
    running = await run();
    const { port, hostname } = new URL(running.url);
    const socket = connect(Number(port), hostname, () => socket.write(next + next));
    const heard = await new Promise<string>((resolve) => {
      let all = '';
      socket.on('data', (chunk) => {
        all += String(chunk);
        if ((all.match(/HTTP\/1\.1 200/g) ?? []).length === 2) resolve(all);
      });
    });
    expect(heard).not.toMatch(/connection: close/i);
    socket.destroy();
  });
});

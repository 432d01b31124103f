import { Writable } from 'node:stream';
import type { IncomingMessage } from '../../src/chat/message.ts';
import { createHttpServer, type HttpOptions, type HttpServer } from '../../src/http/server.ts';
import type { Inbox } from '../../src/inbox/types.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createDingtalkPlatform } from '../../src/platforms/dingtalk/platform.ts';
import { TEST_ROBOT } from '../support/dingtalk-client.ts';
import { fixedClock } from '../support/fixed-clock.ts';

export const NOW = new Date('2026-11-22T02:00:00Z');

/** An inbox that answers what it is told to and remembers what came. */
export function fakeInbox(answers: Partial<Inbox> = {}): Inbox & { readonly seen: IncomingMessage[] } {
  const seen: IncomingMessage[] = [];
  return {
    seen,
    async receive(message) {
      seen.push(message);
      return { kind: 'reply', text: `收到 ${message.text}` };
    },
    accept: async () => undefined,
    poll: async () => ({ kind: 'unknown' }),
    sweep: async () => ({ rerun: 0, sentLate: 0, unknown: 0 }),
    drain: async () => undefined,
    ...answers,
  };
}

/** A listening server with the DingTalk robot of the tests, its log lines, and how to end it. */
export interface Running {
  readonly url: string;
  readonly server: HttpServer;
  readonly logged: string[];
  metrics(): Promise<string>;
}

export async function run(options: Partial<HttpOptions> = {}): Promise<Running> {
  const logged: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  const clock = fixedClock(NOW);
  const metrics = createMetrics({ process: false });
  const dingtalk = createDingtalkPlatform(
    {
      clientId: 'dingtestclient',
      clientSecret: TEST_ROBOT.secret,
      robotCode: TEST_ROBOT.robotCode,
      corpId: TEST_ROBOT.corpId,
      mediaHosts: [],
      apiBase: 'https://api.dingtalk.com',
      oapiBase: TEST_ROBOT.oapiBase,
    },
    { clock },
  );
  const server = createHttpServer({
    platforms: [dingtalk],
    inbox: fakeInbox(),
    work: async () => '',
    checks: {},
    metrics,
    log: createLog('debug', sink),
    clock,
    ...options,
  });
  const { url } = await server.listen('127.0.0.1', 0);
  return { url, server, logged, metrics: async () => (await metrics.page()).text };
}

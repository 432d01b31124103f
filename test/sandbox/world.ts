import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import Koa from 'koa';
import { pino } from 'pino';
import { type Clock, systemClock } from '../../src/kit/clock.ts';
import { weekday } from '../../src/kit/local-date.ts';
import { createSandbox, movableClock, type SandboxCounty } from '../../src/sandbox/sandbox.ts';
import { fromRoot } from '../support/from-root.ts';
import { APP, addFakeBot, DINGTALK, type Seen, WECOM } from './fake-bot.ts';

const COUNTY: SandboxCounty = {
  name: '望溪县',
  people: [
    {
      name: '卞知秋',
      role: '控辍办主任',
      place: '望溪县教育局',
      wecom: 'bianzhiqiu',
      dingtalk: '0101',
    },
    { name: '桑小满', role: '教育专干', place: '桐渡镇', wecom: 'sangxiaoman', dingtalk: '0102' },
    { name: '郗竹', role: '驻村帮扶干部', place: '枫树村', wecom: 'xizhu' },
  ],
  groups: [
    { name: '望溪县控辍保学工作群', wecom: 'wrBUREAU', dingtalk: 'cidBUREAU==' },
    { name: '桐渡镇校园安全群', wecom: 'wrTONGDU', dingtalk: 'cidTONGDU==' },
  ],
};

/** A small Koa program with a fake bot and the sandbox, listening on loopback. */
export interface World {
  readonly url: string;
  readonly seen: Seen;
  /** When the program was told to do what is due. */
  readonly ticks: readonly Date[];
  /** Calls the page's API as the page does. */
  post(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Said }>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** What the API answers, as far as the tests look at it. */
export interface Said {
  readonly error?: string;
  readonly line?: { readonly state: string; readonly error?: string; readonly room: string };
  readonly answer?: {
    readonly id: string;
    readonly author: string;
    readonly text: string;
    readonly state: string;
  };
}

/** Starts one on a free port. */
export async function startWorld(
  clock: Clock = systemClock,
  tick: () => Promise<void> = async () => undefined,
): Promise<World> {
  let url = '';
  const ticks: Date[] = [];
  const moved = movableClock(clock);
  const app = new Koa();
  const router = new Router();
  const seen = addFakeBot(router, () => url);
  app.use(router.routes());
  const sandbox = createSandbox({
    county: COUNTY,
    webhookBase: () => url,
    wecom: WECOM,
    wecomApp: APP,
    dingtalk: DINGTALK,
    time: {
      clock: moved,
      timeZone: 'Asia/Shanghai',
      workdays: async () => (day) => weekday(day) <= 5,
      tick: async () => {
        ticks.push(moved.now());
        await tick();
      },
      remember: async () => undefined,
    },
    examplesOf: async ({ place }) => ({
      group: ['帮助', `报隐患 ${place} 食堂 燃气报警器失灵`],
      single: ['帮助', `报隐患 ${place} 食堂 燃气报警器失灵`],
    }),
    log: pino({ level: 'silent' }),
    templatesDir: fromRoot('templates'),
  });
  sandbox.mount(app);
  const server = await listen(app);
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    seen,
    ticks,
    async post(path, body, headers = {}) {
      const all = { 'content-type': 'application/json', 'x-sandbox': '1', ...headers };
      const response = await fetch(url + path, { method: 'POST', headers: all, body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) as Said };
    },
    get: (path, headers = {}) => fetch(url + path, { headers }),
    close() {
      sandbox.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(app: Koa): Promise<Server> {
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** The smallest PNG a browser shows: one grey pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

/** Waits until `look` finds something, at most five seconds. */
export async function eventually<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 100; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nothing came within five seconds');
}

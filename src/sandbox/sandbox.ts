import Router from '@koa/router';
import type Koa from 'koa';
import type { Logger } from 'pino';
import { toError } from '../errors.ts';
import { safeError } from '../log.ts';
import { addClockApi } from './clock-api.ts';
import { createConversation } from './conversation.ts';
import type { ExamplesOf, SandboxCounty } from './county.ts';
import { addDingtalkApi } from './dingtalk/api.ts';
import { createDingtalkServer } from './dingtalk/server.ts';
import { ownMachineOnly } from './guard.ts';
import { addHandbook } from './handbook.ts';
import { createHistory } from './history.ts';
import { addPage } from './page.ts';
import { addPageApi } from './page-api.ts';
import { createPictures } from './pictures.ts';
import { createTravel, type SandboxTime } from './travel.ts';
import { addWecomApi, type WecomApp } from './wecom/api.ts';
import { createWecomServer } from './wecom/server.ts';

export type { SandboxCounty } from './county.ts';
export { movableClock } from './movable-clock.ts';

/** What the sandbox needs. The credentials are the ones the program under test was given. */
export interface SandboxOptions {
  readonly county: SandboxCounty;
  /** `http://127.0.0.1:PORT` of the program itself; asked for at each call, as the port is known late. */
  readonly webhookBase: () => string;
  readonly wecom: {
    readonly token: string;
    readonly aesKey: string;
    readonly botId: string;
    readonly botName: string;
  };
  readonly dingtalk: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly robotCode: string;
    readonly corpId: string;
  };
  /** WeCom's self-built app, the way to one person's private chat. */
  readonly wecomApp: WecomApp;
  /** The program under test takes its time from the same clock. */
  readonly time: SandboxTime;
  readonly examplesOf: ExamplesOf;
  readonly log: Logger;
  /** The folder that holds `pages/`, `assets/` and `handbook/`. */
  readonly templatesDir: string;
}

/** The two platforms' servers simulated, with a page to chat on. */
export interface Sandbox {
  /** Adds `/sandbox` and everything below it; refuses whoever is not on this machine. */
  mount(app: Koa): void;
  /** Ends open event streams, polls and calls. */
  close(): void;
}

/** Where the simulated vendors live, below the program's own address: the API bases of a program in sandbox mode. */
export const VENDOR_PATHS = { wecom: '/sandbox/vendor/wecom', dingtalk: '/sandbox/vendor/dingtalk' } as const;

/** Builds a sandbox; reads its page at once, so that a missing file stops the start. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { county, webhookBase, log, time, wecom: wecomBot } = options;
  const { clock } = time;
  const ending = new AbortController();
  const { signal } = ending;
  const history = createHistory(clock);
  const pictures = createPictures(clock);
  const dingtalkBot = { ...options.dingtalk, botName: wecomBot.botName };
  const at = (path: string) => (): string => `${webhookBase()}${path}`;
  const world = { history, pictures, clock, log, signal };

  const wecom = createWecomServer({
    ...world,
    bot: wecomBot,
    webhook: at('/webhooks/wecom'),
    vendor: at(VENDOR_PATHS.wecom),
  });
  const dingtalkUrl = at(VENDOR_PATHS.dingtalk);
  const dingtalk = createDingtalkServer({
    ...world,
    bot: dingtalkBot,
    webhook: at('/webhooks/dingtalk'),
    vendor: dingtalkUrl,
  });
  const conversation = createConversation({
    county,
    botName: wecomBot.botName,
    wecom,
    dingtalk,
    history,
    pictures,
    clock,
  });

  const travel = createTravel(time, {
    signal,
    onError: (error) => log.warn({ err: safeError(toError(error)) }, 'sandbox: a step of the time failed'),
  });

  const router = new Router();
  router.use(ownMachineOnly());
  const { botName } = wecomBot;
  const { examplesOf, wecomApp } = options;
  addPage(router, options.templatesDir, { county: county.name, bot: botName });
  addHandbook(router, options.templatesDir);
  addPageApi(router, { county, botName, conversation, history, pictures, travel, examplesOf, signal });
  addClockApi(router, travel);
  addDingtalkApi(router, { county, dingtalk, dingtalkBot, pictures, dingtalkUrl });
  addWecomApi(router, { county, wecom, app: wecomApp, botName, history, pictures });

  return {
    mount(app) {
      app.use(router.routes());
    },
    close: () => ending.abort(),
  };
}

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../src/kit/clock.ts';
import {
  createDingtalkGateway,
  type DingtalkGateway,
  type GatewayOptions,
} from '../../src/sandbox/dingtalk/gateway.ts';
import type { Delivery } from '../../src/sandbox/dingtalk/gateway-deliveries.ts';
import { startWecomGateway, type WecomGateway } from '../../src/sandbox/wecom/gateway.ts';
import { textBody } from './dingtalk-client.ts';
import { startVendor, type Vendor } from './outbound-vendor.ts';
import { DINGTALK, type ProgramOptions, startProgram, type TestProgram, WECOM } from './program.ts';

/** The robot whose admin page is set to 长连接. */
export const BOT = { botId: WECOM.botId, secret: 'secret-of-the-long-connection' };
/** The self-built app of the tests. */
export const APP = {
  corpId: 'wwOutbound',
  secret: 'secret-of-the-app',
  agentId: 1_000_002,
  token: 'AppToken',
  aesKey: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq',
};

/** Who says something where, on which platform; a single chat without `group`. */
export interface Saying {
  readonly platform: 'wecom' | 'dingtalk';
  readonly sender: string;
  readonly group?: string;
  readonly id?: string;
  /** Members of the body that differ from a plain text message. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A clock that runs like the machine's, from ten o'clock on a Tuesday: no quiet hours come in the way. */
export function officeClock(): Clock {
  const ahead = new Date('2026-11-24T10:00:00+08:00').getTime() - Date.now();
  return { now: () => new Date(Date.now() + ahead) };
}

/** What an outbound world is started with. */
export interface OutboundOptions extends Omit<ProgramOptions, 'county'> {
  /** Text of a county file, perhaps with addresses at the vendors'. */
  readonly county?: string | ((vendorBase: string) => string);
  readonly dingtalk?: Partial<GatewayOptions>;
  readonly wecomLimits?: { readonly perMinute: number; readonly perHour: number };
  /** Secrets of DingTalk group webhooks, by access token. */
  readonly signing?: Readonly<Record<string, string>>;
  /** With the self-built app of WeCom. */
  readonly withApp?: boolean;
  /** The time on both platforms, and in the programs. */
  readonly clock?: Clock;
}

/** Both platforms on this machine's loopback address, and what is known of them before a program starts. */
export interface Platforms {
  readonly vendor: Vendor;
  readonly wecom: WecomGateway;
  readonly dingtalk: DingtalkGateway;
  readonly clock: Clock;
  /** What a program needs to reach them by itself; nobody calls it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Whole programs that only call out, and the platforms they talk to. */
export interface Outbound extends Platforms {
  readonly program: TestProgram;
  /** Another instance on the same database. */
  twin(): Promise<TestProgram>;
  /** Hands a message to the platform, which brings it to whom it may; false when nobody is connected. */
  bring(text: string, saying: Saying): boolean;
  /** What people saw as the answers to this message so far, by any way. */
  answersTo(id: string): readonly string[];
  /** Brings it as soon as somebody is connected, and waits for the answer. */
  say(text: string, saying: Saying, ms?: number): Promise<string>;
  stop(): Promise<void>;
}

/** Starts gateways and vendors. */
export async function startPlatforms(
  options: Omit<OutboundOptions, Exclude<keyof ProgramOptions, 'clock'>> = {},
): Promise<Platforms> {
  const { clock = officeClock() } = options;
  const wecom = await startWecomGateway({
    bots: [BOT],
    ...(options.wecomLimits === undefined ? {} : { limits: options.wecomLimits }),
  });
  const dingtalk = await createDingtalkGateway({
    client: { clientId: DINGTALK.robotCode, clientSecret: DINGTALK.secret },
    clock,
    redeliverMs: 1_000,
    leaveMs: 1_000,
    oddTickets: true,
    ...options.dingtalk,
  });
  const vendor = await startVendor({
    dingtalk: { appKey: DINGTALK.robotCode, appSecret: DINGTALK.secret, robotCode: DINGTALK.robotCode },
    ...(options.withApp === true ? { wecomApp: APP } : {}),
    signing: options.signing ?? {},
    gateway: dingtalk.apiBase,
    clock,
  });
  const host = vendor.base.slice('http://'.length);
  return {
    vendor,
    wecom,
    dingtalk,
    clock,
    env: {
      WECOM_BOT_TOKEN: '',
      WECOM_BOT_AES_KEY: '',
      WECOM_BOT_MODE: 'socket',
      WECOM_BOT_ID: BOT.botId,
      WECOM_BOT_SECRET: BOT.secret,
      WECOM_SOCKET_URL: wecom.url,
      WECOM_API_BASE: vendor.base,
      WECOM_MEDIA_HOSTS: host,
      DINGTALK_MODE: 'stream',
      DINGTALK_API_BASE: vendor.base,
      DINGTALK_OAPI_BASE: vendor.base,
      DINGTALK_MEDIA_HOSTS: host,
      ...(options.withApp === true ? appEnv() : {}),
    },
    close: async () => {
      await wecom.stop();
      await dingtalk.close();
      await vendor.close();
    },
  };
}

const appEnv = () => ({
  WECOM_CORP_ID: APP.corpId,
  WECOM_APP_SECRET: APP.secret,
  WECOM_APP_AGENT_ID: String(APP.agentId),
  WECOM_APP_TOKEN: APP.token,
  WECOM_APP_AES_KEY: APP.aesKey,
});

/** Starts both platforms and one program; resolves when it is connected to both. */
export async function startOutbound(options: OutboundOptions = {}): Promise<Outbound> {
  const platforms = await startPlatforms(options);
  const { vendor, wecom, clock } = platforms;
  const env = { ...platforms.env, ...options.env };
  const { county: given, ...others } = options;
  const county = typeof given === 'function' ? given(vendor.base) : given;
  const program = await startProgram({
    ...others,
    env,
    clock,
    ...(county === undefined ? {} : { county }),
  });
  await until('the program is connected', () => isConnected(platforms));

  const answersTo = (id: string): readonly string[] => [
    ...socketAnswers(wecom, id),
    ...urlAnswers(vendor, id),
  ];
  const bring = (text: string, saying: Saying): boolean => bringTo(platforms, text, saying) !== undefined;
  return {
    ...platforms,
    program,
    twin: () => startProgram({ dbName: program.dbName, env, clock }),
    bring,
    answersTo,
    say: async (text, saying, ms = 20_000) => {
      const id = saying.id ?? newId();
      await until('somebody is connected', () => bring(text, { ...saying, id }), ms);
      await until(`an answer to ${text}`, () => answersTo(id).length > 0, ms);
      return tidy(answersTo(id)[0] ?? '');
    },
    stop: async () => {
      await program.stop();
      await platforms.close();
    },
  };
}

/** Both platforms have somebody to bring messages to. */
export const isConnected = ({ wecom, dingtalk }: Platforms): boolean =>
  wecom.subscribed(BOT.botId) === 1 && dingtalk.connections() > 0;

export const newId = (): string => randomBytes(8).toString('hex');

/** Hands a message to its platform; the delivery or the request it came by, undefined when nobody is connected. */
export function bringTo(
  { vendor, wecom, dingtalk, clock }: Platforms,
  text: string,
  { platform, sender, group, id = newId(), extra = {} }: Saying,
): Delivery | string | undefined {
  if (platform === 'wecom') {
    return wecom.callback(BOT.botId, {
      msgid: id,
      aibotid: BOT.botId,
      ...(group === undefined ? { chattype: 'single' } : { chatid: group, chattype: 'group' }),
      from: { userid: sender },
      response_url: `${vendor.base}/cgi-bin/aibot/response?response_code=${id}`,
      msgtype: 'text',
      text: { content: group === undefined ? text : `@校园哨兵 ${text}` },
      ...extra,
    });
  }
  if (dingtalk.connections() === 0) return undefined;
  const words = { text, sender, id, ...(group === undefined ? {} : { group }) };
  const sessionWebhook = `${vendor.base}/robot/sendBySession?session=${id}`;
  const data = textBody({ ...DINGTALK }, words, clock.now(), { sessionWebhook, ...extra });
  return dingtalk.deliver({ type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get', data });
}

/** Finished streams on the request that brought message `id`; the program's stream ids tell which that is. */
function socketAnswers({ shown }: WecomGateway, id: string): readonly string[] {
  const stream = Buffer.from(`wecom:${id}`).toString('base64url');
  return shown.flatMap(({ body }) => {
    const part = (body as { stream?: { id: string; finish: boolean; content: string } }).stream;
    return part?.finish === true && part.id === stream ? [part.content] : [];
  });
}

function urlAnswers({ shown }: Vendor, id: string): readonly string[] {
  return shown
    .filter(({ way, to }) => to === id && (way === 'dingtalk.session' || way === 'wecom.url'))
    .map(({ text }) => text);
}

/** Waits until it is so; a failing wait fails the test with its title. */
export async function until(what: string, isSo: () => boolean, ms = 20_000): Promise<void> {
  const end = performance.now() + ms;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`it never came about: ${what}`);
    await sleep(5);
  }
}

/** The lines as a reader sees them: the platforms' own line-break marks taken away. */
export function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

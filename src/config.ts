import { z } from 'zod';
import { SentinelError } from './errors.ts';
import type { PlatformId } from './kit/platform-id.ts';
import type { DingtalkConfig } from './platforms/dingtalk/config.ts';
import type { WecomAppConfig as AppCallback } from './platforms/wecom/app/app.ts';
import type { WecomConfig } from './platforms/wecom/config.ts';
import { OFFICIAL_SOCKET, type WecomSocketConfig } from './platforms/wecom/socket/config.ts';

/** One entry of ADMINS. */
export interface AdminEntry {
  readonly platform: PlatformId;
  readonly userId: string;
}

/** One self-built app (自建应用) of the corp: private messages to members, and their callbacks. */
export interface WecomAppConfig extends AppCallback {
  readonly secret: string;
}

/** What is configured of each platform. The smart robot has either a callback address or a socket. */
export interface PlatformConfigs {
  readonly wecom?: WecomConfig;
  readonly wecomSocket?: WecomSocketConfig;
  readonly wecomApp?: WecomAppConfig;
  readonly dingtalk?: DingtalkConfig;
  /** DingTalk brings its messages by a connection that we open, not to an address of ours. */
  readonly dingtalkStream?: boolean;
}

/** The whole configuration, checked and frozen. */
export interface Config {
  readonly host: string;
  /** 0 asks the system for a free port. */
  readonly port: number;
  /** How people reach us from outside, without trailing slash. */
  readonly publicUrl?: string;
  readonly dataDir: string;
  /** Unset: the embedded engine in `dataDir`. */
  readonly mongodbUri?: string;
  readonly countyFile?: string;
  /** 32 bytes each, newest first; empty in embedded mode: the key file in `dataDir` is used, made if absent. */
  readonly dataKeys: readonly Buffer[];
  readonly admins: readonly AdminEntry[];
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** IANA name. */
  readonly timeZone: string;
  /** Choices are also given as buttons on cards. */
  readonly cards: boolean;
  readonly metricsToken?: string;
  readonly platforms: PlatformConfigs;
  /** Where downloads that any data folder can share are kept; unset: `~/.cache/campus-sentinel`. */
  readonly cacheDir?: string;
  /** No platform is configured: both are simulated with random credentials. */
  readonly sandbox: boolean;
  /** Things that work but deserve a second look; for the start log. Free of secrets. */
  readonly warnings: readonly string[];
}

/** Thrown by `loadConfig` with every problem at once, each one naming its variable and what to do. */
export class ConfigError extends SentinelError {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super('config', `The configuration cannot be used:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Take up a `.env` file in the folder the program was started in, if there is one; what is set already wins. */
export function readDotEnv(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

const MAKE_A_KEY = 'make one with: openssl rand -base64 32';

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535, e.g. 3000')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a number from 0 to 65535, e.g. 3000');

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);

/** An address without query, fragment and credentials; the trailing slash goes. */
function address(example: string, { plainHttp }: { readonly plainHttp: boolean }) {
  return z.string().transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const secure =
      url?.protocol === 'https:' || (url?.protocol === 'http:' && (plainHttp || isLoopback(url.hostname)));
    if (!url || !secure || url.search || url.hash || url.username || url.password) {
      const scheme = plainHttp ? 'http(s)' : 'https (http on this machine only)';
      context.addIssue(`must be a plain ${scheme} address, e.g. ${example}`);
      return z.NEVER;
    }
    return (url.origin + url.pathname).replace(/\/+$/, '');
  });
}

const base = (fallback: string) => address(fallback, { plainHttp: false }).default(fallback);

/** Comma list; empty items are dropped. */
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const hosts = (fallback: readonly string[]) =>
  list
    .refine(
      (items) =>
        items.every((item) =>
          /^(https?:\/\/)?(\*\.)?(\[[0-9a-f:.]+\]|[a-z0-9_-]+(\.[a-z0-9_-]+)*)(:\d{1,5})?$/i.test(item),
        ),
      'must be host names separated by commas, *.example.com for every host below one',
    )
    .default([...fallback]);

const dataKeys = list.transform((items, context) => {
  const keys = items.map((item) => Buffer.from(item, 'base64'));
  const exact = keys.every((key, n) => key.length === 32 && key.toString('base64') === padded(items[n]));
  if (!exact || keys.length === 0) {
    context.addIssue(
      `must be 32 bytes in base64 (44 characters), several separated by commas; ${MAKE_A_KEY}`,
    );
    return z.NEVER;
  }
  return keys;
});

const padded = (text = ''): string => (text.endsWith('=') ? text : `${text}=`);

const admins = list.transform((items, context) =>
  items.map((item): AdminEntry => {
    const [, platform, userId] = /^(wecom|dingtalk):(\S+)$/.exec(item) ?? [];
    if (!platform || !userId) {
      context.addIssue('must be like wecom:zhangsan,dingtalk:0147 (the user ids of the platforms)');
      return z.NEVER;
    }
    return { platform: platform as PlatformId, userId };
  }),
);

const timeZone = z.string().refine(isTimeZone, 'must be a time zone name, e.g. Asia/Shanghai');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const text = z.string();

function isSocketUrl(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'wss:' || (url?.protocol === 'ws:' && isLoopback(url.hostname));
}

/** Every name this program reads, with what it means and how it is checked. An empty value counts as unset. */
const VARIABLES = {
  HOST: { doc: 'Address to listen on.', schema: text.default('127.0.0.1') },
  PORT: { doc: 'Port to listen on.', schema: port.default(3000) },
  PUBLIC_URL: {
    doc: 'How people reach this program from outside, e.g. https://bot.example.cn',
    schema: address('https://bot.example.cn', { plainHttp: true }).optional(),
  },
  DATA_DIR: { doc: 'Folder of the embedded database and of its key.', schema: text.default('./data') },
  MONGODB_URI: {
    doc: 'A MongoDB server (6 or newer, replica set or sharded). Empty: the embedded engine, for trying only.',
    schema: text
      .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must begin with mongodb:// or mongodb+srv://')
      .optional(),
  },
  COUNTY_FILE: { doc: 'The county file (YAML). Empty: an empty county.', schema: text.optional() },
  DATA_KEY: {
    doc: `Seals personal data: 32 bytes in base64, several separated by commas, newest first; ${MAKE_A_KEY}`,
    schema: dataKeys.default([]),
  },
  ADMINS: { doc: 'Administrators, e.g. wecom:zhangsan,dingtalk:0147', schema: admins.default([]) },
  LOG_LEVEL: {
    doc: 'fatal, error, warn, info, debug, trace or silent.',
    schema: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'must be one of fatal, error, warn, info, debug, trace, silent',
      })
      .default('info'),
  },
  TZ_NAME: { doc: 'Time zone of the county.', schema: timeZone.default('Asia/Shanghai') },
  CARDS: {
    doc: 'on: choices come as cards with buttons too, in private chats. off: as numbered lines only.',
    schema: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  },
  METRICS_TOKEN: {
    doc: 'Bearer token for GET /metrics from other machines. Empty: this machine only.',
    schema: text.optional(),
  },
  WECOM_BOT_MODE: {
    doc: 'WeCom smart robot: callback (WeCom calls us; needs a public address) or socket (we call WeCom).',
    schema: z.enum(['callback', 'socket'], { error: 'must be callback or socket' }).default('callback'),
  },
  WECOM_BOT_TOKEN: {
    doc: 'WeCom smart robot: Token (3 to 32 letters and digits). Needs WECOM_BOT_AES_KEY.',
    schema: text
      .regex(/^[A-Za-z0-9]{3,32}$/, "must be the robot's Token: 3 to 32 letters and digits")
      .optional(),
  },
  WECOM_BOT_AES_KEY: {
    doc: 'WeCom smart robot: EncodingAESKey (43 letters and digits). Needs WECOM_BOT_TOKEN.',
    schema: text
      .regex(/^[A-Za-z0-9]{43}$/, "must be the robot's EncodingAESKey: exactly 43 letters and digits")
      .optional(),
  },
  WECOM_BOT_ID: {
    doc: 'WeCom smart robot: its id (aibotid); callbacks of other robots are refused.',
    schema: text.optional(),
  },
  WECOM_BOT_SECRET: {
    doc: 'WeCom smart robot in socket mode: its Secret. Needs WECOM_BOT_ID.',
    schema: text.optional(),
  },
  WECOM_SOCKET_URL: {
    doc: 'WeCom gateway of the socket mode.',
    schema: text
      .refine(isSocketUrl, 'must be a wss:// address (ws:// on this machine only)')
      .default(OFFICIAL_SOCKET),
  },
  WECOM_BOT_NAME: { doc: 'WeCom smart robot: its name in groups.', schema: text.optional() },
  WECOM_MEDIA_HOSTS: {
    doc: 'Hosts that pictures from WeCom may be fetched from.',
    schema: hosts(['*.myqcloud.com', '*.qpic.cn', '*.weixin.qq.com']),
  },
  WECOM_API_BASE: { doc: 'WeCom API.', schema: base('https://qyapi.weixin.qq.com') },
  WECOM_CORP_ID: { doc: 'WeCom corp id. Needed by the self-built app.', schema: text.optional() },
  WECOM_APP_SECRET: {
    doc: 'WeCom self-built app, for private messages: Secret. All WECOM_APP_* or none.',
    schema: text.optional(),
  },
  WECOM_APP_AGENT_ID: {
    doc: 'WeCom self-built app: AgentId.',
    schema: text
      .regex(/^\d{1,10}$/, "must be the app's AgentId, a number")
      .transform(Number)
      .optional(),
  },
  WECOM_APP_TOKEN: {
    doc: 'WeCom self-built app: Token of its callback page.',
    schema: text
      .regex(/^[A-Za-z0-9]{3,32}$/, "must be the app's Token: 3 to 32 letters and digits")
      .optional(),
  },
  WECOM_APP_AES_KEY: {
    doc: 'WeCom self-built app: EncodingAESKey of its callback page.',
    schema: text
      .regex(/^[A-Za-z0-9]{43}$/, "must be the app's EncodingAESKey: exactly 43 letters and digits")
      .optional(),
  },
  DINGTALK_MODE: {
    doc: 'DingTalk robot: http (DingTalk calls us; needs a public address) or stream (we call DingTalk).',
    schema: z.enum(['http', 'stream'], { error: 'must be http or stream' }).default('http'),
  },
  DINGTALK_CLIENT_ID: {
    doc: 'DingTalk inner app: Client ID (AppKey). Needs DINGTALK_CLIENT_SECRET.',
    schema: text.optional(),
  },
  DINGTALK_CLIENT_SECRET: {
    doc: 'DingTalk inner app: Client Secret (AppSecret). Needs DINGTALK_CLIENT_ID.',
    schema: text.optional(),
  },
  DINGTALK_ROBOT_CODE: {
    doc: 'DingTalk robot code, when it differs from the Client ID.',
    schema: text.optional(),
  },
  DINGTALK_CORP_ID: {
    doc: 'DingTalk CorpId; callbacks of other corporations are refused.',
    schema: text.optional(),
  },
  DINGTALK_MEDIA_HOSTS: {
    doc: 'Hosts that files from DingTalk may be fetched from.',
    schema: hosts(['*.aliyuncs.com', '*.dingtalk.com']),
  },
  DINGTALK_API_BASE: { doc: 'DingTalk API.', schema: base('https://api.dingtalk.com') },
  DINGTALK_OAPI_BASE: { doc: 'DingTalk API, old family.', schema: base('https://oapi.dingtalk.com') },
} as const;

type Name = keyof typeof VARIABLES;
type Values = { readonly [N in Name]: z.output<(typeof VARIABLES)[N]['schema']> };

/** Names and one-line docs of everything that can be set, in the order of `.env.example`. */
export const CONFIG_NAMES: readonly { readonly name: string; readonly doc: string }[] = Object.entries(
  VARIABLES,
).map(([name, { doc }]) => ({ name, doc }));

interface Group {
  /** What makes it work. */
  readonly needed: readonly Name[];
  /** What means nothing without that. */
  readonly extra: readonly Name[];
}

/** What belongs together, by the modes chosen. */
function groupsOf(set: Environment): readonly Group[] {
  const robot: Group =
    set.WECOM_BOT_MODE === 'socket'
      ? { needed: ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'], extra: ['WECOM_BOT_MODE', 'WECOM_BOT_NAME'] }
      : { needed: ['WECOM_BOT_TOKEN', 'WECOM_BOT_AES_KEY'], extra: ['WECOM_BOT_ID', 'WECOM_BOT_NAME'] };
  return [
    robot,
    {
      needed: [
        'WECOM_CORP_ID',
        'WECOM_APP_SECRET',
        'WECOM_APP_AGENT_ID',
        'WECOM_APP_TOKEN',
        'WECOM_APP_AES_KEY',
      ],
      extra: [],
    },
    {
      needed: ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET'],
      extra: ['DINGTALK_ROBOT_CODE', 'DINGTALK_CORP_ID'],
    },
  ];
}

/**
 * Reads the environment into a frozen Config. Throws one ConfigError that lists every problem.
 * Values are taken as they are, only an empty one counts as unset; secrets are never part of a message.
 */
export function loadConfig(environment: Environment = process.env): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const problems: string[] = [];
  const values = Object.fromEntries(
    Object.entries(VARIABLES).map(([name, { schema }]) => {
      const parsed = schema.safeParse(set[name]);
      if (!parsed.success) problems.push(...new Set(parsed.error.issues.map((i) => `${name} ${i.message}`)));
      return [name, parsed.data];
    }),
  ) as unknown as Values;
  problems.push(...halfPlatforms(set), ...missingKey(set));
  if (problems.length > 0) throw new ConfigError(problems);
  return deepFreeze(assemble(values, set));
}

function halfPlatforms(set: Environment): string[] {
  return groupsOf(set).flatMap(({ needed, extra }) => {
    const present = [...needed, ...extra].filter((name) => set[name] !== undefined);
    if (present.length === 0) return [];
    const missing = needed.filter((name) => set[name] === undefined);
    return missing.map(
      (name) => `${name} is missing although ${present.join(', ')} is set: set it too, or unset the others`,
    );
  });
}

function missingKey(set: Environment): string[] {
  if (set.MONGODB_URI === undefined || set.DATA_KEY !== undefined) return [];
  return [
    `DATA_KEY is missing although MONGODB_URI is set: ${MAKE_A_KEY} (and keep it: without it no personal data can be read)`,
  ];
}

function assemble(v: Values, set: Environment): Config {
  const platforms = platformsOf(v);
  return {
    host: v.HOST,
    port: v.PORT,
    ...defined({
      publicUrl: v.PUBLIC_URL,
      mongodbUri: v.MONGODB_URI,
      countyFile: v.COUNTY_FILE,
      metricsToken: v.METRICS_TOKEN,
      cacheDir: set.XDG_CACHE_HOME === undefined ? undefined : `${set.XDG_CACHE_HOME}/campus-sentinel`,
    }),
    dataDir: v.DATA_DIR,
    dataKeys: v.DATA_KEY,
    admins: v.ADMINS,
    logLevel: v.LOG_LEVEL,
    timeZone: v.TZ_NAME,
    cards: v.CARDS === 'on',
    platforms,
    sandbox: !platforms.wecom && !platforms.wecomSocket && !platforms.dingtalk,
    warnings: warningsOf(v, set),
  };
}

function platformsOf(v: Values): PlatformConfigs {
  const dingtalk = dingtalkOf(v);
  return defined({
    wecom: v.WECOM_BOT_MODE === 'callback' ? wecomOf(v) : undefined,
    wecomSocket: v.WECOM_BOT_MODE === 'socket' ? wecomSocketOf(v) : undefined,
    wecomApp: wecomAppOf(v),
    dingtalk,
    dingtalkStream: dingtalk !== undefined && v.DINGTALK_MODE === 'stream' ? true : undefined,
  });
}

function wecomOf(v: Values): WecomConfig | undefined {
  if (v.WECOM_BOT_TOKEN === undefined || v.WECOM_BOT_AES_KEY === undefined) return undefined;
  return {
    token: v.WECOM_BOT_TOKEN,
    aesKey: v.WECOM_BOT_AES_KEY,
    ...defined({ botId: v.WECOM_BOT_ID, botName: v.WECOM_BOT_NAME }),
    mediaHosts: v.WECOM_MEDIA_HOSTS,
    apiBase: v.WECOM_API_BASE,
  };
}

function wecomSocketOf(v: Values): WecomSocketConfig | undefined {
  if (v.WECOM_BOT_ID === undefined || v.WECOM_BOT_SECRET === undefined) return undefined;
  return {
    botId: v.WECOM_BOT_ID,
    secret: v.WECOM_BOT_SECRET,
    ...defined({ botName: v.WECOM_BOT_NAME }),
    socketUrl: v.WECOM_SOCKET_URL,
    mediaHosts: v.WECOM_MEDIA_HOSTS,
    apiBase: v.WECOM_API_BASE,
  };
}

function wecomAppOf(v: Values): WecomAppConfig | undefined {
  const { WECOM_CORP_ID: corpId, WECOM_APP_SECRET: secret, WECOM_APP_AGENT_ID: agentId } = v;
  const { WECOM_APP_TOKEN: token, WECOM_APP_AES_KEY: aesKey } = v;
  if (!corpId || !secret || agentId === undefined || !token || !aesKey) return undefined;
  return { corpId, secret, agentId, token, aesKey, apiBase: v.WECOM_API_BASE };
}

function dingtalkOf(v: Values): DingtalkConfig | undefined {
  if (v.DINGTALK_CLIENT_ID === undefined || v.DINGTALK_CLIENT_SECRET === undefined) return undefined;
  return {
    clientId: v.DINGTALK_CLIENT_ID,
    clientSecret: v.DINGTALK_CLIENT_SECRET,
    robotCode: v.DINGTALK_ROBOT_CODE ?? v.DINGTALK_CLIENT_ID,
    ...defined({ corpId: v.DINGTALK_CORP_ID }),
    mediaHosts: v.DINGTALK_MEDIA_HOSTS,
    apiBase: v.DINGTALK_API_BASE,
    oapiBase: v.DINGTALK_OAPI_BASE,
  };
}

function warningsOf(v: Values, set: Environment): string[] {
  const warnings: string[] = [];
  if (v.DINGTALK_CLIENT_ID !== undefined && v.DINGTALK_CORP_ID === undefined)
    warnings.push('DINGTALK_CORP_ID is not set: callbacks are not pinned to one corporation');
  if (v.WECOM_BOT_TOKEN !== undefined && v.WECOM_BOT_ID === undefined)
    warnings.push('WECOM_BOT_ID is not set: callbacks are not pinned to one robot');
  for (const [name, value = ''] of Object.entries(set)) {
    if (/^(WECOM|DINGTALK)_/.test(name) && !(name in VARIABLES))
      warnings.push(`${name} is set but this program does not know it: a typo?`);
    if (name in VARIABLES && value !== value.trim())
      warnings.push(`${name} begins or ends with white space: pasted by mistake?`);
  }
  return warnings;
}

/** Without the members that are undefined, as exact optional properties ask. */
function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Frozen to the last member; key bytes cannot be frozen and are left alone. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

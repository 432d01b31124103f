import { type AdminEntry, MAKE_A_KEY } from './config-fields.ts';
import { withSecretFiles } from './config-secrets.ts';
import { type Name, VARIABLES, type Values } from './config-variables.ts';
import { SentinelError } from './errors.ts';
import { defined } from './kit/defined.ts';
import { isLoopback } from './kit/loopback.ts';
import type { DingtalkConfig } from './platforms/dingtalk/config.ts';
import type { WecomAppConfig as AppCallback } from './platforms/wecom/app/app.ts';
import type { WecomConfig } from './platforms/wecom/config.ts';
import type { WecomSocketConfig } from './platforms/wecom/socket/config.ts';
import type { QweatherConfig } from './reminders/weather/qweather.ts';

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
  /** Whose monthly quotas hold; standard when unset. */
  readonly dingtalkEdition?: 'professional';
}

/** The whole configuration, checked and frozen. */
export interface Config {
  readonly host: string;
  /** 0 asks the system for a free port. */
  readonly port: number;
  /** How people reach us from outside, without trailing slash. */
  readonly publicUrl?: string;
  /** Who asks is what the last proxy says, not the connection. */
  readonly trustProxy: boolean;
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
  /** Unset: officers report heat and storms themselves. */
  readonly weather?: QweatherConfig;
  /** Started by `npm start`: the program ends when npm does. */
  readonly underNpm: boolean;
  /** Where downloads that any data folder can share are kept; unset: `~/.cache/campus-sentinel`. */
  readonly cacheDir?: string;
  /** No platform is configured: both are simulated with random credentials. */
  readonly sandbox: boolean;
  /** A fresh sandbox begins with what its people report. */
  readonly sandboxDemo: boolean;
  /** Things that work but deserve a second look; for the start log. Free of secrets. */
  readonly warnings: readonly string[];
}

/** Thrown by `loadConfig` with every problem at once, each one naming its variable and what to do. */
export class ConfigError extends SentinelError {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      'config',
      `启动不了：设置有误，请改好下面各项（环境变量或 .env）。\nThe configuration cannot be used:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
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
    { needed: ['WEATHER_API_HOST', 'WEATHER_API_KEY', 'WEATHER_LOCATION'], extra: [] },
  ];
}

/**
 * Reads the environment into a frozen Config. Throws one ConfigError that lists every problem.
 * Values are taken as they are, or from the file that `<NAME>_FILE` names; only an empty one counts as unset; secrets are never part of a message.
 */
export function loadConfig(environment: Environment = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { set, problems } = withSecretFiles(given);
  const values = Object.fromEntries(
    Object.entries(VARIABLES).map(([name, { schema }]) => {
      const parsed = schema.safeParse(set[name]);
      if (!parsed.success) problems.push(...new Set(parsed.error.issues.map((i) => `${name} ${i.message}`)));
      return [name, parsed.data];
    }),
  ) as unknown as Values;
  problems.push(...halfPlatforms(set), ...missingKey(set), ...lonePassword(set));
  if (problems.length > 0) throw new ConfigError(problems);
  return deepFreeze(assemble(values, set));
}

function halfPlatforms(set: Environment): string[] {
  return groupsOf(set).flatMap(({ needed, extra }) => {
    const present = [...needed, ...extra].filter((name) => set[name] !== undefined);
    if (present.length === 0) return [];
    const missing = needed.filter((name) => set[name] === undefined);
    return missing.map(
      (name) =>
        `${name} is missing although ${present.join(', ')} is set: set it too, or unset the others（请补上，或去掉其余各项）`,
    );
  });
}

const NAMED_USER = /^(mongodb(?:\+srv)?:\/\/[^:@/]+)@/;

function lonePassword({ MONGODB_PASSWORD, MONGODB_URI }: Environment): string[] {
  if (MONGODB_PASSWORD === undefined || NAMED_USER.test(MONGODB_URI ?? '')) return [];
  return [
    'MONGODB_PASSWORD needs a user without a password in MONGODB_URI: mongodb://user@host:27017/name（MONGODB_URI 里要写用户名、不写密码）',
  ];
}

/** The driver wants signs in a password encoded; who keeps it in a file need not know. */
const withPassword = (uri: string | undefined, password: string | undefined): string | undefined =>
  password === undefined
    ? uri
    : uri?.replace(NAMED_USER, (_, user: string) => `${user}:${encodeURIComponent(password)}@`);

function missingKey(set: Environment): string[] {
  if (set.MONGODB_URI === undefined || set.DATA_KEY !== undefined) return [];
  return [
    `DATA_KEY is missing although MONGODB_URI is set: ${MAKE_A_KEY} (and keep it: without it no personal data can be read)（请用这条命令生成并妥善保存）`,
  ];
}

function assemble(v: Values, set: Environment): Config {
  const platforms = platformsOf(v);
  return {
    host: v.HOST,
    port: v.PORT,
    ...defined({
      publicUrl: v.PUBLIC_URL,
      mongodbUri: withPassword(v.MONGODB_URI, v.MONGODB_PASSWORD),
      countyFile: v.COUNTY_FILE,
      metricsToken: v.METRICS_TOKEN,
      weather: weatherOf(v),
      cacheDir: set.XDG_CACHE_HOME === undefined ? undefined : `${set.XDG_CACHE_HOME}/campus-sentinel`,
    }),
    trustProxy: v.TRUST_PROXY === 'on',
    dataDir: v.DATA_DIR,
    dataKeys: v.DATA_KEY,
    admins: v.ADMINS,
    logLevel: v.LOG_LEVEL,
    timeZone: v.TZ_NAME,
    cards: v.CARDS === 'on',
    platforms,
    underNpm: set.npm_lifecycle_event === 'start',
    sandbox: !platforms.wecom && !platforms.wecomSocket && !platforms.dingtalk,
    sandboxDemo: v.SANDBOX_DEMO === 'on',
    warnings: warningsOf(v, set),
  };
}

function weatherOf(v: Values): QweatherConfig | undefined {
  const { WEATHER_API_HOST: host, WEATHER_API_KEY: key, WEATHER_LOCATION: place } = v;
  return host === undefined || key === undefined || place === undefined ? undefined : { host, key, ...place };
}

function platformsOf(v: Values): PlatformConfigs {
  const dingtalk = dingtalkOf(v);
  return defined({
    wecom: v.WECOM_BOT_MODE === 'callback' ? wecomOf(v) : undefined,
    wecomSocket: v.WECOM_BOT_MODE === 'socket' ? wecomSocketOf(v) : undefined,
    wecomApp: wecomAppOf(v),
    dingtalk,
    dingtalkEdition:
      dingtalk !== undefined && v.DINGTALK_EDITION === 'professional' ? v.DINGTALK_EDITION : undefined,
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
  if (v.PUBLIC_URL?.startsWith('http:') && !isLoopback(new URL(v.PUBLIC_URL).hostname))
    warnings.push('PUBLIC_URL is http: pages with personal data are not offered, give it https');
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

/** Frozen to the last member; key bytes cannot be frozen and are left alone. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

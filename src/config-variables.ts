import { z } from 'zod';
import {
  address,
  admins,
  base,
  coordinates,
  dataKeys,
  hosts,
  isSocketUrl,
  MAKE_A_KEY,
  port,
  text,
  timeZone,
} from './config-fields.ts';
import { OFFICIAL_SOCKET } from './platforms/wecom/socket/config.ts';

/** Every name this program reads, with what it means and how it is checked. An empty value counts as unset. */
export const VARIABLES = {
  HOST: { doc: 'Address to listen on.', schema: text.default('127.0.0.1') },
  PORT: { doc: 'Port to listen on.', schema: port.default(3000) },
  PUBLIC_URL: {
    doc: 'How people reach this program from outside, e.g. https://bot.example.cn',
    schema: address('https://bot.example.cn', { plainHttp: true }).optional(),
  },
  TRUST_PROXY: {
    doc: 'on: a proxy of yours stands before this program and says who asks, last in X-Forwarded-For. off: nobody is believed.',
    schema: z.enum(['on', 'off'], { error: 'must be on or off（请填 on 或 off）' }).default('off'),
  },
  DATA_DIR: { doc: 'Folder of the embedded database and of its key.', schema: text.default('./data') },
  MONGODB_URI: {
    doc: 'A MongoDB server (6 or newer, replica set or sharded). Empty: the embedded engine, for trying only.',
    schema: text
      .regex(
        /^mongodb(\+srv)?:\/\/\S+$/,
        'must begin with mongodb:// or mongodb+srv://（请以 mongodb:// 或 mongodb+srv:// 开头）',
      )
      .optional(),
  },
  MONGODB_PASSWORD: {
    doc: 'Password of the user whom MONGODB_URI names, where it does not stand in the address itself.',
    schema: text.optional(),
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
        error: 'must be one of fatal, error, warn, info, debug, trace, silent（请从中选一个）',
      })
      .default('info'),
  },
  TZ_NAME: { doc: 'Time zone of the county.', schema: timeZone.default('Asia/Shanghai') },
  CARDS: {
    doc: 'on: choices come as cards with buttons too, in private chats. off: as numbered lines only.',
    schema: z.enum(['on', 'off'], { error: 'must be on or off（请填 on 或 off）' }).default('off'),
  },
  SANDBOX_DEMO: {
    doc: 'on: a fresh sandbox begins with cases and hazards that its people report. off: it begins empty.',
    schema: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  },
  METRICS_TOKEN: {
    doc: 'Bearer token for GET /metrics; set it behind a proxy. Empty: only programs of this machine itself.',
    schema: text.optional(),
  },
  WECOM_BOT_MODE: {
    doc: 'WeCom smart robot: callback (WeCom calls us; needs a public address) or socket (we call WeCom).',
    schema: z
      .enum(['callback', 'socket'], { error: 'must be callback or socket（请填 callback 或 socket）' })
      .default('callback'),
  },
  WECOM_BOT_TOKEN: {
    doc: 'WeCom smart robot: Token (3 to 32 letters and digits). Needs WECOM_BOT_AES_KEY.',
    schema: text
      .regex(
        /^[A-Za-z0-9]{3,32}$/,
        "must be the robot's Token: 3 to 32 letters and digits（机器人的 Token，3 到 32 位字母数字）",
      )
      .optional(),
  },
  WECOM_BOT_AES_KEY: {
    doc: 'WeCom smart robot: EncodingAESKey (43 letters and digits). Needs WECOM_BOT_TOKEN.',
    schema: text
      .regex(
        /^[A-Za-z0-9]{43}$/,
        "must be the robot's EncodingAESKey: exactly 43 letters and digits（机器人的 EncodingAESKey，正好 43 位字母数字）",
      )
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
      .refine(isSocketUrl, 'must be a wss:// address (ws:// on this machine only)（请填 wss:// 地址）')
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
      .regex(/^\d{1,10}$/, "must be the app's AgentId, a number（应用的 AgentId，数字）")
      .transform(Number)
      .optional(),
  },
  WECOM_APP_TOKEN: {
    doc: 'WeCom self-built app: Token of its callback page.',
    schema: text
      .regex(
        /^[A-Za-z0-9]{3,32}$/,
        "must be the app's Token: 3 to 32 letters and digits（应用的 Token，3 到 32 位字母数字）",
      )
      .optional(),
  },
  WECOM_APP_AES_KEY: {
    doc: 'WeCom self-built app: EncodingAESKey of its callback page.',
    schema: text
      .regex(
        /^[A-Za-z0-9]{43}$/,
        "must be the app's EncodingAESKey: exactly 43 letters and digits（应用的 EncodingAESKey，正好 43 位字母数字）",
      )
      .optional(),
  },
  DINGTALK_MODE: {
    doc: 'DingTalk robot: http (DingTalk calls us; needs a public address) or stream (we call DingTalk).',
    schema: z
      .enum(['http', 'stream'], { error: 'must be http or stream（请填 http 或 stream）' })
      .default('http'),
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
  DINGTALK_EDITION: {
    doc: 'DingTalk edition, for its monthly quotas: standard or professional.',
    schema: z
      .enum(['standard', 'professional'], {
        error: 'must be standard or professional（请填 standard 或 professional）',
      })
      .default('standard'),
  },
  DINGTALK_MEDIA_HOSTS: {
    doc: 'Hosts that files from DingTalk may be fetched from.',
    schema: hosts(['*.aliyuncs.com', '*.dingtalk.com']),
  },
  DINGTALK_API_BASE: { doc: 'DingTalk API.', schema: base('https://api.dingtalk.com') },
  DINGTALK_OAPI_BASE: { doc: 'DingTalk API, old family.', schema: base('https://oapi.dingtalk.com') },
  WEATHER_API_HOST: {
    doc: 'QWeather (和风天气): the API Host of your account. All WEATHER_* or none; without them officers report heat and storms.',
    schema: address('https://abc123.qweatherapi.com', { plainHttp: false }).optional(),
  },
  WEATHER_API_KEY: { doc: 'QWeather: API KEY.', schema: text.optional() },
  WEATHER_LOCATION: {
    doc: 'QWeather: latitude,longitude of the county, e.g. 29.56,106.55',
    schema: coordinates.optional(),
  },
} as const;

/** A name that can be set. */
export type Name = keyof typeof VARIABLES;
/** Every name with its checked value. */
export type Values = { readonly [N in Name]: z.output<(typeof VARIABLES)[N]['schema']> };

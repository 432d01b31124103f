import type { Attachment, IncomingMessage } from '../chat/message.ts';
import type { Config, PlatformConfigs } from '../config.ts';
import type { Routes } from '../delivery/types.ts';
import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import type { Logger } from '../log.ts';
import { createLeases } from '../mongo/leases.ts';
import type { ConvertIds } from '../people/aliases.ts';
import type { Address, Channel } from '../platforms/channel.ts';
import type { Connection } from '../platforms/connection.ts';
import { createTokenSource } from '../platforms/dingtalk/access-token.ts';
import { createDingtalkChannels } from '../platforms/dingtalk/channels/channels.ts';
import { createDingtalkPlatform } from '../platforms/dingtalk/platform.ts';
import { createDingtalkStream } from '../platforms/dingtalk/stream/stream.ts';
import type { StreamTimings } from '../platforms/dingtalk/stream/timings.ts';
import type { Platform } from '../platforms/platform.ts';
import { createWecomApp } from '../platforms/wecom/app/app.ts';
import { isAppMessage } from '../platforms/wecom/app/message.ts';
import { createAppChannel } from '../platforms/wecom/channels/app.ts';
import { createCallVendor } from '../platforms/wecom/channels/call.ts';
import { openUserIds } from '../platforms/wecom/channels/open-user-ids.ts';
import { createTokenCaller } from '../platforms/wecom/channels/token.ts';
import { createWebhookChannel } from '../platforms/wecom/channels/webhook.ts';
import { createWecomPlatform } from '../platforms/wecom/platform.ts';
import { type SocketTimings, USUAL_TIMINGS } from '../platforms/wecom/socket/config.ts';
import { createWecomSocket, type WecomSocket } from '../platforms/wecom/socket/socket.ts';
import type { Database } from './open-database.ts';

/** What answering a message needs of its platform, whichever way the message came. */
export type AnsweringSide = Pick<Platform, 'id' | 'surface' | 'lateMode' | 'late' | 'fetchMedia'>;

/** A connection that we keep open, and the platform whose messages it brings. */
export interface OpenConnection {
  readonly platform: PlatformId;
  readonly connection: Connection;
  /** The connection itself carries answers; else they are sent late. */
  readonly answers: boolean;
}

/** The configured platforms. */
export interface Platforms {
  /** Those that call us. */
  readonly webhooks: readonly Platform[];
  readonly connections: readonly OpenConnection[];
  /** The ways out, best first. */
  readonly routes: Routes;
  readonly convert?: ConvertIds;
  /** Throws for a platform that is not configured: none of its messages can have come in. */
  of(message: Named): AnsweringSide;
  find(message: Named): AnsweringSide | undefined;
  /** The side that fetches this attachment. */
  fetching(platform: PlatformId, attachment: Pick<Attachment, 'downloadCode'>): AnsweringSide | undefined;
}

/** Enough of a message to tell which side it came by: WeCom has two, the robot and the self-built app. */
type Named = Pick<IncomingMessage, 'platform' | 'id'>;

/** Whether an answer may show again what it answers, as WeCom's response_url does. */
export type MayQuote = (message: IncomingMessage, answer: string) => boolean;

/** Waits of the long connections that are to differ from production's: for tests, which have no hours. */
export interface ConnectionTimings {
  readonly wecomSocket?: Partial<SocketTimings>;
  readonly dingtalkStream?: Partial<StreamTimings>;
}

/** What the adapters are built with. */
export interface PlatformParts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly database: Pick<Database, 'mongo' | 'owner'>;
  readonly timings?: ConnectionTimings;
  readonly mayQuote?: MayQuote;
}

/** Build the adapters, connections and channels that the configuration has credentials for. */
export function buildPlatforms(config: Config['platforms'], parts: PlatformParts): Platforms {
  const wecom = buildWecom(config, parts);
  const dingtalk = buildDingtalk(config, parts);
  const find = (message: Named): AnsweringSide | undefined => {
    if (message.platform === 'dingtalk') return dingtalk.side;
    return isAppMessage(message) ? wecom.app : wecom.side;
  };
  return {
    webhooks: [...wecom.webhooks, ...dingtalk.webhooks],
    connections: [...wecom.connections, ...dingtalk.connections],
    routes: { wecom: wecom.routes, dingtalk: dingtalk.routes },
    ...defined({ convert: wecom.convert }),
    find,
    of: (message) => {
      const side = find(message);
      if (!side) throw new Error(`${message.platform} is not configured`);
      return side;
    },
    fetching: (platform, { downloadCode }) => {
      if (platform === 'dingtalk') return dingtalk.side;
      return downloadCode === undefined ? wecom.side : wecom.app;
    },
  };
}

type Half = Pick<Platforms, 'webhooks' | 'connections' | 'convert'> & {
  readonly side?: AnsweringSide;
  /** WeCom's self-built app. */
  readonly app?: AnsweringSide;
  readonly routes: NonNullable<Routes[PlatformId]>;
};

function buildWecom(config: PlatformConfigs, parts: PlatformParts): Half {
  const { log } = parts;
  const callback = config.wecom && createWecomPlatform(config.wecom, { log });
  const socket = config.wecomSocket && openSocket(config.wecomSocket, parts);
  const apiBase = config.wecom?.apiBase ?? config.wecomSocket?.apiBase ?? config.wecomApp?.apiBase;
  const webhook = apiBase === undefined ? [] : [createWebhookChannel({ apiBase, log })];
  const app = config.wecomApp && buildApp(config.wecomApp, log);
  const bySocket: readonly Channel[] = socket ? [socket.channel] : [];
  const side: AnsweringSide | undefined = socket
    ? { id: 'wecom', lateMode: 'push', ...socketSide(socket) }
    : callback;
  return {
    webhooks: [...(callback ? [callback] : []), ...(app ? [app.platform] : [])],
    ...defined({ app: app?.platform }),
    connections: socket ? [{ platform: 'wecom', connection: socket, answers: true }] : [],
    ...defined({ side }),
    routes: {
      group: [...bySocket, ...webhook],
      person: [...bySocket, ...(app ? [app.channel] : [])],
    },
    ...defined({ convert: app?.convert }),
  };
}

const socketSide = ({ surface, late, fetchMedia }: WecomSocket) => ({ surface, late, fetchMedia });

function buildApp(config: NonNullable<PlatformConfigs['wecomApp']>, log: Logger) {
  const { corpId, secret: appSecret, agentId, apiBase } = config;
  const tokens = createTokenCaller(createCallVendor(apiBase, log), { corpId, appSecret });
  const ids = openUserIds(tokens);
  const convert: ConvertIds = async (opaque) => (await ids.convert(opaque)) ?? new Map();
  const channel = createAppChannel({ agentId, tokens, log });
  const platform: Platform = { ...createWecomApp(config, { tokens, channel }), path: '/webhooks/wecom-app' };
  return { channel, convert, platform };
}

/** One live connection per bot: WeCom throws the older one out, so the instances share a lease. */
function openSocket(config: NonNullable<PlatformConfigs['wecomSocket']>, parts: PlatformParts): WecomSocket {
  const { clock, log, database } = parts;
  const timings = { ...USUAL_TIMINGS, ...parts.timings?.wecomSocket };
  const { leaseMs } = timings;
  const leases = createLeases(database.mongo);
  const name = `wecom-socket/${config.botId}`;
  const { owner } = database;
  return createWecomSocket(config, {
    clock,
    log,
    lease: {
      acquire: async () => (await leases.acquire(name, owner, leaseMs)) !== undefined,
      renew: () => leases.renew(name, owner, leaseMs),
      release: () => leases.release(name, owner),
    },
    timings,
    ...defined({ mayQuote: parts.mayQuote }),
    hasSpoken: (address: Address & { readonly spoken?: boolean }) => address.spoken === true,
  });
}

function buildDingtalk(config: PlatformConfigs, { clock, timings }: PlatformParts): Half {
  if (!config.dingtalk) return { webhooks: [], connections: [], routes: {} };
  const tokens = createTokenSource(config.dingtalk, clock);
  const platform = createDingtalkPlatform(config.dingtalk, { clock, tokens });
  const channels = createDingtalkChannels(config.dingtalk, { clock, tokens });
  const stream = config.dingtalkStream === true;
  return {
    side: platform,
    webhooks: stream ? [] : [platform],
    connections: stream
      ? [{ platform: 'dingtalk', connection: streamOf(config.dingtalk, clock, timings), answers: false }]
      : [],
    routes: {
      group: channels.filter(({ id }) => id !== 'dingtalk.person'),
      person: channels.filter(({ id }) => id === 'dingtalk.person' || id === 'dingtalk.session'),
    },
  };
}

function streamOf(
  config: NonNullable<PlatformConfigs['dingtalk']>,
  clock: Clock,
  { dingtalkStream }: ConnectionTimings = {},
): Connection {
  // The inbox sends every answer of this connection late, so that each one is accounted for.
  const sendReply = async (): Promise<void> => undefined;
  return createDingtalkStream(config, {
    clock,
    sendReply,
    ...defined({ timings: dingtalkStream }),
  });
}

import type { Logger } from 'pino';
import type { IncomingMessage } from '../../../chat/message.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Address } from '../../channel.ts';

/** One smart robot (智能机器人) whose admin page is set to 长连接. */
export interface WecomSocketConfig {
  readonly botId: string;
  readonly secret: string;
  /** The robot's names in groups, separated by commas. */
  readonly botName?: string;
  /** `wss://openws.work.weixin.qq.com` unless the company runs its own WeCom. */
  readonly socketUrl: string;
  /** Host patterns (see `platforms/host-allow-list.ts`) that files may be fetched from. */
  readonly mediaHosts: readonly string[];
  /** Without trailing slash; response URLs on its host are accepted besides the official one. */
  readonly apiBase?: string;
}

/** Where the vendor's own gateway listens. */
export const OFFICIAL_SOCKET = 'wss://openws.work.weixin.qq.com';

/**
 * The right to be the one connection of this bot. A lease must last `SocketTimings.leaseMs` from each call.
 * Every method may throw when the database is away: that counts as "not held".
 */
export interface SocketLease {
  acquire(): Promise<boolean>;
  /** False when somebody else has it now. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/** What the connection takes from outside. */
export interface WecomSocketDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly lease: SocketLease;
  /** Whether somebody has spoken to the bot in this chat: elsewhere WeCom refuses pushes. */
  readonly hasSpoken: (address: Address) => boolean;
  /** Whether an answer may go through the message's response URL, which shows the message again. Always, if absent. */
  readonly mayQuote?: (message: IncomingMessage, answer: string) => boolean;
  /** 0 <= x < 1, for jitter; `Math.random` unless a test says otherwise. */
  readonly random?: () => number;
  readonly timings?: Partial<SocketTimings>;
}

/** All waits, in milliseconds of the monotonic clock. */
export interface SocketTimings {
  /** How long one grant of the lease lasts. A crash is taken over within this plus `standByMs` and a connect. */
  readonly leaseMs: number;
  readonly renewMs: number;
  /** How often a stand-by asks for the lease. */
  readonly standByMs: number;
  /** TCP, TLS, upgrade and subscription together. */
  readonly connectMs: number;
  readonly pingMs: number;
  readonly ackMs: number;
  /** The least time between two connection attempts of this bot, in whichever instance. */
  readonly attemptGapMs: number;
  readonly backoffMs: number;
  readonly longestBackoffMs: number;
  /** Open for that long, the next failure is a first one. */
  readonly stableMs: number;
  /** Before the next attempt after another connection has taken our place; doubles each time. */
  readonly coolDownMs: number;
  readonly longestCoolDownMs: number;
  /** After bad credentials: a person has to act. */
  readonly refusedMs: number;
  /** Before a wait longer than this the lease is given back: another instance may do better. */
  readonly letGoMs: number;
  /** For answers in flight when we stop. */
  readonly drainMs: number;
  /** Pauses before an answer that could not be given is tried another way. */
  readonly secondTriesMs: readonly number[];
  /** Pauses before the end of a stream that was not answered is said again. */
  readonly repeatsMs: readonly number[];
}

/** What production uses: take-over after a crash in 6 + 2 + about 1 seconds. */
export const USUAL_TIMINGS: SocketTimings = {
  leaseMs: 6_000,
  renewMs: 1_500,
  standByMs: 2_000,
  connectMs: 10_000,
  pingMs: 30_000,
  ackMs: 5_000,
  attemptGapMs: 1_000,
  backoffMs: 1_000,
  longestBackoffMs: 60_000,
  stableMs: 10_000,
  coolDownMs: 60_000,
  longestCoolDownMs: 30 * 60_000,
  refusedMs: 5 * 60_000,
  letGoMs: 5_000,
  drainMs: 2_000,
  // Longer than the minute after which a chat that was full takes messages again.
  secondTriesMs: [0, 2_000, 5_000, 15_000, 30_000, 30_000, 60_000],
  repeatsMs: [2_000, 4_000, 8_000],
};

import type { IncomingMessage } from '../../../chat/message.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Connection } from '../../connection.ts';
import type { DingtalkConfig } from '../config.ts';
import { openSession, type Session } from './session.ts';
import { STREAM_TIMINGS, type StreamTimings } from './timings.ts';

/** What a Stream connection is lent. */
export interface StreamDeps {
  readonly clock: Clock;
  /**
   * Pushes a reply that `onMessage` gave at once, for the socket can carry none. Nothing accounts for it: an
   * inbox that answers `later` and sends late answers itself never comes here.
   */
  readonly sendReply: (message: IncomingMessage, text: string) => Promise<unknown>;
  /** The variable of our card templates that shows what became of a click. */
  readonly cardVariable?: string;
  readonly timings?: Partial<StreamTimings>;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/**
 * DingTalk's Stream mode: a connection outwards that brings what the callback address would. The published
 * client of DingTalk (2.1.5) is not used: a failed handshake doubles its reconnects every second, it answers no
 * robot message by itself, keeps sockets and timers of old connections, and after `disconnect` waits ten deaf
 * seconds for the end of TCP. Here: one attempt at a time and at most one a second; the new socket is open
 * before the old one closes; a frame is answered when what it brought is stored, else DingTalk brings it again.
 * What the socket cannot do is reply: `onMessage` had better promise, except for clicks on cards.
 */
export function createDingtalkStream(config: DingtalkConfig, deps: StreamDeps): Connection {
  const { clock, sendReply, cardVariable = 'status', random = Math.random } = deps;
  const timings = { ...STREAM_TIMINGS, ...deps.timings };
  const created = clock.now().getTime();
  let session: Session | undefined;
  let stopped = false;
  return {
    start(handlers) {
      if (session || stopped) return;
      session = openSession({ config, clock, handlers, sendReply, cardVariable, random, timings });
    },
    async stop() {
      stopped = true;
      await session?.stop();
    },
    state: () => session?.state() ?? { phase: 'stopped', since: created, attempts: 0 },
  };
}

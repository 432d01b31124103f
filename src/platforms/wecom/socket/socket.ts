import { setMaxListeners } from 'node:events';
import type { Attachment, IncomingMessage } from '../../../chat/message.ts';
import { SentinelError } from '../../../errors.ts';
import { utf8Bytes } from '../../../kit/bytes.ts';
import { within } from '../../../kit/within.ts';
import type { Channel } from '../../channel.ts';
import type { Connection, ConnectionHandlers } from '../../connection.ts';
import { hostAllowList } from '../../host-allow-list.ts';
import type { FetchedMedia, LateOutcome, Platform } from '../../platform.ts';
import { OFFICIAL_API } from '../config.ts';
import { fetchMedia } from '../media.ts';
import { botNames } from '../mention.ts';
import { render, STREAM_BYTES } from '../render.ts';
import { createSocketChannel } from './channel.ts';
import { USUAL_TIMINGS, type WecomSocketConfig, type WecomSocketDeps } from './config.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { createLateAnswer } from './late-answer.ts';
import type { Line } from './line.ts';
import { createListener } from './listener.ts';
import { createRateGuard } from './rate-guard.ts';
import { createRepeatFinish } from './repeat.ts';
import { createSpeaker } from './speaker.ts';
import { openWire } from './wire.ts';

/** The smart robot by long connection: what comes in, what goes out, and the answers that take longer. */
export interface WecomSocket extends Connection, Pick<Platform, 'surface'> {
  readonly channel: Channel;
  /**
   * Sends a late answer: into the bubble it was promised in if that is still open on this connection, else as a
   * message of its own, else, where this instance has no connection, through the message's response URL.
   */
  late(message: IncomingMessage, text: string): Promise<LateOutcome>;
  /** Fetches an attachment, decrypted with its own key. Never throws. */
  fetchMedia(attachment: Attachment, maxBytes: number): Promise<FetchedMedia>;
}

const SAFETY_BYTES = 480;

/**
 * The WeCom smart robot (智能机器人) over a connection that we open: no public address needed.
 *
 * Our own client, and not `@wecom/aibot-node-sdk` (1.0.7, a peer of the tests). When a connection breaks, that one
 * rejects commands that were written and commands that were not with the same error, so that sending at most once
 * cannot be built on it; after a time-out it takes the late answer to one reply for the answer to the next one with
 * the same req_id; it gives up neither a subscription that is never answered nor one that the server has forgotten
 * while it still answers pings (846609); it reconnects without jitter and, unless told otherwise, ten times at most;
 * and it logs what people wrote (whole frames, at debug level, unknown ones at warning). One live connection per
 * bot needs a lease besides, and a way to end the connection the moment the lease is lost.
 */
export function createWecomSocket(config: WecomSocketConfig, deps: WecomSocketDeps): WecomSocket {
  if (!/^wss?:$/.test(URL.canParse(config.socketUrl) ? new URL(config.socketUrl).protocol : '')) {
    throw new SentinelError('wecom-socket-url', 'The address of the WeCom gateway is not usable.');
  }
  const { clock, log, random = Math.random, mayQuote = () => true } = deps;
  const timings = { ...USUAL_TIMINGS, ...deps.timings };
  const apis = [OFFICIAL_API, ...(config.apiBase === undefined ? [] : [new URL(config.apiBase).origin])];
  const reader = { names: botNames(config.botName), allowResponseUrl: hostAllowList(apis) };
  const allowMedia = hostAllowList(config.mediaHosts);
  const guard = createRateGuard();
  const speaker = createSpeaker(guard, log);
  let line: Line | undefined;
  let running: { readonly keeper: Keeper; readonly done: Promise<void> } | undefined;

  const stopping = new AbortController();
  // Every answer that waits for another try listens to it.
  setMaxListeners(0, stopping.signal);
  const repeatFinish = createRepeatFinish({
    line: () => line,
    speaker,
    pausesMs: timings.repeatsMs,
    stopping: stopping.signal,
  });
  const late = createLateAnswer({
    line: () => line,
    speaker,
    repeatFinish,
    allowResponseUrl: reader.allowResponseUrl,
    log,
    placeMs: timings.ackMs,
  });
  const { secondTriesMs } = timings;
  const listener = createListener({
    reader,
    clock,
    log,
    speaker,
    late: (message, text) => late(mayQuote(message, text) ? message : withoutUrl(message), text),
    repeatFinish,
    secondTriesMs,
    stopping,
  });

  const open = (handlers: ConnectionHandlers, onOpen: () => void, onFrame: () => void) => {
    const heard: Line['heard'] = new Map();
    const wire = openWire({ ...config, url: config.socketUrl }, timings, {
      onFrame,
      onOpen: () => {
        line = { wire, heard };
        onOpen();
      },
      onCallback: (reqId, payload) => listener.hear({ wire, heard }, reqId, payload, handlers),
      onUnknown: handlers.onIgnored,
    });
    void wire.ended.then(() => {
      if (line?.wire === wire) line = undefined;
    });
    return wire;
  };

  return {
    surface: { replyBytes: STREAM_BYTES - SAFETY_BYTES, measure: (text) => utf8Bytes(render(text)) },
    channel: createSocketChannel({
      line: () => line,
      speaker,
      guard,
      hasSpoken: deps.hasSpoken,
      ackMs: timings.ackMs,
    }),
    late,
    fetchMedia: (attachment, maxBytes) => fetchMedia(attachment, undefined, maxBytes, allowMedia),
    start: (handlers) => {
      if (running !== undefined) throw new SentinelError('wecom-socket-started', 'It runs already.');
      const keeper = createKeeper({
        lease: deps.lease,
        timings,
        random,
        clock,
        log,
        open: (onOpen, onFrame) => open(handlers, onOpen, onFrame),
        onState: handlers.onState,
      });
      running = { keeper, done: keeper.run() };
    },
    stop: async () => {
      if (running === undefined) return;
      await listener.drain(timings.drainMs);
      running.keeper.stop();
      await within(timings.attemptGapMs + timings.drainMs, running.done, () => undefined);
    },
    state: () => running?.keeper.state() ?? { phase: 'stopped', since: clock.now().getTime(), attempts: 0 },
  };
}

function withoutUrl({ reply, ...message }: IncomingMessage): IncomingMessage {
  const { responseUrl: _quoting, ...others } = reply;
  return { ...message, reply: others };
}

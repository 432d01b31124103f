import { type RawData, WebSocket } from 'ws';
import { within } from '../../../kit/within.ts';
import type { FrameAnswer } from './answer-frame.ts';
import { type Frame, readFrame } from './frame.ts';
import type { StreamTimings } from './timings.ts';
import { createWatch } from './watch.ts';

/** What a link tells of itself. */
export interface LinkEvents {
  onOpen(): void;
  /** Something was heard. */
  onHeard(): void;
  /** Answers one frame; never rejects. */
  onFrame(frame: Frame): Promise<FrameAnswer>;
  onUnreadable(): void;
  /** It will deliver no more, or cannot be trusted to: another one is wanted. At most once. */
  onLeaving(): void;
  /** It is over, for a reason without content. Exactly once, whatever happened before. */
  onLost(reason: string): void;
}

/** One socket to the gateway. */
export interface Link {
  /** Lets answers under way go out, then closes. */
  retire(): Promise<void>;
  /** The same, and takes no new frames: they come again to whoever connects next. */
  end(): Promise<void>;
}

const MAX_FRAME_BYTES = 1024 * 1024;
const NORMAL_CLOSURE = 1000;

/** Opens a socket to `address` and keeps watch over it. */
export function createLink(address: string, events: LinkEvents, timings: StreamTimings): Link {
  const socket = new WebSocket(address, {
    handshakeTimeout: timings.handshakeMs,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const work = new Set<Promise<void>>();
  let ending = false;
  let reason = 'network';

  const send = (text: string): void => {
    // On a socket that is gone the answer is lost, and the frame comes again.
    if (socket.readyState === WebSocket.OPEN) socket.send(text, () => undefined);
  };
  const watch = createWatch(timings, {
    ping: () => socket.ping(),
    quiet: events.onLeaving,
    dead: () => {
      reason = 'silent';
      socket.terminate();
    },
  });

  const take = async (frame: Frame): Promise<void> => {
    const { ack, after } = await events.onFrame(frame);
    if (ack !== undefined) send(ack);
    await after?.().catch(() => undefined);
  };
  const onText = (data: RawData): void => {
    const frame = readFrame(String(data));
    watch.heard(frame?.type === 'CALLBACK');
    events.onHeard();
    if (!frame) events.onUnreadable();
    if (!frame || ending) return;
    if (frame.type === 'SYSTEM' && frame.headers.topic === 'disconnect') watch.leave();
    const job = take(frame).finally(() => work.delete(job));
    work.add(job);
  };

  socket.on('open', () => {
    reason = 'closed';
    watch.start();
    events.onOpen();
  });
  socket.on('message', onText);
  for (const sign of ['ping', 'pong'] as const) socket.on(sign, () => watch.heard(false));
  socket.on('unexpected-response', () => {
    reason = 'ticket-refused';
    socket.terminate();
  });
  // Every failure ends in `close`: acting on that alone is what keeps reconnects from doubling.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    watch.stop();
    events.onLost(reason);
  });

  const retire = async (): Promise<void> => {
    watch.stop();
    await settledWithin(work, timings.drainMs);
    await closed(socket, timings.drainMs);
  };
  return {
    retire,
    end() {
      ending = true;
      return retire();
    },
  };
}

/** Resolves when nothing is under way any more, or when `ms` are over. */
async function settledWithin(work: ReadonlySet<Promise<void>>, ms: number): Promise<void> {
  const done = async (): Promise<void> => {
    while (work.size > 0) await Promise.allSettled(work);
  };
  await within(ms, done(), () => undefined);
}

/** Closes in good form, and by force when the other side does not answer within `ms`. */
function closed(socket: WebSocket, ms: number): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => socket.terminate(), ms);
    socket.once('close', () => {
      clearTimeout(force);
      resolve();
    });
    if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
    else socket.close(NORMAL_CLOSURE);
  });
}

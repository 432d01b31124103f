import type { Logger } from 'pino';
import type { IncomingMessage } from '../../../chat/message.ts';
import type { Clock } from '../../../kit/clock.ts';
import { within } from '../../../kit/within.ts';
import type { ConnectionHandlers } from '../../connection.ts';
import type { Answer, LateOutcome } from '../../platform.ts';
import type { Reader } from '../message.ts';
import { pause } from '../pause.ts';
import type { CallbackPayload } from '../payload.ts';
import { understand } from '../understand.ts';
import { type Line, noteHeard, type OpenStream } from './line.ts';
import type { RepeatFinish } from './repeat.ts';
import type { HeardMessage, Speaker } from './speaker.ts';

/** What hearing and answering needs. */
export interface ListenerParts {
  readonly reader: Reader;
  readonly clock: Clock;
  readonly log: Logger;
  readonly speaker: Speaker;
  /** Another way for an answer that could not be given. */
  readonly late: (message: IncomingMessage, text: string) => Promise<LateOutcome>;
  readonly repeatFinish: RepeatFinish;
  readonly secondTriesMs: readonly number[];
  /** Ends second tries. */
  readonly stopping: AbortController;
}

/** Hears callbacks and answers them. */
export interface Listener {
  hear(line: Line, reqId: string, payload: CallbackPayload, handlers: ConnectionHandlers): void;
  /** Resolves when every answer under way has been given, or after `ms`; no second tries from here on. */
  drain(ms: number): Promise<void>;
}

/** WeCom does not send again what we did not keep, so its sender has to. */
const NOT_KEPT = '抱歉，刚才这条消息没有保存，请稍候再发一次。也可以发送：\n帮助';

/** Creates the listener of one bot; it outlives single connections. */
export function createListener(parts: ListenerParts): Listener {
  const { reader, clock, log, speaker, stopping } = parts;
  const underWay = new Set<Promise<void>>();

  const ask = async (message: IncomingMessage, handlers: ConnectionHandlers): Promise<Answer> => {
    try {
      return await handlers.onMessage(message);
    } catch {
      // Whoever threw has logged why; here it could hold the text of a message.
      log.error({ platform: 'wecom' }, 'a message could not be taken');
      return { kind: 'reply', text: NOT_KEPT, stream: `failed-${message.id}`.slice(0, 64) };
    }
  };

  const tryAgain = async (message: IncomingMessage, text: string): Promise<void> => {
    for (const ms of parts.secondTriesMs) {
      await pause(ms, stopping.signal);
      const outcome = await parts.late(message, text);
      if (outcome === 'sent' || outcome === 'unknown') return;
      if (stopping.signal.aborted) break;
    }
    log.error({ platform: 'wecom' }, 'an answer could not be given');
  };

  const answer = async (
    line: Line,
    heard: HeardMessage,
    handlers: ConnectionHandlers,
    place: (stream: OpenStream | undefined) => void,
  ): Promise<void> => {
    const said = await ask(heard.message, handlers);
    const given = await speaker.answer(line, heard, said);
    place(given.stream);
    if (said.kind !== 'reply') return;
    if (given.outcome === 'retry' || given.outcome === 'gone') await tryAgain(heard.message, said.text);
    else if (given.outcome === 'unknown' && heard.occasion === 'message') {
      await parts.repeatFinish({ reqId: heard.reqId, id: said.stream }, said.text);
    }
  };

  const take = (line: Line, heard: HeardMessage, handlers: ConnectionHandlers): void => {
    let place: (stream: OpenStream | undefined) => void = () => {};
    const placed = new Promise<OpenStream | undefined>((resolve) => {
      place = resolve;
    });
    if (!noteHeard(line, heard.message.id, placed)) {
      handlers.onIgnored('duplicate');
      return;
    }
    const work = answer(line, heard, handlers, place).finally(() => {
      place(undefined);
      underWay.delete(work);
    });
    underWay.add(work);
  };

  return {
    hear: (line, reqId, payload, handlers) => {
      // The connection is authenticated as this bot: whose message it is needs no second look.
      const understood = understand(payload, clock.now(), reader);
      switch (understood.type) {
        case 'message':
          return take(line, { reqId, ...understood }, handlers);
        case 'kicked':
          return line.wire.end('kicked');
        case 'poll':
          return handlers.onIgnored('poll on a socket');
        case 'ignored':
          return handlers.onIgnored(understood.reason);
      }
    },
    drain: async (ms) => {
      await within(ms, Promise.all(underWay), () => undefined);
      stopping.abort();
    },
  };
}

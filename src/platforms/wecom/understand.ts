import type { IncomingMessage } from '../../chat/message.ts';
import { type Reader, readClick, readEnter, readMessage, speakerOf } from './message.ts';
import type { CallbackPayload } from './payload.ts';
import type { Occasion } from './reply.ts';

/** What the body of a callback asks of us. */
export type Understood =
  | { readonly type: 'message'; readonly message: IncomingMessage; readonly occasion: Occasion }
  | {
      readonly type: 'poll';
      readonly stream: string;
      readonly speaker: ReturnType<typeof speakerOf>;
    }
  /** A newer connection has taken this one's place. Only a long connection is told so. */
  | { readonly type: 'kicked' }
  | { readonly type: 'ignored'; readonly reason: string };

/**
 * Reads an authentic body, whichever way it came: a callback to our address or a frame on a long connection.
 * Never refuses; what we cannot use is ignored under a stable reason.
 */
export function understand(payload: CallbackPayload, now: Date, reader: Reader): Understood {
  if (payload.msgtype === 'stream') return understandPoll(payload);
  if (payload.msgtype === undefined) return ignored('no message type');
  const isEvent = payload.msgtype === 'event';
  if (isEvent && eventType(payload) === 'disconnected_event') return { type: 'kicked' };
  if (!payload.msgid) return ignored('no message id');
  return isEvent
    ? understandEvent(payload.msgid, payload, now, reader)
    : asMessage(readMessage(payload.msgid, payload, now, reader), talkOf(payload));
}

function understandPoll(payload: CallbackPayload): Understood {
  const { stream } = payload;
  if (stream === undefined) return ignored('no stream id');
  return { type: 'poll', stream: stream.id, speaker: speakerOf(payload) };
}

function understandEvent(id: string, payload: CallbackPayload, now: Date, reader: Reader): Understood {
  switch (eventType(payload)) {
    case 'enter_chat':
      return asMessage(readEnter(id, payload, now, reader), 'enter');
    case 'template_card_event': {
      const click = readClick(id, payload, now, reader);
      return click ? asMessage(click, 'card') : ignored('click without key');
    }
    case 'feedback_event':
      return ignored('feedback event');
    default:
      return ignored('unknown event');
  }
}

const eventType = ({ event }: CallbackPayload): string | undefined => event?.eventtype ?? event?.event_type;

/** The older group robot knows no streams. */
const talkOf = (payload: CallbackPayload): Occasion =>
  payload.webhook_url === undefined ? 'message' : 'legacy-message';

const asMessage = (message: IncomingMessage, occasion: Occasion): Understood => ({
  type: 'message',
  message,
  occasion,
});

const ignored = (reason: string): Understood => ({ type: 'ignored', reason });

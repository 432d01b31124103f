import type { IncomingMessage } from '../../chat/message.ts';
import type { Answer, HttpAnswer, RawRequest, Received } from '../platform.ts';
import { openSealed } from './cipher.ts';
import { readCiphertext } from './envelope.ts';
import { type Reader, readClick, readEnter, readMessage } from './message.ts';
import type { CallbackPayload, PassiveReply } from './payload.ts';
import { readPlaintext } from './plaintext.ts';
import { readQuery } from './query.ts';
import { type Occasion, replyTo, replyToPoll } from './reply.ts';
import { isFresh, type SignedQuery, signatureMatches } from './signature.ts';

/** What `receive` needs to know of the robot. */
export interface Receiver extends Reader {
  readonly token: string;
  readonly aesKey: string;
  readonly receiveId: string;
  readonly botId: string | undefined;
  /** Encrypts and signs a reply to the callback with this nonce. */
  sealReply(reply: PassiveReply, nonce: string, now: Date): string;
}

const TEXT = 'text/plain; charset=utf-8';
const EMPTY: HttpAnswer = { status: 200, type: TEXT, body: '' };

/** From raw request to what it means: authentic first (signature, freshness), then decrypted, then read. */
export function receive(request: RawRequest, receiver: Receiver): Received {
  const query = readQuery(request.query);
  if (!query.ok) return refused(query.status, query.reason);
  const isHandshake = request.method === 'GET';
  const ciphertext = isHandshake ? query.echostr : readCiphertext(request.body);
  if (!ciphertext) return refused(400, isHandshake ? 'no echostr' : 'no ciphertext');
  if (!signatureMatches(receiver.token, query.signed, ciphertext)) return refused(401, 'wrong signature');
  if (!isFresh(query.signed.timestamp, request.now)) return refused(401, 'stale signature');
  const opened = openSealed(receiver.aesKey, ciphertext, receiver.receiveId);
  if (!opened.ok) return refused(400, opened.reason);
  return isHandshake
    ? { type: 'handshake', answer: { status: 200, type: TEXT, body: opened.message } }
    : understand(opened.message, query.signed, request.now, receiver);
}

/** The callback is authentic from here on: what we cannot use gets an empty 200, or it would be sent again. */
function understand(plain: string, signed: SignedQuery, now: Date, receiver: Receiver): Received {
  const read = readPlaintext(plain);
  if (!read.ok) return ignored(read.reason);
  const { payload } = read;
  if (receiver.botId !== undefined && payload.aibotid !== receiver.botId) {
    return payload.aibotid === undefined ? ignored('no robot id') : refused(403, 'another robot');
  }
  const respond = (reply: PassiveReply | undefined): HttpAnswer =>
    reply ? { status: 200, type: TEXT, body: receiver.sealReply(reply, signed.nonce, now) } : EMPTY;
  if (payload.msgtype === 'stream') return readPoll(payload, respond);
  if (payload.msgtype === undefined) return ignored('no message type');
  if (!payload.msgid) return ignored('no message id');
  return payload.msgtype === 'event'
    ? readEvent(payload.msgid, payload, now, receiver, respond)
    : asMessage(readMessage(payload.msgid, payload, now, receiver), talkOf(payload), respond);
}

type Respond = (reply: PassiveReply | undefined) => HttpAnswer;

function readPoll(payload: CallbackPayload, respond: Respond): Received {
  const stream = payload.stream?.id;
  if (stream === undefined) return ignored('no stream id');
  return { type: 'poll', stream, respond: (answer: Answer) => respond(replyToPoll(stream, answer)) };
}

function readEvent(
  id: string,
  payload: CallbackPayload,
  now: Date,
  reader: Reader,
  respond: Respond,
): Received {
  switch (payload.event?.eventtype ?? payload.event?.event_type) {
    case 'enter_chat':
      return asMessage(readEnter(id, payload, now, reader), 'enter', respond);
    case 'template_card_event': {
      const click = readClick(id, payload, now, reader);
      return click ? asMessage(click, 'card', respond) : ignored('click without key');
    }
    case 'feedback_event':
      return ignored('feedback event');
    default:
      return ignored('unknown event');
  }
}

function asMessage(message: IncomingMessage, occasion: Occasion, respond: Respond): Received {
  return { type: 'message', message, respond: (answer: Answer) => respond(replyTo(occasion, answer)) };
}

/** The older group robot knows no streams. */
const talkOf = (payload: CallbackPayload): Occasion =>
  payload.webhook_url === undefined ? 'message' : 'legacy-message';

const refused = (status: 400 | 401 | 403, reason: string): Received => ({ type: 'refused', status, reason });

const ignored = (reason: string): Received => ({ type: 'ignored', reason, answer: EMPTY });

import type { Answer, HttpAnswer, RawRequest, Received } from '../platform.ts';
import { openSealed } from './cipher.ts';
import { readCiphertext } from './envelope.ts';
import type { Reader } from './message.ts';
import type { PassiveReply } from './payload.ts';
import { readPlaintext } from './plaintext.ts';
import { readQuery } from './query.ts';
import { replyTo, replyToPoll } from './reply.ts';
import { isFresh, type SignedQuery, signatureMatches } from './signature.ts';
import { type Understood, understand } from './understand.ts';

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
    : answerable(opened.message, query.signed, request.now, receiver);
}

/** The callback is authentic from here on: what we cannot use gets an empty 200, or it would be sent again. */
function answerable(plain: string, signed: SignedQuery, now: Date, receiver: Receiver): Received {
  const read = readPlaintext(plain);
  if (!read.ok) return ignored(read.reason);
  const { payload } = read;
  if (receiver.botId !== undefined && payload.aibotid !== receiver.botId) {
    return payload.aibotid === undefined ? ignored('no robot id') : refused(403, 'another robot');
  }
  const respond = (reply: PassiveReply | undefined): HttpAnswer =>
    reply ? { status: 200, type: TEXT, body: receiver.sealReply(reply, signed.nonce, now) } : EMPTY;
  return asReceived(understand(payload, now, receiver), respond);
}

function asReceived(
  understood: Understood,
  respond: (reply: PassiveReply | undefined) => HttpAnswer,
): Received {
  switch (understood.type) {
    case 'message': {
      const { message, occasion } = understood;
      return { type: 'message', message, respond: (answer: Answer) => respond(replyTo(occasion, answer)) };
    }
    case 'poll': {
      const { stream } = understood;
      return { type: 'poll', stream, respond: (answer: Answer) => respond(replyToPoll(stream, answer)) };
    }
    case 'kicked':
      return ignored('unknown event');
    case 'ignored':
      return ignored(understood.reason);
  }
}

const refused = (status: 400 | 401 | 403, reason: string): Received => ({ type: 'refused', status, reason });

const ignored = (reason: string): Received => ({ type: 'ignored', reason, answer: EMPTY });

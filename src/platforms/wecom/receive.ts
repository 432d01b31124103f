import { defined } from '../../kit/defined.ts';
import type { Answer, HttpAnswer, RawRequest, Received } from '../platform.ts';
import { authenticate, type CallbackSecrets, EMPTY, TEXT } from './authenticate.ts';
import type { Reader } from './message.ts';
import type { PassiveReply } from './payload.ts';
import { readPlaintext } from './plaintext.ts';
import { replyTo, replyToPoll } from './reply.ts';
import type { SignedQuery } from './signature.ts';
import { type Understood, understand } from './understand.ts';

/** What `receive` needs to know of the robot. */
export interface Receiver extends Reader, CallbackSecrets {
  readonly botId: string | undefined;
  /** Encrypts and signs a reply to the callback with this nonce. */
  sealReply(reply: PassiveReply, nonce: string, now: Date): string;
}

/** From raw request to what it means: authentic first (signature, freshness), then decrypted, then read. */
export function receive(request: RawRequest, receiver: Receiver): Received {
  const opened = authenticate(request, receiver);
  return opened.ok ? answerable(opened.plain, opened.signed, request.now, receiver) : opened.received;
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
      const { cardTask: task } = message;
      const options = defined({ task });
      return { type: 'message', message, respond: (answer) => respond(replyTo(occasion, answer, options)) };
    }
    case 'poll': {
      const { stream, speaker } = understood;
      const answered = (answer: Answer) => respond(replyToPoll(stream, answer));
      return { type: 'poll', stream, speaker, respond: answered };
    }
    case 'kicked':
      return ignored('unknown event');
    case 'ignored':
      return ignored(understood.reason);
  }
}

const refused = (status: 400 | 401 | 403, reason: string): Received => ({ type: 'refused', status, reason });

const ignored = (reason: string): Received => ({ type: 'ignored', reason, answer: EMPTY });

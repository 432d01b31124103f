import type { HttpAnswer, RawRequest, Received } from '../platform.ts';
import type { DingtalkConfig } from './config.ts';
import { decode } from './decode.ts';
import { callbackSchema, envelopeSchema } from './payload.ts';
import { EMPTY, messageOf } from './render.ts';
import { signatureProblem } from './verify.ts';

/** DingTalk's code for "your monthly quota is used up": such a callback carries no message. */
const QUOTA_USED_UP = '20001';

const json = (value: unknown): HttpAnswer => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

const NOTHING = json(EMPTY);

/** What a request to the robot's address is. Pure but for the secrets in `config`; never throws. */
export function receive(request: RawRequest, config: DingtalkConfig): Received {
  if (request.method === 'GET') return greeting();
  const problem = signatureProblem(config.clientSecret, request.headers, request.now);
  if (problem) return refused(401, problem);
  const body = parseJson(request.body);
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) return refused(400, 'unreadable');
  return foreign(envelope.data, config) ?? quotaNotice(envelope.data) ?? messageIn(body, request, config);
}

/** Consoles and people look whether anybody is there; an unsigned GET can do nothing. */
function greeting(): Received {
  return { type: 'handshake', answer: { status: 200, type: 'text/plain; charset=utf-8', body: 'ok' } };
}

type Envelope = ReturnType<typeof envelopeSchema.parse>;

/** The signature does not cover the body: a robot or corporation that is not ours is turned away. */
function foreign(envelope: Envelope, { robotCode, corpId }: DingtalkConfig): Received | undefined {
  const isQuota = quotaNotice(envelope) !== undefined;
  if (envelope.robotCode !== robotCode && !(isQuota && envelope.robotCode === undefined))
    return refused(403, 'other-robot');
  if (
    corpId !== undefined &&
    envelope.chatbotCorpId !== corpId &&
    !(isQuota && envelope.chatbotCorpId === undefined)
  )
    return refused(403, 'other-corporation');
  return undefined;
}

function quotaNotice({ errorCode, text, content }: Envelope): Received | undefined {
  if (String(errorCode) !== QUOTA_USED_UP || text !== undefined || content !== undefined) return undefined;
  return { type: 'ignored', reason: 'quota', answer: NOTHING };
}

function messageIn(body: unknown, request: RawRequest, config: DingtalkConfig): Received {
  const callback = callbackSchema.safeParse(body);
  const message = callback.success ? decode(callback.data, config, request.now) : undefined;
  if (!message) return refused(400, 'fields-missing');
  return {
    type: 'message',
    message,
    respond: (answer) =>
      answer.kind === 'reply' && answer.text.trim() !== '' ? json(messageOf(answer.text)) : NOTHING,
  };
}

function refused(status: 400 | 401 | 403, reason: string): Received {
  return { type: 'refused', status, reason };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

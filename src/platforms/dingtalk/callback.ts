import type { IncomingMessage } from '../../chat/message.ts';
import type { DingtalkConfig } from './config.ts';
import { decode } from './decode.ts';
import { callbackSchema, envelopeSchema } from './payload.ts';

/** DingTalk's code for "your monthly quota is used up": such a callback carries no message. */
const QUOTA_USED_UP = '20001';

/** What a robot callback is, whichever way it came. */
export type ReadCallback =
  | { readonly type: 'message'; readonly message: IncomingMessage }
  | { readonly type: 'ignored'; readonly reason: string }
  | { readonly type: 'refused'; readonly status: 400 | 403; readonly reason: string };

/** Reads a parsed callback body: checks whose robot it is, then decodes it. Never throws. */
export function readCallback(body: unknown, config: DingtalkConfig, now: Date): ReadCallback {
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) return refused(400, 'unreadable');
  return foreign(envelope.data, config) ?? quotaNotice(envelope.data) ?? messageIn(body, config, now);
}

type Envelope = ReturnType<typeof envelopeSchema.parse>;

/** The HTTP signature does not cover the body: a robot or corporation that is not ours is turned away. */
function foreign(envelope: Envelope, { robotCode, corpId }: DingtalkConfig): ReadCallback | undefined {
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

function quotaNotice({ errorCode, text, content }: Envelope): ReadCallback | undefined {
  if (String(errorCode) !== QUOTA_USED_UP || text !== undefined || content !== undefined) return undefined;
  return { type: 'ignored', reason: 'quota' };
}

function messageIn(body: unknown, config: DingtalkConfig, now: Date): ReadCallback {
  const callback = callbackSchema.safeParse(body);
  const message = callback.success ? decode(callback.data, config, now) : undefined;
  return message ? { type: 'message', message } : refused(400, 'fields-missing');
}

function refused(status: 400 | 403, reason: string): ReadCallback {
  return { type: 'refused', status, reason };
}

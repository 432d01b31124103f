import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { defined } from '../../kit/defined.ts';
import type { SentCallback } from './gateway-rules.ts';

/** What a connection is told when a newer one has taken its place. */
export function disconnectedEvent(): object {
  const event = { eventtype: 'disconnected_event' };
  const body = {
    msgid: randomBytes(12).toString('hex'),
    create_time: 1_700_000_000,
    msgtype: 'event',
    event,
  };
  return { cmd: 'aibot_event_callback', headers: { req_id: randomBytes(12).toString('base64url') }, body };
}

const callbackBody = z.object({
  msgtype: z.string().optional(),
  chattype: z.string().optional(),
  chatid: z.string().optional(),
  from: z.object({ userid: z.string() }).optional(),
  event: z
    .object({
      eventtype: z.string().optional(),
      template_card_event: z.object({ task_id: z.string().optional() }).optional(),
    })
    .optional(),
});

/** What the req_id of a callback with this body will be good for. */
export function sentCallback(body: Readonly<Record<string, unknown>>): SentCallback {
  const { msgtype, chatid, from, event } = callbackBody.parse(body);
  const task = event?.template_card_event?.task_id;
  return {
    kind: msgtype === 'event' ? eventKind(event?.eventtype) : 'message',
    chat: chatid ?? from?.userid ?? '',
    at: performance.now(),
    ...defined({ task }),
  };
}

function eventKind(type: string | undefined): SentCallback['kind'] {
  if (type === 'enter_chat') return 'enter';
  return type === 'template_card_event' ? 'card' : 'other';
}

import { z } from 'zod';
import { type CallbackPayload, callbackPayload } from '../payload.ts';
import { parseLeniently } from '../plaintext.ts';

/** A frame of the gateway. */
export type Frame =
  /** A message or an event. */
  | { readonly type: 'callback'; readonly reqId: string; readonly payload: CallbackPayload }
  /** The answer to a command of ours. */
  | {
      readonly type: 'ack';
      readonly reqId: string;
      readonly errcode: number;
      readonly errmsg: string | undefined;
      readonly body: unknown;
    }
  | { readonly type: 'unknown'; readonly reason: string };

const frameSchema = z.object({
  cmd: z.string().optional().catch(undefined),
  headers: z.object({ req_id: z.string().min(1) }),
  errcode: z.number().optional().catch(undefined),
  errmsg: z.string().optional().catch(undefined),
  body: z.unknown().optional(),
});

const EVENT = 'aibot_event_callback';
const CALLBACKS: ReadonlySet<string> = new Set(['aibot_msg_callback', EVENT]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** Reads a text frame. Raw control characters are known to come: line breaks are kept, the others dropped. */
export function readFrame(text: string): Frame {
  const read = frameSchema.safeParse(parseLeniently(text.replace(CONTROLS, '')));
  if (!read.success) return { type: 'unknown', reason: 'unreadable frame' };
  const { cmd, headers, errcode, errmsg, body } = read.data;
  const reqId = headers.req_id;
  if (cmd !== undefined && CALLBACKS.has(cmd)) return readCallback(reqId, cmd, body);
  if (errcode === undefined) return { type: 'unknown', reason: 'unknown frame' };
  return { type: 'ack', reqId, errcode, errmsg, body };
}

function readCallback(reqId: string, cmd: string, body: unknown): Frame {
  const read = callbackPayload.safeParse(body);
  if (!read.success) return { type: 'unknown', reason: 'callback without body' };
  const payload = cmd === EVENT ? { ...read.data, msgtype: 'event' } : read.data;
  return { type: 'callback', reqId, payload };
}

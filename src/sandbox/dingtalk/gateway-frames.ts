import { z } from 'zod';

/** What DingTalk's gateway sends: `data` is JSON in a string. */
export interface GatewayFrame {
  readonly specVersion: '1.0';
  readonly type: 'SYSTEM' | 'EVENT' | 'CALLBACK';
  readonly headers: Readonly<Record<string, string>>;
  readonly data: string;
}

/** What a client answered to one frame. */
export interface GatewayAck {
  readonly messageId: string;
  readonly code: 200 | 400 | 404 | 500;
  /** The answer's `data`, parsed. */
  readonly data: unknown;
}

/** What a frame is about. `time` is milliseconds since the epoch. */
export interface FrameSubject {
  readonly type: GatewayFrame['type'];
  readonly topic: string;
  readonly messageId: string;
  readonly time: number;
}

/** One frame in the gateway's own wording. */
export function gatewayFrame({ type, topic, messageId, time }: FrameSubject, data: unknown): GatewayFrame {
  return {
    specVersion: '1.0',
    type,
    headers: { topic, messageId, contentType: 'application/json', time: String(time) },
    data: JSON.stringify(data),
  };
}

const ackSchema = z.object({
  code: z.union([z.literal(200), z.literal(400), z.literal(404), z.literal(500)]),
  headers: z.object({ messageId: z.string().min(1), contentType: z.literal('application/json') }),
  message: z.string(),
  data: z.string(),
});

/** Reads what a client sent; undefined for anything that is no answer in the gateway's own wording. */
export function readAck(text: string): GatewayAck | undefined {
  try {
    const { code, headers, data } = ackSchema.parse(JSON.parse(text));
    return { messageId: headers.messageId, code, data: JSON.parse(data) };
  } catch {
    return undefined;
  }
}

const eventAnswer = z.object({ status: z.enum(['SUCCESS', 'LATER']) });
const callbackAnswer = z.object({ response: z.unknown() });

/** Whether a 200 carries what this kind of frame wants to hear; `sent` is the frame's own data, parsed. */
export function fitsFrame(ack: GatewayAck, type: GatewayFrame['type'], sent: unknown): boolean {
  if (ack.code !== 200) return true;
  if (type === 'SYSTEM') return JSON.stringify(ack.data) === JSON.stringify(sent);
  if (type === 'EVENT') return eventAnswer.safeParse(ack.data).success;
  return callbackAnswer.safeParse(ack.data).success && hasResponse(ack.data);
}

const hasResponse = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'response' in data;

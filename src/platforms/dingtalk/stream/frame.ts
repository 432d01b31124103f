import { z } from 'zod';

const frameSchema = z.object({
  type: z.enum(['SYSTEM', 'EVENT', 'CALLBACK']),
  headers: z.object({ topic: z.string(), messageId: z.string().min(1).max(512) }),
  data: z.string().default(''),
});

/** A frame of the gateway; `data` is JSON in a string. */
export type Frame = z.output<typeof frameSchema>;

/** Reads a frame; undefined when it is none. */
export function readFrame(text: string): Frame | undefined {
  const frame = frameSchema.safeParse(parseJson(text));
  return frame.success ? frame.data : undefined;
}

/** JSON as it is; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How we took a frame. 500 is not among them: what we could not store is left without an answer. */
export type AckCode = 200 | 400 | 404;

const WORDS: Readonly<Record<AckCode, string>> = { 200: 'OK', 400: 'bad request', 404: 'not found' };

/** The answer to a frame; `data` is JSON already. */
export function ackOf({ headers }: Frame, code: AckCode, data: string): string {
  return JSON.stringify({
    code,
    headers: { contentType: 'application/json', messageId: headers.messageId },
    message: WORDS[code],
    data,
  });
}

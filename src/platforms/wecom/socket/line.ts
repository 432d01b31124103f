import type { Wire } from './wire.ts';

/** A stream bubble that was opened and not finished. */
export interface OpenStream {
  /** The req_id of the message it answers. */
  readonly reqId: string;
  readonly id: string;
}

/** A subscribed connection and what is known only as long as it lives. */
export interface Line {
  readonly wire: Wire;
  /** By message id: every message heard on it, and, once the first answer is out, the stream left open. */
  readonly heard: Map<string, Promise<OpenStream | undefined>>;
}

/** Callbacks can be answered for 24 hours, but nobody waits that long: the oldest are forgotten. */
const REMEMBERED = 5_000;

/** Notes a message as heard. False when it was heard on this line before. */
export function noteHeard(line: Line, messageId: string, placed: Promise<OpenStream | undefined>): boolean {
  if (line.heard.has(messageId)) return false;
  line.heard.set(messageId, placed);
  const [oldest] = line.heard.keys();
  if (line.heard.size > REMEMBERED && oldest !== undefined) line.heard.delete(oldest);
  return true;
}

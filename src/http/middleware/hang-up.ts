import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Middleware } from 'koa';
import { within } from '../../kit/within.ts';

/** How much of an unread body is listened to, and how long. */
export interface DrainLimits {
  readonly bytes: number;
  readonly ms: number;
}

/**
 * Ends connections whose request was answered before all of its body was read: too big a body, an address that
 * takes none. The answer goes out at once and says `Connection: close`; what still comes is thrown away within
 * the limits, so that the answer is not lost to a reset, and then the connection ends. Kept alive it would hold
 * up the next callback behind a body that nobody reads.
 */
export function hangUp(limits: DrainLimits): Middleware {
  return async function hangUp(ctx, next) {
    await next();
    if (ctx.req.complete || !hasBody(ctx.req) || ctx.headerSent) return;
    const words = wordsOf(ctx.body);
    if (words === undefined) return;
    ctx.set('Connection', 'close');
    ctx.length = Buffer.byteLength(words);
    ctx.respond = false;
    await sayAndDrain(ctx.req, ctx.res, words, limits);
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Streams end by themselves: undefined. */
function wordsOf(body: unknown): string | undefined {
  if (body === undefined || body === null) return '';
  return typeof body === 'string' ? body : undefined;
}

async function sayAndDrain(
  request: IncomingMessage,
  response: ServerResponse,
  words: string,
  { bytes, ms }: DrainLimits,
): Promise<void> {
  response.flushHeaders();
  response.write(words);
  await within(ms, drained(request, bytes), () => undefined);
  response.end();
}

/** Resolves when the body ended or broke off, or `bytes` of it were thrown away. */
function drained(request: IncomingMessage, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    let left = bytes;
    for (const event of ['end', 'close', 'error']) request.once(event, () => resolve());
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left <= 0) resolve();
    });
    request.resume();
  });
}

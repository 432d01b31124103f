import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import getRawBody from 'raw-body';
import type { RawRequest } from '../platforms/platform.ts';

/**
 * The request as adapters see it: the body byte for byte, whatever its type says, and headers that came several
 * times as lists. Throws an error with status 413 beyond `bodyBytes`, 400 when the sender went away.
 */
export async function readRawRequest(ctx: Context, bodyBytes: number, now: () => Date): Promise<RawRequest> {
  const body = ctx.method === 'POST' ? await getRawBody(ctx.req, { limit: bodyBytes }) : Buffer.alloc(0);
  return {
    method: ctx.method === 'POST' ? 'POST' : 'GET',
    query: new URLSearchParams(ctx.querystring),
    headers: headersOf(ctx.req),
    body,
    now: now(),
  };
}

function headersOf(request: IncomingMessage): RawRequest['headers'] {
  // `request.headers` would glue repeated ones together with commas.
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [
      name,
      values.length === 1 ? values[0] : values,
    ]),
  );
}

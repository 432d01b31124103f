import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import { withRequestId } from '../../log.ts';

/** Names every request, in each of its log lines and in the answer; a proxy's id is kept if it is harmless. */
export function requestId(newId: () => string = randomUUID): Middleware {
  return async function requestId(ctx, next) {
    const given = ctx.get('x-request-id');
    const id = /^[A-Za-z0-9_-]{1,64}$/.test(given) ? given : newId();
    ctx.set('X-Request-Id', id);
    await withRequestId(id, next);
  };
}

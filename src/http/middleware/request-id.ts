import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';

/** Names every request, in `ctx.state.requestId` and in the answer; a proxy's id is kept if it is harmless. */
export function requestId(newId: () => string = randomUUID): Middleware {
  return async function requestId(ctx, next) {
    const given = ctx.get('x-request-id');
    const id = /^[A-Za-z0-9_-]{1,64}$/.test(given) ? given : newId();
    ctx.state.requestId = id;
    ctx.set('X-Request-Id', id);
    await next();
  };
}

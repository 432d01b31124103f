import type Router from '@koa/router';
import type { Context } from 'koa';

/** Answers one request. */
export type Handler = (ctx: Context) => Promise<void> | void;

/** What one path can do. */
export interface Handlers {
  readonly GET?: Handler;
  readonly POST?: Handler;
}

/** Give `path` these methods and no others: anything else, HEAD and OPTIONS included, is a 405 naming them. */
export function exactMethods(router: Router, path: string, handlers: Handlers): void {
  const allow = Object.keys(handlers).join(', ');
  router.all(path, async (ctx) => {
    const handler = ctx.method === 'GET' || ctx.method === 'POST' ? handlers[ctx.method] : undefined;
    if (handler) return await handler(ctx);
    ctx.set('Allow', allow);
    ctx.status = 405;
    ctx.body = '';
  });
}

import type { Context } from 'koa';

/**
 * Who asks, for limits. Behind a proxy of ours (`trusted`) it is whom that proxy saw, the last one in the header;
 * otherwise anybody could write there, and only the connection counts.
 */
export function clientAddress(ctx: Context, trusted: boolean): string {
  const seen = trusted ? ctx.get('x-forwarded-for').split(',').at(-1)?.trim() : undefined;
  return seen || ctx.req.socket.remoteAddress || '';
}

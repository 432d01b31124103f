import type Router from '@koa/router';
import type { Context } from 'koa';
import { safeEqual } from '../kit/safe-equal.ts';
import type { Metrics } from '../metrics.ts';
import { exactMethods } from './exact-methods.ts';

/** `GET /metrics` for this machine itself, and for whoever holds the token. */
export function addMetricsPage(router: Router, metrics: Metrics, token: string | undefined): void {
  exactMethods(router, '/metrics', {
    GET: async (ctx) => {
      if (!isLocal(ctx) && !holdsToken(ctx, token)) {
        ctx.status = 403;
        ctx.body = '';
        return;
      }
      const { type, text } = await metrics.page();
      ctx.set('Content-Type', type);
      ctx.body = text;
    },
  });
}

/** Traces of a proxy: what it passes on comes from somewhere else, though the connection is local. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

function isLocal({ req }: Context): boolean {
  const address = req.socket.remoteAddress ?? '';
  const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(address);
  return loopback && FORWARDED.every((name) => req.headers[name] === undefined);
}

function holdsToken(ctx: Context, token: string | undefined): boolean {
  const given = /^Bearer (\S+)$/i.exec(ctx.get('authorization'))?.[1];
  return token !== undefined && given !== undefined && safeEqual(given, token);
}

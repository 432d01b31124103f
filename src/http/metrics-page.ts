import type { IncomingMessage } from 'node:http';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { safeEqual } from '../kit/safe-equal.ts';
import type { Metrics } from '../metrics.ts';
import { exactMethods } from './exact-methods.ts';

/** `GET /metrics` for whoever holds the token; where there is none, for programs of this machine itself. */
export function addMetricsPage(router: Router, metrics: Metrics, token: string | undefined): void {
  exactMethods(router, '/metrics', {
    GET: async (ctx) => {
      if (token === undefined ? !isLocal(ctx) : !holdsToken(ctx, token)) {
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
  return loopback && meantForUs(req) && FORWARDED.every((name) => req.headers[name] === undefined);
}

/**
 * A proxy that leaves no other trace passes on the name it was asked for, or speaks HTTP/1.0 as nginx does by
 * itself. One that hides even that cannot be told from a program of this machine: then only the token helps.
 */
function meantForUs({ headers, socket, httpVersion }: IncomingMessage): boolean {
  const [, host, port = '80'] =
    /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::(\d+))?$/.exec(headers.host ?? '') ?? [];
  return host !== undefined && Number(port) === socket.localPort && httpVersion !== '1.0';
}

function holdsToken(ctx: Context, token: string): boolean {
  const given = /^Bearer (\S+)$/i.exec(ctx.get('authorization'))?.[1];
  return given !== undefined && safeEqual(given, token);
}

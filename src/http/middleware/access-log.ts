import type { Middleware } from 'koa';
import type { Logger } from '../../log.ts';

/** What a link carries opens nothing by itself, but it is nobody's to read. */
const withoutSecrets = (path: string): string => path.replace(/[\w-]{32,}/g, '…');

/** One line per request: method, path, status, milliseconds. Never the query: it may hold tokens. */
export function accessLog(log: Logger): Middleware {
  return async function accessLog(ctx, next) {
    const started = performance.now();
    await next();
    const ms = Math.round(performance.now() - started);
    const { method, status } = ctx;
    const line = { method, path: withoutSecrets(ctx.path).slice(0, 100), status, ms };
    // Probes come every few seconds and tell nothing while all is well.
    if (status < 400 && /^\/(healthz|readyz|metrics)$/.test(ctx.path)) log.debug(line, 'request');
    else log.info(line, 'request');
  };
}

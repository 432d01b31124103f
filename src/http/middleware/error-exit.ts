import type { Middleware } from 'koa';
import { toError } from '../../errors.ts';
import type { Logger } from '../../log.ts';

/**
 * The one way out for errors: a request that was at fault gets its 4xx, everything else a 500, always with an
 * empty body. What happened is in the log under the request id.
 */
export function errorExit(log: Logger): Middleware {
  return async function errorExit(ctx, next) {
    try {
      await next();
    } catch (thrown) {
      const status = statusOf(thrown);
      const fields = { status, err: toError(thrown) };
      if (status < 500) log.info(fields, 'request at fault');
      else log.error(fields, 'request failed');
      ctx.status = status;
      ctx.body = '';
    }
  };
}

/** Errors of koa and raw-body carry the status of the request's fault. */
function statusOf(thrown: unknown): number {
  const status =
    typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

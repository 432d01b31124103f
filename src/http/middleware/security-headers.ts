import type { Middleware } from 'koa';

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const;

/** The careful defaults of every answer; a page that needs another one sets it later. */
export function securityHeaders(): Middleware {
  return async function securityHeaders(ctx, next) {
    ctx.set(HEADERS);
    await next();
  };
}

import type { Context, Middleware } from 'koa';

const OWN_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Headers a reverse proxy adds: through one, a stranger would look like this machine. */
const PROXY_HEADERS = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'];

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Keeps what follows to this machine: a foreign address, a foreign Host (a rebound DNS name) or a proxied
 * request gets 403. Everything else leaves with a strict content policy and is never cached.
 */
export function ownMachineOnly(): Middleware {
  return async (ctx, next) => {
    if (!isOwnMachine(ctx)) {
      ctx.status = 403;
      ctx.body = '模拟环境只能在本机打开。\n';
      return;
    }
    ctx.set({
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    });
    await next();
  };
}

/**
 * Keeps other web pages of the same browser out of the API: no cross-site request passes, and a change needs
 * JSON, our own header and, where the browser names one, our own origin.
 */
export function ownPageOnly(): Middleware {
  return async (ctx, next) => {
    if (!isOwnPage(ctx)) {
      ctx.status = 403;
      ctx.body = { error: '请求不是从模拟页面发出的。' };
      return;
    }
    await next();
  };
}

function isOwnMachine(ctx: Context): boolean {
  const address = ctx.req.socket.remoteAddress ?? '';
  const host = (ctx.req.headers.host ?? '').toLowerCase().replace(/:\d{1,5}$/, '');
  return (
    isLoopback(address) && OWN_NAMES.has(host) && PROXY_HEADERS.every((name) => !(name in ctx.req.headers))
  );
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);
}

function isOwnPage(ctx: Context): boolean {
  const { origin, host } = ctx.req.headers;
  const site = ctx.get('sec-fetch-site');
  if (site !== '' && site !== 'same-origin' && site !== 'none') return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return (
    ctx.method === 'GET' ||
    (ctx.get('x-sandbox') === '1' && ctx.is('application/json') === 'application/json')
  );
}

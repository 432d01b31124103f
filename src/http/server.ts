import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import Koa from 'koa';
import type { PlatformId } from '../chat/message.ts';
import type { Inbox, Work } from '../inbox/types.ts';
import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Platform } from '../platforms/platform.ts';
import { portRefusal } from './free-port.ts';
import { addHealth, type Checks, type Warnings } from './health.ts';
import { addMetricsPage } from './metrics-page.ts';
import { accessLog } from './middleware/access-log.ts';
import { errorExit } from './middleware/error-exit.ts';
import { type DrainLimits, hangUp } from './middleware/hang-up.ts';
import { requestId } from './middleware/request-id.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { addWebhooks } from './webhooks.ts';

/** How much and how long. */
export interface HttpLimits {
  /** The largest callback body. */
  readonly bodyBytes: number;
  /** A little less than each platform's patience (WeCom 5 s, DingTalk 2.5 s). */
  readonly answerMs: Readonly<Record<PlatformId, number>>;
  /** How long a stop waits for requests in flight. */
  readonly closeMs: number;
  /** How long a connection may say nothing before its request, or take for its headers. */
  readonly headersMs: number;
  readonly lookEveryMs: number;
  /** What is listened to of a body that was not read, before the connection ends. */
  readonly drain: DrainLimits;
}

const LIMITS: HttpLimits = {
  bodyBytes: 256 * 1024,
  answerMs: { wecom: 4_500, dingtalk: 2_300 },
  closeMs: 8_000,
  headersMs: 10_000,
  lookEveryMs: 2_500,
  drain: { bytes: 4 * 1024 * 1024, ms: 1_000 },
};

/** What the server is made of. */
export interface HttpOptions {
  /** The configured platforms; the addresses of others answer 404. */
  readonly platforms: readonly Platform[];
  /** Of the program; said by `/healthz`. */
  readonly version?: string;
  readonly inbox: Inbox;
  readonly work: Work;
  readonly checks: Checks;
  readonly warnings?: Warnings;
  readonly metrics: Metrics;
  /** Opens `/metrics` to other machines. */
  readonly metricsToken?: string;
  readonly log: Logger;
  readonly clock: Clock;
  readonly limits?: Partial<HttpLimits>;
  /** Lets another module (sandbox, console) add its middleware behind ours. */
  readonly mount?: (app: Koa) => void;
}

/** A web server, not yet listening. */
export interface HttpServer {
  readonly app: Koa;
  /** Resolves once it listens; rejects when the address cannot be had. */
  listen(host: string, port: number): Promise<{ readonly url: string; readonly port: number }>;
  /** Accepts no more, lets requests in flight end within the limit, then cuts what is left. */
  close(): Promise<void>;
}

/** Webhooks, health and metrics on one Koa application. */
export function createHttpServer(options: HttpOptions): HttpServer {
  const limits = { ...LIMITS, ...options.limits };
  let closing = false;
  const app = new Koa();
  app.on('error', (error: Error) => options.log.warn({ err: error }, 'answer could not be written'));
  app.use(async (ctx, next) => {
    await next();
    // Those too that were under way when the end began.
    if (closing) ctx.set('Connection', 'close');
  });
  app.use(hangUp(limits.drain));
  addMiddleware(app, options);
  app.use(routesOf(options, limits));
  options.mount?.(app);

  // How often the waits below are looked after: by default only every half minute.
  const server = createServer({ connectionsCheckingInterval: limits.lookEveryMs }, app.callback());
  // Longer than a proxy keeps idle connections, so that it is never us who close one it is about to use.
  server.keepAliveTimeout = 65_000;
  // Who connects and says nothing, too.
  server.headersTimeout = limits.headersMs;
  server.requestTimeout = 30_000;

  return {
    app,
    listen: (host, port) => listen(server, host, port),
    close() {
      closing = true;
      return close(server, limits.closeMs);
    },
  };
}

function addMiddleware(app: Koa, { log }: HttpOptions): void {
  app.use(requestId());
  app.use(accessLog(log));
  app.use(securityHeaders());
  app.use(errorExit(log));
}

function routesOf(options: HttpOptions, { bodyBytes, answerMs }: HttpLimits): Koa.Middleware {
  const { version, platforms, checks, warnings, metrics, metricsToken, inbox, work, log, clock } = options;
  const router = new Router();
  addWebhooks(router, platforms, { inbox, work, metrics, log, clock, bodyBytes, answerMs });
  addHealth(router, { checks, ...defined({ version, warnings }) });
  addMetricsPage(router, metrics, metricsToken);
  return router.routes() as unknown as Koa.Middleware;
}

function listen(server: Server, host: string, port: number): Promise<{ url: string; port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(portRefusal(error, host, port)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      const { address, port: actual, family } = server.address() as AddressInfo;
      resolve({ url: `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`, port: actual });
    });
  });
}

function close(server: Server, closeMs: number): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), closeMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

import type { IncomingMessage } from 'node:http';
import type Router from '@koa/router';
import type { Context } from 'koa';
import getRawBody from 'raw-body';
import type { PlatformId } from '../chat/message.ts';
import { unpackReply } from '../chat/reply.ts';
import { toError } from '../errors.ts';
import { type Inbox, streamOf, type Work } from '../inbox/types.ts';
import type { Clock } from '../kit/clock.ts';
import type { Logger } from '../log.ts';
import type { MessageOutcome, Metrics } from '../metrics.ts';
import type { Answer, HttpAnswer, Platform, RawRequest, Received } from '../platforms/platform.ts';
import { answerOf, FOREIGN } from './answer-of.ts';
import { beforeDeadline } from './before-deadline.ts';
import { exactMethods, type Handler } from './exact-methods.ts';

/** Where the platforms call. */
export const WEBHOOK_PATHS: Readonly<Record<PlatformId, string>> = {
  wecom: '/webhooks/wecom',
  dingtalk: '/webhooks/dingtalk',
};

/** What the webhooks lean on. */
export interface WebhookDeps {
  readonly inbox: Inbox;
  readonly work: Work;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly clock: Clock;
  readonly bodyBytes: number;
  /** After this long a platform no longer listens; it gets a 503 shortly before. */
  readonly answerMs: Readonly<Record<PlatformId, number>>;
}

/** The callback addresses of the platforms that are configured; of the others there is none. */
export function addWebhooks(router: Router, platforms: readonly Platform[], deps: WebhookDeps): void {
  for (const platform of platforms) {
    const handler = webhook(platform, deps);
    exactMethods(router, platform.path ?? WEBHOOK_PATHS[platform.id], { GET: handler, POST: handler });
  }
}

function webhook(platform: Platform, deps: WebhookDeps): Handler {
  return async (ctx) => {
    const request = await readRawRequest(ctx, deps.bodyBytes, () => deps.clock.now());
    const started = performance.now();
    const received = receiveSafely(platform, request, deps.log);
    if (received.type === 'refused') return refuse(ctx, received, platform.id, deps);
    const [outcome, answer] = await answerTo(received, platform.id, deps);
    deps.metrics.message(platform.id, outcome);
    if (received.type === 'message') {
      deps.metrics.replySeconds(platform.id, (performance.now() - started) / 1_000);
    }
    send(ctx, answer);
  };
}

/** Adapters promise not to throw; should one do, the sender is at fault, not the platform's retry. */
function receiveSafely(platform: Platform, request: RawRequest, log: Logger): Received {
  try {
    return platform.receive(request);
  } catch (thrown) {
    log.error({ platform: platform.id, err: toError(thrown) }, 'adapter threw');
    return { type: 'refused', status: 400, reason: 'adapter-threw' };
  }
}

type Refused = Extract<Received, { type: 'refused' }>;

/** Nothing of the request is repeated, and no body: a platform might post it into the group. */
function refuse(ctx: Context, { status, reason }: Refused, platform: PlatformId, deps: WebhookDeps): void {
  deps.metrics.refusal(platform, status, reason);
  deps.log.warn({ platform, status, reason }, 'callback refused');
  send(ctx, { status, type: 'text/plain; charset=utf-8', body: '' });
}

type Outcome = readonly [MessageOutcome, HttpAnswer];

async function answerTo(
  received: Exclude<Received, Refused>,
  platform: PlatformId,
  deps: WebhookDeps,
): Promise<Outcome> {
  switch (received.type) {
    case 'handshake':
      return ['handshake', received.answer];
    case 'ignored':
      deps.metrics.ignored(platform, received.reason);
      deps.log.info({ platform, reason: received.reason }, 'callback ignored');
      return ['ignored', received.answer];
    case 'poll':
      return ['poll', received.respond(await pollAnswer(received, platform, deps))];
    case 'message':
      return messageAnswer(received, platform, deps);
  }
}

/** What the inbox has for a poll. While the database is away the promise stands: the platform asks again. */
async function pollAnswer(
  { stream, speaker }: Extract<Received, { type: 'poll' }>,
  platform: PlatformId,
  deps: WebhookDeps,
): Promise<Answer> {
  try {
    const answer = await beforeDeadline(deps.answerMs[platform], deps.inbox.poll(stream, speaker));
    if (answer.kind === 'reply') return { kind: 'reply', ...unpackReply(answer.text), stream };
    return answer.kind === 'later' ? { kind: 'later', stream } : { kind: 'nothing' };
  } catch (thrown) {
    deps.log.error({ platform, err: toError(thrown) }, 'poll could not be answered');
    return { kind: 'later', stream };
  }
}

/** Nothing is acknowledged that was not stored: when that fails the platform is told to come again. */
async function messageAnswer(
  { message, respond }: Extract<Received, { type: 'message' }>,
  platform: PlatformId,
  deps: WebhookDeps,
): Promise<Outcome> {
  const stream = streamOf(message);
  try {
    if (message.kind === 'card') {
      // The answer to a click can only change the card: the words follow by themselves.
      await beforeDeadline(deps.answerMs[platform], deps.inbox.accept(message, deps.work));
      return ['later', respond({ kind: 'later', stream })];
    }
    const given = await beforeDeadline(deps.answerMs[platform], deps.inbox.receive(message, deps.work));
    if (given.kind === 'foreign') noteForeign(platform, deps);
    const answer = answerOf(given, message);
    return [given.kind === 'foreign' ? 'ignored' : answer.kind, respond(answer)];
  } catch (thrown) {
    deps.log.error({ platform, err: toError(thrown) }, 'message could not be taken in');
    return ['failed', { status: 503, type: 'text/plain; charset=utf-8', body: '' }];
  }
}

function noteForeign(platform: PlatformId, { metrics, log }: WebhookDeps): void {
  metrics.ignored(platform, FOREIGN);
  log.warn({ platform, reason: FOREIGN }, 'callback ignored');
}

function send(ctx: Context, answer: HttpAnswer): void {
  ctx.status = answer.status;
  ctx.set('Content-Type', answer.type);
  ctx.body = answer.body;
}

/**
 * The request as adapters see it: the body byte for byte, whatever its type says, and headers that came several
 * times as lists. Throws an error with status 413 beyond `bodyBytes`, 400 when the sender went away.
 */
async function readRawRequest(ctx: Context, bodyBytes: number, now: () => Date): Promise<RawRequest> {
  const body = ctx.method === 'POST' ? await getRawBody(ctx.req, { limit: bodyBytes }) : Buffer.alloc(0);
  return {
    method: ctx.method === 'POST' ? 'POST' : 'GET',
    query: new URLSearchParams(ctx.querystring),
    headers: headersOf(ctx.req),
    body,
    now: now(),
  };
}

function headersOf(request: IncomingMessage): RawRequest['headers'] {
  // `request.headers` would glue repeated ones together with commas.
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [
      name,
      values.length === 1 ? values[0] : values,
    ]),
  );
}

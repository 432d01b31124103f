import type { Logger } from 'pino';
import { z } from 'zod';
import { type Fetched, fetchLimited } from '../fetch-limited.ts';
import type { AllowUrl } from '../host-allow-list.ts';
import type { LateOutcome } from '../platform.ts';
import { hintOf } from './errcodes.ts';
import { cutToFit, render, STREAM_BYTES } from './render.ts';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1_024;

/** Busy, called too often, too many at once. */
const PASSING_ERRCODES: ReadonlySet<number> = new Set([-1, 45_009, 45_033]);

const vendorAnswer = z.object({ errcode: z.number(), errmsg: z.string().optional().catch(undefined) });

/**
 * Sends one late answer through a response URL. The URL works once and for an hour, so trying again cannot
 * say anything twice. It is a bearer secret: it is never logged.
 */
export async function sendLate(
  responseUrl: string | undefined,
  text: string,
  allow: AllowUrl,
  log: Logger | undefined,
): Promise<LateOutcome> {
  if (responseUrl === undefined) return 'gone';
  const content = cutToFit(render(text), STREAM_BYTES);
  const result = await fetchLimited(
    responseUrl,
    {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ msgtype: 'markdown', markdown: { content } }),
    },
    { timeoutMs: TIMEOUT_MS, maxBytes: MAX_ANSWER_BYTES, allow },
  );
  return outcomeOf(result, log);
}

function outcomeOf(result: Fetched, log: Logger | undefined): LateOutcome {
  if (result.outcome === 'refused') return 'gone';
  if (result.outcome === 'too-big') return 'unknown';
  if (result.outcome === 'failed') return result.sent ? 'unknown' : 'retry';
  if (result.status === 429 || result.status >= 500) return 'retry';
  return result.status === 200 ? judge(result.body, log) : 'gone';
}

/** The vendor reports errors with status 200. */
function judge(body: Buffer, log: Logger | undefined): LateOutcome {
  const answer = parseAnswer(body);
  if (answer === undefined) return 'unknown';
  if (answer.errcode === 0) return 'sent';
  log?.warn(
    { platform: 'wecom', errcode: answer.errcode, hint: hintOf(answer.errmsg) },
    'late answer not accepted',
  );
  return PASSING_ERRCODES.has(answer.errcode) ? 'retry' : 'gone';
}

function parseAnswer(body: Buffer): z.output<typeof vendorAnswer> | undefined {
  try {
    return vendorAnswer.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}

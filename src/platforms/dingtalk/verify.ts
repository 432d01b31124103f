import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawRequest } from '../platform.ts';

/** How far the vendor lets a callback's clock and ours lie apart, both ways; exactly this much is still fresh. */
export const FRESH_MS = 3_600_000;

/**
 * How far we let them: the vendor sends again within a minute or so. The rest is for clocks that are off, and what
 * goes beyond it is of use to forgers only.
 */
export const ACCEPTED_MS = 5 * 60_000;

/** Why a callback is not believed. */
export type SignatureProblem =
  | 'timestamp-missing'
  | 'timestamp-unreadable'
  | 'sign-missing'
  | 'sign-unreadable'
  | 'sign-wrong'
  | 'stale';

/**
 * Checks the `timestamp` and `sign` headers of a callback: undefined when it is authentic and fresh.
 * The signature covers time and secret only, never the body: pins and deduplication must do the rest.
 */
export function signatureProblem(
  secret: string,
  headers: RawRequest['headers'],
  now: Date,
  freshMs = FRESH_MS,
): SignatureProblem | undefined {
  const { timestamp, sign } = headers;
  if (typeof timestamp !== 'string') return 'timestamp-missing';
  if (!/^[1-9]\d{0,15}$/.test(timestamp)) return 'timestamp-unreadable';
  if (typeof sign !== 'string') return 'sign-missing';
  const given = digestOf(sign);
  if (!given) return 'sign-unreadable';
  const expected = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest();
  if (!timingSafeEqual(given, expected)) return 'sign-wrong';
  return Math.abs(now.getTime() - Number(timestamp)) > freshMs ? 'stale' : undefined;
}

/** The 32 bytes behind canonical base64; other spellings of the same bytes are not accepted. */
function digestOf(sign: string): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(sign)) return undefined;
  const bytes = Buffer.from(sign, 'base64');
  return bytes.toString('base64') === sign ? bytes : undefined;
}

import type { SendOutcome } from '../../channel.ts';
import type { ApiResult } from '../open-api.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** An address that calls too often is shut out for five minutes. */
export const BLOCKED: SendOutcome = { outcome: 'retry', afterMs: 5 * MINUTE, code: 'blocked' };
/** The request surely never arrived. */
export const UNREACHABLE: SendOutcome = { outcome: 'retry', afterMs: 30 * SECOND, code: 'unreachable' };
/** No access token can be had now. */
export const NO_TOKEN: SendOutcome = { outcome: 'retry', afterMs: MINUTE, code: 'no-token' };

/** Old API, HTTP 200 with `errcode`: worth another try, after how long. */
const RETRY_CODES: ReadonlyMap<number, number> = new Map([
  [-1, 30 * SECOND],
  // More than 20 in a minute; the newer two say that the robot is throttled, for ten minutes.
  [130_101, MINUTE],
  [410_100, 10 * MINUTE],
  [660_026, 10 * MINUTE],
  [90_018, 2 * SECOND],
  [90_002, 10 * SECOND],
]);
const QUOTA_CODE = 90_020;

/** The webhook's token or session is not known (any more). */
export const NO_SUCH_WEBHOOK: ReadonlySet<number> = new Set([300_001, 300_005, 400_101]);
/** Robot stopped or removed, group disbanded. */
const GONE_CODES: ReadonlySet<number> = new Set([...NO_SUCH_WEBHOOK, 400_102, 400_106, 400_013]);

/** The month's quota is used up: an hour later nothing has changed unless somebody bought more. */
const QUOTA: SendOutcome = { outcome: 'retry', afterMs: HOUR, code: 'quota' };

/** What an `errcode` means. Everything not listed is our content or configuration: 310000, 4301xx, 460101 … */
export function errcodeOutcome(errcode: number): SendOutcome {
  if (errcode === 0) return { outcome: 'sent' };
  if (errcode === QUOTA_CODE) return QUOTA;
  const code = String(errcode);
  const afterMs = RETRY_CODES.get(errcode);
  if (afterMs !== undefined) return { outcome: 'retry', afterMs, code };
  return { outcome: GONE_CODES.has(errcode) ? 'gone' : 'rejected', code };
}

/** New API, by `code`; rate limits are HTTP 403 there. */
const RETRY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/\.Q[pP][sS]Limit/, 2 * SECOND],
  [/\.Q[pP][mM]Limit/, MINUTE],
  [/^send\.(too\.fast|byToken\.tooFast)$/, MINUTE],
  [/^too\.many\.(group|people)$/, MINUTE],
];
const GONE_WORDS: ReadonlySet<string> = new Set([
  'group.disbanded',
  'bot.stopped',
  'invalid.openConversationId',
  'conversation.org.notMatch',
]);

/** What the end of an API call means. */
export function apiOutcome(result: ApiResult): SendOutcome {
  if (result.outcome === 'ok') return { outcome: 'sent' };
  const code = /^[\w.:-]{1,100}$/.test(result.code) ? result.code : 'odd-code';
  if (code === 'blocked') return BLOCKED;
  if (code === 'no-token') return NO_TOKEN;
  if (code.endsWith('.ApiCountLimitForOrg')) return QUOTA;
  if (result.outcome === 'unknown') return { outcome: 'unknown', code };
  if (GONE_WORDS.has(code)) return { outcome: 'gone', code };
  const afterMs = RETRY_WORDS.find(([pattern]) => pattern.test(code))?.[1];
  if (afterMs !== undefined || result.outcome === 'retry')
    return { outcome: 'retry', afterMs: afterMs ?? 30 * SECOND, code };
  return { outcome: 'rejected', code };
}

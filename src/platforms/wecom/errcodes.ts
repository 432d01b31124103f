import type { SendOutcome } from '../channel.ts';

/** A connection that thinks it is subscribed and is not. */
export const NOT_SUBSCRIBED = 846_609;
/** Bot id and secret do not belong together. */
export const BAD_CREDENTIALS = 853_000;
/** The token is void or too old: fetch another one, once. */
export const TOKEN_ERRCODES: ReadonlySet<number> = new Set([40_014, 42_001]);

const SOON_MS = 5_000;
/** Blocks of the vendor's minute limits last that long. */
const BLOCK_MS = 60_000;

/** Nothing was accepted, and the same call may be accepted later. */
const PASSING: ReadonlyMap<number, number> = new Map([
  [-1, SOON_MS],
  [45_033, SOON_MS],
  [45_009, BLOCK_MS],
  // Unexplained by the vendor; seen to pass.
  [846_601, SOON_MS],
  [846_602, SOON_MS],
  [NOT_SUBSCRIBED, 2_000],
  [40_014, SOON_MS],
  [42_001, SOON_MS],
]);

/** The chat, the person or the group's webhook is no longer there for us. */
const GONE: ReadonlySet<number> = new Set([
  60_011, 60_021, 60_111, 81_013, 86_001, 86_003, 86_008, 93_000, 93_005, 93_006, 93_008,
]);

/** What an errcode means for one message. Judged by the number only: the vendor rewords its messages. */
export function outcomeOfErrcode(errcode: number): SendOutcome {
  if (errcode === 0) return { outcome: 'sent' };
  const code = String(errcode);
  const afterMs = PASSING.get(errcode);
  if (afterMs !== undefined) return { outcome: 'retry', afterMs, code };
  return { outcome: GONE.has(errcode) ? 'gone' : 'rejected', code };
}

/** The digits the vendor's support asks for; the rest of an errmsg may hold addresses and is not logged. */
export function hintOf(errmsg: string | undefined): string | undefined {
  return /hint:\s*\[(\w{1,64})\]/.exec(errmsg ?? '')?.[1];
}

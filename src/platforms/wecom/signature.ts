import { getSignature } from '@wecom/crypto';
import { safeEqual } from '../../kit/safe-equal.ts';

/** What the address of a callback carries besides the ciphertext. */
export interface SignedQuery {
  readonly signature: string;
  /** Seconds since the epoch, as received. */
  readonly timestamp: string;
  readonly nonce: string;
}

/**
 * How far the sender's clock may be from ours, in milliseconds, both ways. The vendor tries three times within half
 * a minute; the rest is for clocks that are off.
 */
export const FRESH_FOR_MS = 5 * 60 * 1_000;

/** Whether `query.signature` is the one of token, timestamp, nonce and ciphertext. Pure, constant time. */
export function signatureMatches(token: string, query: SignedQuery, ciphertext: string): boolean {
  return safeEqual(getSignature(token, query.timestamp, query.nonce, ciphertext), query.signature);
}

/** Whether a timestamp (decimal seconds) lies within the window around now. */
export function isFresh(timestamp: string, now: Date): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(Number(timestamp) * 1_000 - now.getTime()) <= FRESH_FOR_MS;
}

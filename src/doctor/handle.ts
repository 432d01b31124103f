import { createHash } from 'node:crypto';

/** Without 0, O, 1, I and L. */
const SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LENGTH = 8;

/**
 * A short name of a delivery, the same on every instance. Eight of 31 signs: two of a thousand deliveries share one
 * once in two million times.
 */
export function handleOf(id: string): string {
  const bytes = createHash('sha256').update(id).digest();
  return [...bytes.subarray(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
}

/** The handle in what a person typed, in either case; undefined when there is none. */
export function readHandle(text: string): string | undefined {
  const found = /(?<![0-9A-Za-z])[A-HJKMNP-Z2-9]{8}(?![0-9A-Za-z])/i.exec(text.normalize('NFKC'));
  return found?.[0].toUpperCase();
}

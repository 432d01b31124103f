import { createHash } from 'node:crypto';
import type { Sealer } from '../privacy/types.ts';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';

/**
 * The `n`-th codes that this request may have, `A7K3`, one per known key, the one to give out first: letters without O
 * and I, digits without 0 and 1. The same request always has the same codes, and nobody without the key can foretell
 * them.
 */
export function requestCodes(sealer: Sealer, request: string, n: number): readonly string[] {
  return sealer.hashes('bind-request', `${n} ${request}`).map(({ h }) => codeOfHash(h));
}

/** Four characters that follow from a keyed hash. */
export function codeOfHash(hash: string): string {
  let number = createHash('sha256').update(hash).digest().readUIntBE(0, 6);
  const draw = (alphabet: string): string => {
    const character = alphabet.charAt(number % alphabet.length);
    number = Math.floor(number / alphabet.length);
    return character;
  };
  return draw(LETTERS) + draw(DIGITS) + draw(LETTERS) + draw(DIGITS);
}

/** A code as people type it, in the form it is stored: capitals, full width folded. */
export function normalCode(typed: string): string {
  return typed.normalize('NFKC').trim().toUpperCase();
}

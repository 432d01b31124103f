import { safeEqual } from '../kit/safe-equal.ts';
import type { Sealer } from '../privacy/types.ts';

/** Proof that a form came from a page of ours in this very browser. */
export interface FormTokens {
  /** Goes into the form; made of the cookie that only this browser has. */
  of(cookie: string): string;
  fits(cookie: string, token: string): boolean;
}

/** Tokens of forms. */
export function createFormTokens(sealer: Sealer): FormTokens {
  const all = (cookie: string) => sealer.hashes('console form', cookie).map(({ h }) => h);
  return {
    of: (cookie) => all(cookie)[0] ?? '',
    fits: (cookie, token) => all(cookie).filter((one) => safeEqual(one, token)).length > 0,
  };
}

import type { Sealer } from '../privacy/types.ts';

/**
 * What links carry. It is made from the message that brings the link, so that the same message gives the same link;
 * of it the database keeps a keyed hash. No sign of it means anything in markdown.
 */
export interface LinkTokens {
  /** Of what a link under this key may carry, the newest data key's first. */
  from(key: string): readonly [string, ...string[]];
  /** What a token is kept and looked up as. */
  hashes(token: string): readonly string[];
}

/** Whether this can be what a link carries at all. */
export const LINK_TOKEN = /^[0-9a-f]{64}$/;

/** Tokens of one sort of link. */
export function createLinkTokens(sealer: Sealer, sort: string): LinkTokens {
  return {
    from: (key) => {
      const [first = '', ...more] = sealer
        .hashes(`${sort} of`, key)
        .map(({ h }) => Buffer.from(h, 'base64url').toString('hex'));
      return [first, ...more];
    },
    hashes: (token) => sealer.hashes(sort, token).map(({ h }) => h),
  };
}

/** The token that was kept under this hash: the keys may have changed between two runs of a message. */
export function keptToken(tokens: LinkTokens, key: string, h: string): string {
  const all = tokens.from(key);
  return all.find((one) => tokens.hashes(one).includes(h)) ?? all[0];
}

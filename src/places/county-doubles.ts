import type { Path } from './county-yaml.ts';

/** A word that one item claims for itself inside some scope. */
export interface Claim {
  /** What must be unique, e.g. `townships 的名称`. */
  readonly scope: string;
  readonly word: string;
  /** How a problem names the word, e.g. `别名“江北”`. */
  readonly said: string;
  /** Who claims it, e.g. `乡镇“江北街道”`. */
  readonly owner: string;
  readonly path: Path;
}
/** A claim that comes too late, and the first one. */
export interface Double {
  readonly first: Claim;
  readonly second: Claim;
}

/** Every claim whose word was claimed before in the same scope. One item may claim a word twice. */
export function findDoubles(claims: readonly Claim[]): readonly Double[] {
  const seen = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    const key = JSON.stringify([claim.scope, claim.word]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, claim);
    const same = first !== undefined && sameItem(first.path, claim.path);
    return first === undefined || same ? [] : [{ first, second: claim }];
  });
}

/** Of two items that share several words, an entry pasted twice, the first word says it. */
export function onePerPair(doubles: readonly Double[]): readonly Double[] {
  const seen = new Set<string>();
  return doubles.filter(({ first, second }) => {
    const pair = JSON.stringify([first.path.slice(0, 2), second.path.slice(0, 2)]);
    const known = seen.has(pair);
    seen.add(pair);
    return !known;
  });
}

const sameItem = (a: Path, b: Path): boolean => a[0] === b[0] && a[1] === b[1];

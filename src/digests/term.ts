import type { FillDigest } from '../texts/digest-texts.ts';
import { shownCount } from './daily.ts';
import type { WeeklyFacts } from './weekly.ts';

/** What the digest of a term says: what a weekly one knows, over the whole term. */
export interface TermFacts
  extends Pick<
    WeeklyFacts,
    | 'place'
    | 'limits'
    | 'balance'
    | 'cutOff'
    | 'numbers'
    | 'children'
    | 'hazards'
    | 'directives'
    | 'small'
    | 'outside'
  > {
  /** 2026年秋季学期 */
  readonly term: string;
  readonly start: { readonly registered: number; readonly hazards: number };
}

/** The text of a term's digest. */
export function termText(fill: FillDigest, facts: TermFacts): string {
  const people = (n: number): string => shownCount(n, facts.small);
  return fill('term', {
    ...facts,
    registered: people(facts.numbers.registered),
    suspected: people(facts.numbers.suspected),
    startRegistered: people(facts.start.registered),
    startHazards: facts.start.hazards,
  });
}

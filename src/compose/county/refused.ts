import { SentinelError } from '../../errors.ts';
import type { TroubleKind } from '../../places/county-given-store.ts';

/** A county command that did nothing, for a reason the person at the terminal can put right. */
export class CountyRefused extends SentinelError {
  /** What to print, in Chinese. */
  readonly lines: readonly string[];
  /** What was wrong with a file, and in how many places; absent where no file is to blame. */
  readonly why: { readonly kind: TroubleKind; readonly count: number } | undefined;
  constructor(lines: readonly string[], why?: CountyRefused['why']) {
    super('county_refused', lines.join('\n'));
    this.name = 'CountyRefused';
    this.lines = lines;
    this.why = why;
  }
}

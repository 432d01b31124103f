import { SentinelError } from '../../errors.ts';

/** A county command that did nothing, for a reason the person at the terminal can put right. */
export class CountyRefused extends SentinelError {
  /** What to print, in Chinese. */
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super('county_refused', lines.join('\n'));
    this.name = 'CountyRefused';
    this.lines = lines;
  }
}

/** How one check ended. `skip`: it does not apply to this configuration. */
export type FindingState = 'ok' | 'warn' | 'fail' | 'skip';

/** What one check found. Free of secrets, of what people wrote and of anybody's name but those of groups and units. */
export interface Finding {
  /** What was looked at, in two to ten Chinese characters. */
  readonly check: string;
  readonly state: FindingState;
  /** What is so, in one or two Chinese lines. */
  readonly text: string;
  /** What to do and where to click, in Chinese; `''` when nothing is to be done. */
  readonly fix: string;
}

/** Nothing to do. */
export const fine = (check: string, text: string): Finding => ({ check, state: 'ok', text, fix: '' });

/** It works, and deserves a second look. */
export const warn = (check: string, text: string, fix: string): Finding => ({
  check,
  state: 'warn',
  text,
  fix,
});

/** It does not work. */
export const fail = (check: string, text: string, fix: string): Finding => ({
  check,
  state: 'fail',
  text,
  fix,
});

/** Not looked at, for this reason. */
export const skip = (check: string, text: string): Finding => ({ check, state: 'skip', text, fix: '' });

const RANKS: Readonly<Record<FindingState, number>> = { fail: 0, warn: 1, ok: 2, skip: 3 };

/** The worst first; within one state the order they came in. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => RANKS[a.state] - RANKS[b.state]);
}

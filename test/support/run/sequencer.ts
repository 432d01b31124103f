import { statSync } from 'node:fs';
import type { Test } from '@jest/test-result';
import Sequencer from '@jest/test-sequencer';
import { kindOf, type SuiteKind } from './kinds.ts';

// Its types are those of CommonJS; how tsx loads it, the class itself may be the default.
const Base =
  (Sequencer as { readonly default?: typeof Sequencer.default }).default ??
  (Sequencer as unknown as typeof Sequencer.default);

const ORDER: readonly SuiteKind[] = ['program', 'store', 'pure'];

/**
 * The long suites first, so that at the end no worker waits for another one; and those that wait for processes and
 * connections (`hard`) one by one between those that compute (`program`), so that neither kind has the machine alone.
 */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default class LongestFirst extends Base {
  override sort(tests: Test[]): Test[] {
    const kinds = new Map(tests.map((test) => [test, kindOf(test.path)]));
    const of = (kind: SuiteKind): readonly Test[] =>
      tests.filter((test) => kinds.get(test) === kind).sort(byLength);
    const [programs = [], ...others] = ORDER.map(of);
    return [...alternating(of('hard'), programs), ...others.flat()];
  }
}

function byLength(one: Test, other: Test): number {
  return sizeOf(other) - sizeOf(one) || one.path.localeCompare(other.path);
}

/** The best guess at how long a suite takes on a machine that has not run it: how much stands in it. */
function sizeOf({ path }: Test): number {
  return statSync(path).size;
}

function alternating<T>(ones: readonly T[], others: readonly T[]): readonly T[] {
  const longer = Math.max(ones.length, others.length);
  return Array.from({ length: longer }, (_, n) => [
    ...ones.slice(n, n + 1),
    ...others.slice(n, n + 1),
  ]).flat();
}

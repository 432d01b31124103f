import type { Test } from '@jest/test-result';
import Sequencer from '@jest/test-sequencer';
import { kindOf, type SuiteKind } from './kinds.ts';

// Its types are those of CommonJS; how tsx loads it, the class itself may be the default.
const Base =
  (Sequencer as { readonly default?: typeof Sequencer.default }).default ??
  (Sequencer as unknown as typeof Sequencer.default);

const ORDER: readonly SuiteKind[] = ['hard', 'program', 'store', 'pure'];

/** The long suites first, so that at the end no worker waits for another one. */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default class LongestFirst extends Base {
  override sort(tests: Test[]): Test[] {
    const place = new Map(tests.map(({ path }) => [path, ORDER.indexOf(kindOf(path))]));
    return [...tests].sort(
      (one, other) =>
        (place.get(one.path) ?? 0) - (place.get(other.path) ?? 0) ||
        (other.duration ?? 0) - (one.duration ?? 0) ||
        one.path.localeCompare(other.path),
    );
  }
}

import type { Clock } from '../kit/clock.ts';
import { createBatcher } from '../mongo/batcher.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { Sealer } from '../privacy/types.ts';
import { createChain } from './blocks-store.ts';
import { chained, newRun } from './chain.ts';
import { createReading } from './reading-store.ts';
import type { Trail, TrailFact } from './types.ts';
import { createTrailWords } from './words-store.ts';

/** What the trail needs. */
export interface TrailParts {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

const LIMITS = { what: 'trail', maxWaiting: 5_000, maxBatch: 200 };
const DONE = { done: undefined };

/**
 * The trail of this run: what waits goes in one block, the next block when the last one is journaled. Blocks are the
 * only truth, so that a fact is recorded if and only if it lies in one. Two instances that record one key in one
 * instant put it into a block each: reading shows it once, and `verify` counts it.
 */
export function createTrail({ mongo, sealer, clock }: TrailParts): Trail {
  const words = createTrailWords({ mongo, sealer });
  const chain = createChain(mongo, newRun(clock.now()));

  const write = async (facts: readonly TrailFact[]): Promise<void> => {
    for (;;) {
      const known = await chain.known(facts.map(({ key }) => key));
      const fresh = facts.filter(({ key }) => !known.has(key));
      if (fresh.length === 0) return;
      const marks = await words.keep(fresh);
      const block = fresh.map(({ sealed: _sealed, ...fact }) =>
        chained({ ...fact, ...wordsOf(marks.get(fact.key)) }),
      );
      if (await chain.add(block, clock.now())) return;
    }
  };

  const batcher = createBatcher<TrailFact, void>(async (facts) => {
    const once = new Map(facts.map((fact) => [fact.key, fact]));
    await write([...once.values()]);
    return facts.map(() => DONE);
  }, LIMITS);

  return {
    ...createReading(mongo),
    words: words.read,
    erase: words.erase,
    eraseBefore: words.eraseBefore,
    record: async (facts) => {
      await Promise.all(facts.map((fact) => batcher.add(fact)));
    },
  };
}

const wordsOf = (mark: string | undefined) => (mark === undefined ? {} : { words: mark });

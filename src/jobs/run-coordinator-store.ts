import type { RunCoordinator } from 'node-cron';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';

interface Turn {
  /** node-cron's name of the tick: task and minute. */
  readonly key: string;
  readonly by: string;
  /** Server time until which the key is remembered. */
  readonly until: Date;
}

interface Turns {
  readonly _id: string;
  readonly taken: readonly Turn[];
}

/**
 * Lets one of all instances tick each minute: the first that asks about a key has it, everybody else is refused until
 * `ttlMs` have passed by the server's clock. One document that holds the last few keys, one atomic write per question.
 * Whoever dies after winning costs that minute's tick, which the next one makes up for. `owner` is unique to this
 * instance.
 */
export function createRunCoordinator(database: Mongo, owner: string): RunCoordinator {
  const turns = database.collection<Turns>('job_turns');
  let questions = 0;

  const ask = async (key: string, by: string, ttlMs: number): Promise<boolean> => {
    const options = { upsert: true, returnDocument: 'after' } as const;
    const stored = await turns.findOneAndUpdate({ _id: 'tick' }, takeIfFree({ key, by }, ttlMs), options);
    return stored?.taken.some((turn) => turn.key === key && turn.by === by) ?? false;
  };

  return {
    shouldRun: async (key, ttlMs) => {
      questions += 1;
      const by = `${owner}#${questions}`;
      try {
        return await ask(key, by, ttlMs);
      } catch (error) {
        // Two first questions at once: one insert wins, the other one finds it now.
        if (!isDuplicateKey(error)) throw error;
        return await ask(key, by, ttlMs);
      }
    },
  };
}

function takeIfFree({ key, by }: Omit<Turn, 'until'>, ttlMs: number): object[] {
  const remembered = { $gt: ['$$turn.until', '$$NOW'] };
  const kept = { $filter: { input: { $ifNull: ['$taken', []] }, as: 'turn', cond: remembered } };
  const mine = { key: { $literal: key }, by: { $literal: by }, until: { $add: ['$$NOW', ttlMs] } };
  return [
    { $set: { taken: kept } },
    {
      $set: {
        taken: {
          $cond: [
            { $in: [{ $literal: key }, '$taken.key'] },
            '$taken',
            { $concatArrays: ['$taken', [mine]] },
          ],
        },
      },
    },
  ];
}

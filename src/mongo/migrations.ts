import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import type { Logger } from 'pino';
import type { Mongo } from './connect.ts';
import { createLeases } from './leases.ts';
import { withLease } from './with-lease.ts';

/** One numbered step that brings the database to the shape the program needs; `F` is what it may need to know. */
export interface Migration<F = unknown> {
  /** Steps run in the order of their numbers; a number is never reused. */
  readonly id: number;
  readonly name: string;
  /** Must be safe to run again: a step that broke off half-way starts anew. */
  up(db: mongo.Db, facts: F): Promise<void>;
}

/** Runs the steps that this database has not seen. */
export interface Migrations {
  /** Steps not recorded yet, in order. */
  pending(): Promise<readonly Pick<Migration, 'id' | 'name'>[]>;
  /**
   * Runs all pending steps and returns when none is left, whoever ran them: instances that start together
   * run each step once. Rejects with the error of the step that failed; the ones before it stay recorded.
   */
  run(): Promise<void>;
}

interface MigrationRecord {
  readonly _id: number;
  readonly name: string;
  readonly at: Date;
}

const LEASE = 'migrations';
const LEASE_MS = 30_000;
const ASK_AGAIN_MS = 200;

/** Migrations of `database`; `owner` is unique to this instance. Throws when two steps share a number. */
export function createMigrations<F>(
  database: Mongo,
  steps: readonly Migration<F>[],
  { owner, log, facts }: { readonly owner: string; readonly log: Logger; readonly facts: F },
): Migrations {
  const ordered = [...steps].sort((a, b) => a.id - b.id);
  refuseDoubles(ordered);
  const records = database.collection<MigrationRecord>('migrations');
  const leases = createLeases(database);

  const pending = async (): Promise<readonly Migration<F>[]> => {
    const recorded = await records.find({}, { projection: { _id: 1 } }).toArray();
    const done = new Set(recorded.map(({ _id }) => _id));
    return ordered.filter(({ id }) => !done.has(id));
  };

  const runPending = async (signal: AbortSignal): Promise<void> => {
    for (const step of await pending()) {
      signal.throwIfAborted();
      await step.up(database.db, facts);
      signal.throwIfAborted();
      await records.updateOne({ _id: step.id }, [{ $set: { name: step.name, at: '$$NOW' } }], {
        upsert: true,
      });
      log.info({ id: step.id, migration: step.name }, 'database migration done');
    }
  };

  const run = async (): Promise<void> => {
    while ((await pending()).length > 0) {
      const ran = await withLease(leases, { name: LEASE, owner, ms: LEASE_MS }, runPending);
      if (ran === undefined) await sleep(ASK_AGAIN_MS);
    }
  };

  return { pending, run };
}

function refuseDoubles(ordered: readonly Pick<Migration, 'id'>[]): void {
  const double = ordered.find(({ id }, index) => ordered[index + 1]?.id === id);
  if (double !== undefined) throw new Error(`Two migrations have the number ${double.id}.`);
}

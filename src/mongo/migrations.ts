import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import type { Logger } from 'pino';
import { StartRefused } from '../errors.ts';
import { defined } from '../kit/defined.ts';
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
  /** Rejects with StartRefused `database_newer` when a later program has run steps that this one does not know. */
  requireKnown(): Promise<void>;
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
  /** Of the program that ran it; absent in records of 0.1.0. */
  readonly version?: string;
}

const LEASE = 'migrations';
const LEASE_MS = 30_000;
const ASK_AGAIN_MS = 200;

/** Who runs the steps. */
interface Runner<F> {
  readonly owner: string;
  readonly log: Logger;
  readonly facts: F;
  /** Of this program; noted with each step. */
  readonly version?: string;
}

/** Migrations of `database`; `owner` is unique to this instance. Throws when two steps share a number. */
export function createMigrations<F>(
  database: Mongo,
  steps: readonly Migration<F>[],
  { owner, log, facts, version }: Runner<F>,
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
      const record = { name: step.name, at: '$$NOW', ...defined({ version }) };
      await records.updateOne({ _id: step.id }, [{ $set: record }], { upsert: true });
      log.info({ id: step.id, migration: step.name }, 'database migration done');
    }
  };

  const requireKnown = async (): Promise<void> => {
    const known = ordered.at(-1)?.id ?? 0;
    const newer = await records.find({ _id: { $gt: known } }, { sort: { _id: -1 }, limit: 1 }).next();
    if (newer !== null) throw tooNew(newer, { known, version });
  };

  const run = async (): Promise<void> => {
    await requireKnown();
    while ((await pending()).length > 0) {
      const ran = await withLease(leases, { name: LEASE, owner, ms: LEASE_MS }, runPending);
      if (ran === undefined) await sleep(ASK_AGAIN_MS);
    }
  };

  return { requireKnown, pending, run };
}

function tooNew(
  newer: MigrationRecord,
  { known, version }: { known: number; version: string | undefined },
): StartRefused {
  const by = newer.version === undefined ? '' : newer.version;
  return new StartRefused('database_newer', {
    zh: `数据库比程序新：已由${by === '' ? '更新的程序' : ` ${by} 版`}升级到第 ${newer._id} 步，而本程序（${version} 版）只到第 ${known} 步。`,
    zhCure: `请用${by === '' ? '升级过它的那个' : ` ${by} `}或更新的版本启动；要退回旧版，须用升级前的备份恢复数据库。`,
    en: `the database is newer than the program: ${by === '' ? 'a later program' : `version ${by}`} brought it to step ${newer._id}, and this program (${version}) ends at step ${known}.`,
    enCure: `start ${by === '' ? 'the version that upgraded it' : `version ${by}`} or a later one; to go back, restore the database from a backup made before.`,
  });
}

function refuseDoubles(ordered: readonly Pick<Migration, 'id'>[]): void {
  const double = ordered.find(({ id }, index) => ordered[index + 1]?.id === id);
  if (double !== undefined) throw new Error(`Two migrations have the number ${double.id}.`);
}

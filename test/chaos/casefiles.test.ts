import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stateAt } from '../../src/casefiles/entry.ts';
import { DOORS, type Door, noon } from '../casefiles/doors.ts';
import { nodeArgs } from '../support/built.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { keyOf, kindOf, type Noted, type WriterTask } from './casefile-setup.ts';

const KILLS = 4;
const FILES = ['a', 'b', 'c'];
const ENTRIES = 50;

let database: FreshDatabase;
const writers = new Set<ChildProcess>();
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  for (const writer of writers) await kill(writer);
  await database.drop();
});

describe('a program that is killed while files grow', () => {
  /** Of each entry: the version of the file as every answer gave it. */
  const answers = new Map<string, Set<string>>();
  let task: WriterTask;
  let kills = 0;

  beforeAll(async () => {
    const { uri, dbName } = database;
    task = { uri, dbName, key: randomBytes(32).toString('hex'), files: FILES, entries: ENTRIES };
    let next = spawnWriter(task);
    for (;;) {
      const writer = next;
      if (kills < KILLS) next = spawnWriter(task);
      if (!(await runUntilKilled(writer))) break;
      kills += 1;
    }
    await kill(next);
  }, 90_000);

  /** False once a writer got to the end by itself. */
  async function runUntilKilled(writer: ChildProcess): Promise<boolean> {
    const closed = once(writer, 'close') as Promise<[number | null, string | null]>;
    // Now and then in the middle of something new, counted in answers that nobody had before.
    let left =
      kills < KILLS ? 1 + Math.floor(Math.random() * ((FILES.length * ENTRIES) / (KILLS + 4))) : Infinity;
    if (writer.stdout === null) throw new Error('the writer has no output');
    createInterface({ input: writer.stdout }).on('line', (line) => {
      const [file = '', n = '', version = ''] = line.split(' ');
      const key = keyOf(file, Number(n));
      if (!answers.has(key)) left -= 1;
      answers.set(key, (answers.get(key) ?? new Set()).add(version));
      if (left === 0) setTimeout(() => writer.kill('SIGKILL'), Math.random() * 15);
    });
    writer.stdin?.write('go\n');
    const [code, signal] = await closed;
    if (signal === null && code !== 0) throw new Error(`a writer ended with ${code}`);
    return signal !== null;
  }

  const all = FILES.flatMap((file) => Array.from({ length: ENTRIES }, (_, n) => keyOf(file, n)));

  it('keeps every entry once, in the order in which it was made', async () => {
    expect(kills).toBe(KILLS);
    const files = await database.mongo.collection<Door>(DOORS.collection).find().sort({ _id: 1 }).toArray();
    expect(files.map(({ _id }) => _id)).toEqual(FILES);
    for (const { _id, entries, v, state } of files) {
      expect(entries.map(({ id }) => id)).toEqual(all.filter((key) => key.startsWith(`${_id}-`)));
      expect(entries.map(({ kind }) => kind)).toEqual(Array.from({ length: ENTRIES }, (_, n) => kindOf(n)));
      expect({ v, state }).toEqual({ v: ENTRIES, state: stateAt(entries, noon) });
    }
  });

  it('answered every time with the file as the entry had left it', () => {
    expect([...answers.keys()].sort()).toEqual([...all].sort());
    for (const [key, versions] of answers)
      expect([key, ...versions]).toEqual([key, `${Number(key.slice(2)) + 1}`]);
  });

  it('carried out everything that follows, and said nothing else under the same id', async () => {
    const unmarked = { entries: { $elemMatch: { followed: { $exists: false } } } };
    const left = { $or: [{ pending: { $ne: 0 } }, unmarked] };
    expect(await database.mongo.collection(DOORS.collection).countDocuments(left)).toBe(0);
    const [claimed, told] = await Promise.all(
      ['claimed', 'told'].map((name) => database.mongo.collection<Noted>(name).find().toArray()),
    );
    expect(claimed?.map(({ _id, words }) => [_id, ...words]).sort()).toEqual(
      all.map((key) => [key, key.slice(0, 1)]).sort(),
    );
    expect(told?.map(({ _id, words }) => [_id, ...words]).sort()).toEqual(
      all.map((key) => [`doors:${key.slice(0, 1)}:${key}:1`, `关于 ${key}`]).sort(),
    );
  });
});

/** A writer that waits to be told to go: the next one stands by, so that the time it takes to start does not count. */
function spawnWriter(task: WriterTask): ChildProcess {
  const args = [...nodeArgs('test/chaos/casefile-writer.ts'), JSON.stringify(task)];
  const writer = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  writer.stdin?.on('error', () => undefined);
  writers.add(writer);
  return writer;
}

async function kill(writer: ChildProcess): Promise<void> {
  if (writer.exitCode !== null || writer.signalCode !== null) return;
  const gone = once(writer, 'exit');
  writer.kill('SIGKILL');
  await gone;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createMigrations, type Migration } from '../../src/mongo/migrations.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const log = pino({ level: 'silent' });
let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.drop());

const step = (id: number, up: () => Promise<unknown>): Migration => ({
  id,
  name: `step ${id}`,
  up: async () => void (await up()),
});

describe('createMigrations', () => {
  it('runs the steps in the order of their numbers, once', async () => {
    const ran: number[] = [];
    const steps = [2, 10, 1].map((id) => step(id, async () => ran.push(id)));
    const migrations = createMigrations(fresh.mongo, steps, { owner: 'a', log, facts: undefined });
    expect((await migrations.pending()).map(({ id }) => id)).toEqual([1, 2, 10]);
    await migrations.run();
    await migrations.run();
    expect(ran).toEqual([1, 2, 10]);
    expect(await migrations.pending()).toEqual([]);
  });

  it('runs each step once when several instances start together, and all wait for the end', async () => {
    const ran: number[] = [];
    const steps = [1, 2, 3].map((id) =>
      step(id, async () => {
        await sleep(50);
        ran.push(id);
      }),
    );
    const runners = ['a', 'b', 'c'].map(async (owner) => {
      await createMigrations(fresh.mongo, steps, { owner, log, facts: undefined }).run();
      return ran.length;
    });
    expect(await Promise.all(runners)).toEqual([3, 3, 3]);
    expect(ran).toEqual([1, 2, 3]);
  });

  it('stops at a step that fails and goes on from there the next time', async () => {
    const ran: number[] = [];
    let broken = true;
    const steps = [
      step(1, async () => ran.push(1)),
      step(2, () => (broken ? Promise.reject(new Error('broken')) : Promise.resolve(ran.push(2)))),
      step(3, async () => ran.push(3)),
    ];
    const migrations = createMigrations(fresh.mongo, steps, { owner: 'a', log, facts: undefined });
    await expect(migrations.run()).rejects.toThrow('broken');
    expect(ran).toEqual([1]);
    broken = false;
    await createMigrations(fresh.mongo, steps, { owner: 'b', log, facts: undefined }).run();
    expect(ran).toEqual([1, 2, 3]);
  });

  it('hands the database of the program to the step', async () => {
    const migration: Migration = {
      id: 1,
      name: 'names',
      up: async (db) => void (await db.createCollection('made')),
    };
    await createMigrations(fresh.mongo, [migration], { owner: 'a', log, facts: undefined }).run();
    expect(await fresh.mongo.db.listCollections({ name: 'made' }).toArray()).toHaveLength(1);
  });

  it('refuses two steps of one number', () => {
    const steps = [step(1, async () => undefined), step(1, async () => undefined)];
    expect(() => createMigrations(fresh.mongo, steps, { owner: 'a', log, facts: undefined })).toThrow(
      'number 1',
    );
  });

  it('refuses a database that a later program has upgraded, and names both', async () => {
    const ran: number[] = [];
    const runner = { owner: 'a', log, facts: undefined };
    const all = [1, 2, 3].map((id) => step(id, async () => ran.push(id)));
    await createMigrations(fresh.mongo, all, { ...runner, version: '0.3.0' }).run();
    const earlier = createMigrations(fresh.mongo, all.slice(0, 2), { ...runner, version: '0.2.0' });
    const refusal = { code: 'database_newer', message: expect.stringMatching(/0\.3\.0.*3.*0\.2\.0.*2/) };
    await expect(earlier.requireKnown()).rejects.toMatchObject(refusal);
    await expect(earlier.run()).rejects.toMatchObject(refusal);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRunCoordinator } from '../../src/jobs/run-coordinator-store.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const TTL_MS = 60_000;
const instances = (count: number) =>
  Array.from({ length: count }, (_, index) => createRunCoordinator(database.mongo, `instance-${index}`));

describe('createRunCoordinator', () => {
  it('elects exactly one of all who ask about a minute at once, the very first one too', async () => {
    for (let minute = 0; minute < 20; minute += 1) {
      const answers = await Promise.all(instances(6).map((one) => one.shouldRun(`tick:${minute}`, TTL_MS)));
      expect(answers.filter(Boolean)).toHaveLength(1);
    }
  });

  it('refuses who comes later, whoever it is, and lets other minutes be', async () => {
    const [first, second] = instances(2);
    expect(await first?.shouldRun('late:1', TTL_MS)).toBe(true);
    expect(await second?.shouldRun('late:2', TTL_MS)).toBe(true);
    expect(await second?.shouldRun('late:1', TTL_MS)).toBe(false);
    expect(await first?.shouldRun('late:1', TTL_MS)).toBe(false);
  });

  it('forgets a minute when its time is over, and keeps no more than that', async () => {
    const [one] = instances(1);
    expect(await one?.shouldRun('short:1', 30)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await one?.shouldRun('short:1', 30)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await one?.shouldRun('short:2', 30);
    const stored = await database.mongo.collection<{ taken: { key: string }[] }>('job_turns').findOne();
    const keys = stored?.taken.map(({ key }) => key) ?? [];
    expect(keys.filter((key) => key.startsWith('short'))).toEqual(['short:2']);
  });
});

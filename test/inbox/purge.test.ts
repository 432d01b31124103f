import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inboxIndexes } from '../../src/inbox/entry-document.ts';
import { purgeInbox } from '../../src/inbox/purge.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { entryOf, testInbox, testMessage } from './inboxes.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.mongo.db.collection('inbox').createIndexes(inboxIndexes);
});
afterAll(() => database.drop());

describe('purgeInbox', () => {
  it('removes what people wrote after thirty days and keeps the id', async () => {
    const { inbox } = testInbox(database.mongo);
    const old = testMessage({ receivedAt: new Date('2026-10-01T00:00:00Z') });
    const young = testMessage({ receivedAt: new Date('2026-10-20T00:00:00Z') });
    for (const message of [old, young]) await inbox.receive(message, async () => '好');
    const now = new Date('2026-11-01T00:00:00Z');
    expect(await purgeInbox(database.mongo, now)).toBe(1);
    expect(await purgeInbox(database.mongo, now)).toBe(0);
    const purged = await entryOf(database.mongo, old);
    expect(purged).not.toHaveProperty('message');
    expect(purged).not.toHaveProperty('reply');
    expect(purged.answeredAt).toBeInstanceOf(Date);
    expect(await entryOf(database.mongo, young)).toHaveProperty('message');
  });

  it('still changes nothing for a purged message', async () => {
    const { inbox } = testInbox(database.mongo);
    const message = testMessage({ receivedAt: new Date('2026-01-01T00:00:00Z') });
    await inbox.receive(message, async () => '好');
    await purgeInbox(database.mongo, new Date('2026-11-01T00:00:00Z'));
    const again = testInbox(database.mongo).inbox;
    expect(await again.receive(message, () => Promise.reject(new Error('done twice')))).toEqual({
      kind: 'reply',
      text: '',
    });
  });

  it('and the sweep run on indexes', async () => {
    const plan = async (filter: object): Promise<string> =>
      JSON.stringify(await database.mongo.db.collection('inbox').find(filter).explain('queryPlanner'));
    expect(await plan({ wakeAt: { $lt: new Date() } })).toContain('"waking"');
    expect(await plan({ message: { $exists: true }, receivedAt: { $lt: new Date() } })).toContain(
      '"unpurged"',
    );
  });
});

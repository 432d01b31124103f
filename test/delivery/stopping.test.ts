import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fakeChannel, testNotice, testOutbox } from './outboxes.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

it('who stops leaves no target behind that others have to wait for', async () => {
  for (let time = 0; time < 10; time += 1) {
    const channel = fakeChannel();
    const { outbox } = testOutbox(database.mongo, { group: [channel] });
    outbox.start();
    await outbox.post(Array.from({ length: 8 }, () => testNotice()));
    while (channel.calls.length === 0) await new Promise((next) => setTimeout(next, 1));
    await outbox.stop();
    const held = await database.mongo
      .collection('delivery-targets')
      .countDocuments({ holder: { $ne: null }, until: { $gt: new Date() } });
    expect(held).toBe(0);
  }
});

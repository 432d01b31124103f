/** An instance that records the same facts as every other one, some at once, and says which of them are recorded. */
import { once } from 'node:events';
import { pino } from 'pino';
import { createTrail } from '../../src/audit/trail-store.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { connectMongo } from '../../src/mongo/connect.ts';
import { testSealer } from '../support/test-sealer.ts';

/** What a recorder is told. */
export interface RecorderTask {
  readonly uri: string;
  readonly dbName: string;
  readonly key: string;
  readonly facts: number;
}

const AT_ONCE = 5;
const task = JSON.parse(process.argv[2] ?? '{}') as RecorderTask;
const mongo = await connectMongo({ uri: task.uri, dbName: task.dbName, log: pino({ level: 'silent' }) });
const trail = createTrail({ mongo, sealer: testSealer(Buffer.from(task.key, 'hex')), clock: systemClock });
const by = { key: 'wecom:m', role: 'bureau' };
await once(process.stdin, 'data');
const record = async (n: number): Promise<void> => {
  const key = `fact-${n}`;
  await trail.record([{ key, at: new Date(), what: 'decided', by, sealed: `事由${n}` }]);
  process.stdout.write(`${key}\n`);
};
for (let n = 0; n < task.facts; n += AT_ONCE)
  await Promise.all(Array.from({ length: AT_ONCE }, (_, more) => record(n + more)));
process.stdin.destroy();
await mongo.close();

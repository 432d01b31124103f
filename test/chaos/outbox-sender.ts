/** An instance that does nothing but send, once it is told to, until it is killed or its standard input ends. */
import { pino } from 'pino';
import { connectMongo } from '../../src/mongo/connect.ts';
import { chaosOutbox, type SenderTask } from './outbox-setup.ts';

const task = JSON.parse(process.argv[2] ?? '{}') as SenderTask;
const mongo = await connectMongo({ uri: task.uri, dbName: task.dbName, log: pino({ level: 'silent' }) });
const outbox = chaosOutbox(mongo, task);
process.stdin.once('data', () => outbox.start());
process.stdin.on('end', async () => {
  await outbox.stop();
  await mongo.close();
});

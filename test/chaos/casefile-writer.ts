/**
 * An instance that, once it is told to, makes the same entries as every other one, all files at once, and says which
 * of them it got an answer for; it ends when nothing is left to follow.
 */
import { once } from 'node:events';
import { pino } from 'pino';
import { connectMongo } from '../../src/mongo/connect.ts';
import { chaosFiles, type WriterTask } from './casefile-setup.ts';

const task = JSON.parse(process.argv[2] ?? '{}') as WriterTask;
const mongo = await connectMongo({ uri: task.uri, dbName: task.dbName, log: pino({ level: 'silent' }) });
const { append, relay } = chaosFiles(mongo, task);
await once(process.stdin, 'data');
const appendAll = async (file: string): Promise<void> => {
  for (let n = 0; n < task.entries; n += 1) {
    const done = await append(file, n);
    process.stdout.write(`${file} ${n} ${done.outcome === 'missing' ? 'missing' : done.file.v}\n`);
  }
};
await Promise.all([relay.sweep(), ...task.files.map(appendAll)]);
await relay.sweep();
process.stdin.destroy();
await mongo.close();

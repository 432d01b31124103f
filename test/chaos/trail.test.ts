import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Block } from '../../src/audit/chain.ts';
import { createTrail } from '../../src/audit/trail-store.ts';
import { verifyTrail } from '../../src/audit/verify-store.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { nodeArgs } from '../support/built.ts';
import { type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { testSealer } from '../support/test-sealer.ts';
import type { RecorderTask } from './trail-recorder.ts';

const FACTS = 200;
const KILLS = 3;
const key = randomBytes(32).toString('hex');
const keys = Array.from({ length: FACTS }, (_, n) => `fact-${n}`);

let database: FreshDatabase;
const recorders = new Set<ChildProcess>();
/** What some recorder said is recorded. */
const answered = new Set<string>();
let kills = 0;

beforeAll(async () => {
  database = await migratedDatabase();
  const { uri, dbName } = database;
  const all = Array.from({ length: KILLS + 1 }, () => spawnRecorder({ uri, dbName, key, facts: FACTS }));
  // Two at a time, on the same facts; all but the last are killed in the middle of them.
  const [last, ...others] = all;
  await Promise.all([run(last), ...others.map((one, n) => run(one, 10 + n * 45))]);
}, 60_000);
afterAll(async () => {
  for (const one of recorders) one.kill('SIGKILL');
  await database.drop();
});

function spawnRecorder(task: RecorderTask): ChildProcess {
  const args = [...nodeArgs('test/chaos/trail-recorder.ts'), JSON.stringify(task)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin?.on('error', () => undefined);
  recorders.add(child);
  return child;
}

/** Lets it go, and kills it once it has said so many facts. */
async function run(recorder: ChildProcess | undefined, until = Infinity): Promise<void> {
  if (recorder?.stdout == null) throw new Error('the recorder has no output');
  let said = 0;
  createInterface({ input: recorder.stdout }).on('line', (line) => {
    answered.add(line);
    said += 1;
    if (said === until) setTimeout(() => recorder.kill('SIGKILL'), Math.random() * 10);
  });
  recorder.stdin?.write('go\n');
  const [code, signal] = await once(recorder, 'close');
  if (signal === 'SIGKILL') kills += 1;
  else if (code !== 0) throw new Error(`a recorder ended with ${code}`);
}

it('leaves every chain whole and every fact recorded when programs are killed in the middle', async () => {
  expect(kills).toBe(KILLS);
  expect([...answered].sort()).toEqual([...keys].sort());
  const found = await verifyTrail(database.mongo, { heads: [], onProgress: () => {} });
  expect(found.broken).toEqual([]);
  const blocks = await database.mongo.collection<Block>('trail').find({}).toArray();
  const recorded = blocks.flatMap(({ facts }) => facts.map((fact) => fact.key));
  expect([...new Set(recorded)].sort()).toEqual([...keys].sort());
  expect(recorded).toHaveLength(found.facts);
});

it('shows each fact once with its words, whichever instances recorded it', async () => {
  const sealer = testSealer(Buffer.from(key, 'hex'));
  const trail = createTrail({ mongo: database.mongo, sealer, clock: systemClock });
  const { total } = await trail.find({ by: ['wecom:m'] }, { skip: 0, limit: 1 });
  expect(total).toBe(FACTS);
  expect((await trail.words(['fact-7', 'fact-199'])).get('fact-199')).toBe('事由199');
});

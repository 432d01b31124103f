import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { migrations } from '../../src/migrations.ts';
import { connectMongo, type Mongo } from '../../src/mongo/connect.ts';
import { createMigrations } from '../../src/mongo/migrations.ts';
import { createSealer } from '../../src/privacy/sealer.ts';

/** A database of one suite's own, on the engine of this test run. */
export interface FreshDatabase {
  readonly mongo: Mongo;
  readonly dbName: string;
  /** The engine's address, for a test that connects a second time. */
  readonly uri: string;
  /** Drops or empties the database and closes the connection; call it in `afterAll`. */
  drop(): Promise<void>;
}

const log = pino({ level: 'silent' });
const sealer = createSealer([Buffer.alloc(32, 7)]);

/** The address of the engine that `run/engine.ts` started. */
export function engineUri(): string {
  const uri = process.env.TEST_MONGODB_URI;
  if (uri === undefined) throw new Error('TEST_MONGODB_URI is not set: run the tests through jest.');
  return uri;
}

/** A name that no other test uses. */
export const newDatabaseName = (): string => `test-${randomBytes(6).toString('hex')}`;

/** Opens an empty database without any index, under a name nobody else uses. Call it in `beforeAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const dbName = newDatabaseName();
  const mongo = await connect(dbName);
  const drop = async (): Promise<void> => {
    await mongo.db.dropDatabase();
    await mongo.close();
  };
  return { mongo, dbName, uri: engineUri(), drop };
}

/** Opens a database with everything that the migrations make, and no document. Call it in `beforeAll`. */
export async function migratedDatabase(): Promise<FreshDatabase> {
  const dbName = takeDatabase();
  const mongo = await connect(dbName);
  await createMigrations(mongo, migrations, {
    owner: 'test',
    log,
    facts: { tz: 'Asia/Shanghai', sealer },
  }).run();
  const drop = async (): Promise<void> => {
    await giveBack(mongo, dbName);
    await mongo.close();
  };
  return { mongo, dbName, uri: engineUri(), drop };
}

const connect = (dbName: string): Promise<Mongo> => connectMongo({ uri: engineUri(), dbName, log });

/** Migrated databases that nobody uses: making all those indexes takes longer than most suites. */
const free: string[] = [];

/** The name of a database that a program may open: migrated and empty, or new. It is given back afterwards. */
export const takeDatabase = (): string => free.pop() ?? newDatabaseName();

/** Empties a migrated database for whoever needs one next. */
export async function giveBack(mongo: Mongo, dbName: string): Promise<void> {
  await emptyDatabase(mongo);
  free.push(dbName);
}

/** The same by name, when nobody is connected any more. */
export async function giveBackByName(dbName: string): Promise<void> {
  const mongo = await connect(dbName);
  await giveBack(mongo, dbName);
  await mongo.close();
}

/** Removes every document; the indexes and the records of the migrations stay. */
export async function emptyDatabase({ db }: Mongo): Promise<void> {
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  const names = collections.map(({ name }) => name).filter((name) => name !== 'migrations');
  const writeConcern = { w: 1, journal: false };
  const filled = await filledAmong(names, db);
  await Promise.all(filled.map((name) => db.collection(name).deleteMany({}, { writeConcern })));
}

/** Those that hold a document, in one question: a suite leaves most of them empty. */
async function filledAmong(names: readonly string[], db: Mongo['db']): Promise<readonly string[]> {
  const looks = names.map((coll) => ({
    $unionWith: { coll, pipeline: [{ $limit: 1 }, { $project: { _id: 0, name: { $literal: coll } } }] },
  }));
  const found = await db.aggregate<{ readonly name: string }>([{ $documents: [] }, ...looks]).toArray();
  return found.map(({ name }) => name);
}

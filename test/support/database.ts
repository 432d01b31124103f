import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { connectMongo, type Mongo } from '../../src/mongo/connect.ts';

/** A database of one suite's own, on the engine of this test run. */
export interface FreshDatabase {
  readonly mongo: Mongo;
  readonly dbName: string;
  /** The engine's address, for a test that connects a second time. */
  readonly uri: string;
  /** Drops the database and closes the connection; call it in `afterAll`. */
  drop(): Promise<void>;
}

/** The address of the engine that `global-setup.ts` started. */
export function engineUri(): string {
  const uri = process.env.TEST_MONGODB_URI;
  if (uri === undefined) throw new Error('TEST_MONGODB_URI is not set: run the tests through jest.');
  return uri;
}

/** Opens an empty database with a name nobody else uses. Call it in `beforeAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const dbName = `test-${randomBytes(6).toString('hex')}`;
  const uri = engineUri();
  const mongo = await connectMongo({ uri, dbName, log: pino({ level: 'silent' }) });
  const drop = async (): Promise<void> => {
    await mongo.db.dropDatabase();
    await mongo.close();
  };
  return { mongo, dbName, uri, drop };
}

import { randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import { toError } from '../errors.ts';
import { defined } from '../kit/defined.ts';
import type { Logger } from '../log.ts';
import { migrations } from '../migrations.ts';
import { connectMongo, type Mongo } from '../mongo/connect.ts';
import { openEmbedded } from '../mongo/embedded/open.ts';
import { createMigrations, type Migrations } from '../mongo/migrations.ts';
import { mongoRefusal } from '../mongo/refusal.ts';
import { ensureDataKey } from '../privacy/ensure-data-key.ts';
import { guardKey } from '../privacy/key-guard-store.ts';
import { createSealer, type KeyedSealer } from '../privacy/sealer.ts';
import { openDataFolder } from './data-folder.ts';
import { VERSION } from './version.ts';

/** The sandbox has its own database: a real start never reads it. */
const SANDBOX_DATABASE = 'campus-sentinel-sandbox';

/** An open, migrated database whose key is ours. */
export interface Database {
  readonly mongo: Mongo;
  readonly sealer: KeyedSealer;
  readonly migrations: Migrations;
  /** The embedded engine, for trying and rehearsals; otherwise a MongoDB server. */
  readonly embedded: boolean;
  /** Unique to this run of this instance. */
  readonly owner: string;
  close(): Promise<void>;
}

/**
 * Open the database that the configuration names (the embedded engine when it names none), refuse a foreign data
 * key, and bring it to this version's shape. `say` gets plain lines for the person at the terminal.
 */
export async function openDatabase(
  config: Config,
  log: Logger,
  say: (line: string) => void,
): Promise<Database> {
  if (config.mongodbUri === undefined) await openDataFolder(config.dataDir, config.dataKeys.length > 0);
  const keys = await dataKeys(config, say);
  const engine = config.mongodbUri === undefined ? await openEngine(config, log, say) : undefined;
  try {
    const mongo = await connectMongo({
      uri: config.mongodbUri ?? (engine?.uri as string),
      ...(config.sandbox ? { dbName: SANDBOX_DATABASE } : {}),
      log,
    });
    return await prepare({
      mongo,
      keys,
      tz: config.timeZone,
      embedded: engine !== undefined,
      log,
      closeEngine: async () => engine?.close(),
    });
  } catch (error) {
    await engine?.close();
    throw error;
  }
}

interface Opened {
  readonly mongo: Mongo;
  readonly keys: readonly Buffer[];
  readonly tz: string;
  readonly embedded: boolean;
  readonly log: Logger;
  closeEngine(): Promise<void>;
}

async function prepare({ mongo, keys, tz, embedded, log, closeEngine }: Opened): Promise<Database> {
  const owner = randomUUID();
  const close = async (): Promise<void> => {
    await mongo.close();
    await closeEngine();
  };
  try {
    const sealer = createSealer(keys);
    const steps = createMigrations(mongo, migrations, {
      owner,
      log,
      version: VERSION,
      facts: { tz, sealer },
    });
    // First of all: what a later program left may mean something else to this one.
    await steps.requireKnown();
    await guardKey(mongo.db, sealer);
    await steps.run();
    return { mongo, sealer, migrations: steps, embedded, owner, close };
  } catch (error) {
    await mongo.close();
    throw mongoRefusal(toError(error));
  }
}

function openEngine(config: Config, log: Logger, say: (line: string) => void) {
  const { dataDir, cacheDir } = config;
  return openEmbedded({ dataDir, ...defined({ cacheDir }), onProgress: say, log });
}

async function dataKeys(config: Config, say: (line: string) => void): Promise<readonly Buffer[]> {
  if (config.dataKeys.length > 0) return config.dataKeys;
  const file = await ensureDataKey(config.dataDir);
  if (file.created) say(`Made a data key in ${file.path}. Keep it: without it no personal data can be read.`);
  return file.keys;
}

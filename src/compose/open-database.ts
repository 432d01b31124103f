import { randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import { toError } from '../errors.ts';
import { defined } from '../kit/defined.ts';
import { type Logger, safeError } from '../log.ts';
import { migrations } from '../migrations.ts';
import { connectMongo, type Mongo } from '../mongo/connect.ts';
import { openEmbedded } from '../mongo/embedded/open.ts';
import { createMigrations, type Migrations } from '../mongo/migrations.ts';
import { mongoRefusal } from '../mongo/refusal.ts';
import { ensureDataKey } from '../privacy/ensure-data-key.ts';
import { createKeyWatch, type KeyWatch } from '../privacy/key-watch.ts';
import { kidsInUse, spotCheck } from '../privacy/sealed-store.ts';
import type { KeyedSealer } from '../privacy/sealer.ts';
import { SEALED } from '../sealed-fields.ts';
import { openDataFolder } from './data-folder.ts';
import { VERSION } from './version.ts';

/** The sandbox has its own database: a real start never reads it. */
const SANDBOX_DATABASE = 'campus-sentinel-sandbox';

/** A database that is reached, and nothing more: neither looked at nor changed. */
export interface ReachedDatabase {
  readonly mongo: Mongo;
  /** Which key seals, and whether all are there; it has not begun. */
  readonly keys: KeyWatch;
  /** The embedded engine, for trying and rehearsals; otherwise a MongoDB server. */
  readonly embedded: boolean;
  /** Unique to this run of this instance. */
  readonly owner: string;
  close(): Promise<void>;
}

/** An open, migrated database all of whose keys are ours. */
export interface Database extends ReachedDatabase {
  readonly sealer: KeyedSealer;
  readonly migrations: Migrations;
}

/**
 * Open the database that the configuration names (the embedded engine when it names none), refuse to start without a
 * data key that seals something in it, and bring it to this version's shape. `say` gets plain lines for the person at
 * the terminal.
 */
export async function openDatabase(
  config: Config,
  log: Logger,
  say: (line: string) => void,
): Promise<Database> {
  const reached = await reachDatabase(config, log, say);
  const { mongo, keys, owner } = reached;
  const close = async (): Promise<void> => {
    await keys.stop();
    await reached.close();
  };
  try {
    const steps = createMigrations(mongo, migrations, {
      ...{ owner, log, version: VERSION },
      facts: { tz: config.timeZone, sealer: keys.sealer },
    });
    // First of all: what a later program left may mean something else to this one.
    await steps.requireKnown();
    await keys.begin();
    await steps.run();
    return { ...reached, sealer: keys.sealer, migrations: steps, close };
  } catch (error) {
    await close();
    throw mongoRefusal(toError(error));
  }
}

/** Reach the database and read nothing of it. */
export async function reachDatabase(
  config: Config,
  log: Logger,
  say: (line: string) => void,
): Promise<ReachedDatabase> {
  if (config.mongodbUri === undefined) await openDataFolder(config.dataDir, config.dataKeys.length > 0);
  const keys = await dataKeys(config, say);
  const engine = config.mongodbUri === undefined ? await openEngine(config, log, say) : undefined;
  try {
    const mongo = await connectMongo({
      uri: config.mongodbUri ?? (engine?.uri as string),
      ...(config.sandbox ? { dbName: SANDBOX_DATABASE } : {}),
      log,
    });
    const owner = randomUUID();
    const close = async (): Promise<void> => {
      await mongo.close();
      await engine?.close();
    };
    return {
      ...{ mongo, owner, close },
      keys: watchKeys(mongo, { keys, owner, tz: config.timeZone }, log),
      embedded: engine !== undefined,
    };
  } catch (error) {
    await engine?.close();
    throw error;
  }
}

function watchKeys(
  { db }: Mongo,
  given: { readonly keys: readonly Buffer[]; readonly owner: string; readonly tz: string },
  log: Logger,
): KeyWatch {
  return createKeyWatch({
    ...given,
    db,
    kidsInUse: () => kidsInUse(db, SEALED),
    spotCheck: (sealer) => spotCheck(db, SEALED, sealer),
    onError: (error) => log.error({ err: safeError(error) }, 'the keyring was not read'),
  });
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

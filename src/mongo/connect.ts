import mongoose, { type Connection, type mongo } from 'mongoose';
import type { Logger } from 'pino';
import { toError } from '../errors.ts';
import { failDeadSockets } from './embedded/dead-sockets.ts';
import { mongoRefusal } from './refusal.ts';

/** An open database. One per process is enough; it is safe to share. */
export interface Mongo {
  readonly connection: Connection;
  /** The native database, for hot paths and migrations. */
  readonly db: mongo.Db;
  /** A native collection; `T` says what the caller stores there, nothing checks it. */
  collection<T extends mongo.Document>(name: string): mongo.Collection<T>;
  /** Resolves when the server answers, rejects when it does not within a few seconds. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What to connect to. `dbName` overrides the name in the URI. */
export interface ConnectOptions {
  readonly uri: string;
  readonly dbName?: string;
  readonly log: Logger;
}

const DEFAULT_DATABASE = 'campus-sentinel';
const SELECTION_TIMEOUT_MS = 5_000;

/**
 * Connects and returns once the server answered. Every write waits for the majority and for the journal, so
 * nobody passes a write concern of their own. Rejects with StartRefused when no server is found within 5 s, or it
 * refuses us.
 */
export async function connectMongo({ uri, dbName, log }: ConnectOptions): Promise<Mongo> {
  if (isEmbedded(uri)) failDeadSockets();
  const connection = mongoose.createConnection(uri, {
    dbName: dbName ?? databaseName(uri),
    ...(isEmbedded(uri) ? EMBEDDED : SERVER),
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    minPoolSize: 2,
    maxPoolSize: 8,
    serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS,
    connectTimeoutMS: SELECTION_TIMEOUT_MS,
  });
  const closing = new AbortController();
  try {
    await connection.asPromise();
    // What goes wrong before that is in the error of this function, told once.
    tell(connection, closing.signal, log);
  } catch (error) {
    closing.abort();
    await connection.close();
    throw mongoRefusal(toError(error));
  }
  return open(connection, closing);
}

const SERVER = { writeConcern: { w: 'majority', journal: true } } as const;

// The embedded engine knows no sessions, hence no retried writes; it answers each message once, hence polling.
// It is a majority by itself, and takes `w: 'majority'` for leave not to wait for the journal: with it
// acknowledged writes were lost in 6 of 40 kills, with `w: 1` in none.
const EMBEDDED = {
  writeConcern: { w: 1, journal: true },
  retryWrites: false,
  serverMonitoringMode: 'poll',
  heartbeatFrequencyMS: 2_000,
  minHeartbeatFrequencyMS: 100,
} as const;

/** The database named in the URI, else `campus-sentinel`. */
export function databaseName(uri: string): string {
  const name = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(uri)?.[1] ?? '';
  return name === '' ? DEFAULT_DATABASE : decodeURIComponent(name);
}

/** By the name of the link: a MongoDB server calls its own socket `mongodb-<port>.sock`. */
function isEmbedded(uri: string): boolean {
  return /^mongodb:\/\/[^/]*%2fmongodb\.sock\//i.test(uri);
}

function tell(connection: Connection, closing: AbortSignal, log: Logger): void {
  connection.on('disconnected', () => {
    if (!closing.aborted) log.warn('database connection lost');
  });
  connection.on('reconnected', () => log.info('database connection is back'));
  connection.on('error', (error: Error) => log.error({ err: error }, 'database connection error'));
}

function open(connection: Connection, closing: AbortController): Mongo {
  const db = connection.db;
  if (db === undefined) throw new Error('The database connection closed while it was being opened.');
  return {
    connection,
    db,
    collection: <T extends mongo.Document>(name: string) => db.collection<T>(name),
    ping: async () => void (await db.command({ ping: 1 })),
    close: async () => {
      closing.abort();
      await connection.close();
    },
  };
}

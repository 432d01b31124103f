import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Embedded, openEmbedded } from '../../src/mongo/embedded/open.ts';

declare global {
  /** What the teardown of this run has to put away. */
  var testEngine: { readonly engine: Embedded; readonly dataDir: string } | undefined;
}

/** One embedded engine per test run; workers find it in TEST_MONGODB_URI. */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function start(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cs-test-'));
  const engine = await openEmbedded({
    dataDir,
    ...(process.env.XDG_CACHE_HOME ? { cacheDir: join(process.env.XDG_CACHE_HOME, 'campus-sentinel') } : {}),
    onProgress: (line) => console.log(line),
    log: pino({ level: 'warn' }),
  });
  globalThis.testEngine = { engine, dataDir };
  process.env.TEST_MONGODB_URI = engine.uri;
}

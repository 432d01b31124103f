import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openEmbedded } from '../../../src/mongo/embedded/open.ts';

/** The embedded engine of one test run; suites find its address in TEST_MONGODB_URI. */
export interface TestEngine {
  readonly uri: string;
  /** Ends the engine and removes its folder. */
  close(): Promise<void>;
}

/** Start an engine on an empty folder; what takes a while (a C library fetched once) is said on the console. */
export async function startEngine(): Promise<TestEngine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cs-test-'));
  const engine = await openEmbedded({
    dataDir,
    ...(process.env.XDG_CACHE_HOME ? { cacheDir: join(process.env.XDG_CACHE_HOME, 'campus-sentinel') } : {}),
    onProgress: (line) => console.log(line),
    log: pino({ level: 'warn' }),
  });
  const close = async (): Promise<void> => {
    await engine.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { uri: engine.uri, close };
}

import { access, constants, mkdtemp, rm, statfs } from 'node:fs/promises';
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
  const dataDir = await mkdtemp(join(await quickFolder(), 'cs-test-'));
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

const MEMORY = '/dev/shm';
/** A run writes some hundred megabytes; a container may give 64. */
const ROOM_BYTES = 4 * 1024 ** 3;

/**
 * In memory where there is room: this engine waits for its journal as any other does, but nothing that a test proves
 * depends on its disk. What survives kills is proved on engines that suites start for themselves.
 */
async function quickFolder(): Promise<string> {
  try {
    await access(MEMORY, constants.W_OK);
    const { bavail, bsize } = await statfs(MEMORY);
    return bavail * bsize > ROOM_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

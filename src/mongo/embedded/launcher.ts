import { EngineUnavailable } from '../errors.ts';
import { newerGlibc } from './newer-glibc.ts';

/** The C library the engine was built against. */
const NEEDS_GLIBC = [2, 38] as const;

/** What the choice of a launcher depends on; the real machine by default, another one in tests. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Undefined where there is none: macOS, Alpine. */
  readonly glibc: string | undefined;
}

/**
 * The command line that runs node for the engine's host: node itself where the system's C library is new
 * enough, else node under a newer loader kept in `cacheDir` (fetched on first use). Only the host runs so.
 * Rejects with `EngineUnavailable` where neither works.
 */
export async function engineLauncher(
  cacheDir: string,
  onProgress: (line: string) => void,
  machine: Machine = thisMachine(),
): Promise<readonly string[]> {
  const { platform, arch, glibc } = machine;
  if (platform === 'darwin' && arch === 'arm64') return [process.execPath];
  if (platform !== 'linux' || (arch !== 'x64' && arch !== 'arm64') || glibc === undefined)
    throw unsupported(machine);
  if (isNewEnough(glibc)) return [process.execPath];
  return await newerGlibc({ arch, glibc, cacheDir, onProgress });
}

/** This machine, read from node's own report. */
export function thisMachine(): Machine {
  return { platform: process.platform, arch: process.arch, glibc: runtimeGlibc() };
}

function runtimeGlibc(): string | undefined {
  // Without this the report looks up the names of all open connections.
  Object.assign(process.report, { excludeNetwork: true });
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > NEEDS_GLIBC[0] || (major === NEEDS_GLIBC[0] && minor >= NEEDS_GLIBC[1]);
}

function unsupported({ platform, arch, glibc }: Machine): EngineUnavailable {
  const system =
    platform === 'linux' && glibc === undefined ? `${platform} ${arch} without glibc` : `${platform} ${arch}`;
  return new EngineUnavailable({
    zh: `内置数据库不能在这个系统（${system}）上运行。`,
    zhCure:
      '请用 Docker 或 WSL（Linux x64/arm64、苹果芯片的 macOS 可直接运行），或设 MONGODB_URI 使用 MongoDB 服务器。',
    en: `the embedded MongoDB engine does not run on ${system}.`,
    enCure:
      'use Docker or WSL (Linux x64/arm64 with glibc and macOS on Apple silicon run it), or set MONGODB_URI to use a MongoDB server.',
  });
}

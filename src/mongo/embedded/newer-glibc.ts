import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EngineUnavailable } from '../errors.ts';
import { isAlive } from './alive.ts';
import { configuredMirror } from './apt-sources.ts';

/** What a newer C library is fetched for, and where it is kept. */
export interface GlibcRequest {
  readonly arch: 'x64' | 'arm64';
  /** The version this system has, for the message. */
  readonly glibc: string;
  readonly cacheDir: string;
  readonly onProgress: (line: string) => void;
}

const run = promisify(execFile);
const RELEASE = 'trixie';
const FETCH_WITHIN_MS = 180_000;
const LAYOUT = {
  x64: { deb: 'amd64', folder: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { deb: 'arm64', folder: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
} as const;

/**
 * The command line that runs node under a newer glibc. On Debian the library is fetched once, through apt with
 * a private state, from the mirror the system itself is configured with: apt checks the signature, no root is
 * needed and nothing of the system changes. Rejects with `EngineUnavailable` anywhere else, or when that fails.
 */
export async function newerGlibc(request: GlibcRequest): Promise<readonly string[]> {
  const { deb, folder, loader } = LAYOUT[request.arch];
  const kept = join(request.cacheDir, `glibc-${RELEASE}-${deb}`);
  const libraries = join(kept, 'usr/lib', folder);
  if (!(await exists(join(libraries, loader))))
    await obtain({ kept, proof: join(libraries, loader) }, request);
  const path = [libraries, `/lib/${folder}`, `/usr/lib/${folder}`].join(':');
  return [join(libraries, loader), '--library-path', path, process.execPath];
}

/** The folder to make, and the file in it that shows that it is whole. */
interface Target {
  readonly kept: string;
  readonly proof: string;
}

async function obtain(target: Target, request: GlibcRequest): Promise<void> {
  const mirror = await debianMirror();
  if (mirror === undefined) throw tooOld(request.glibc);
  request.onProgress(
    `This system's C library (glibc ${request.glibc}) is older than the embedded MongoDB engine needs (2.38).`,
  );
  request.onProgress('Fetching a newer one for the engine alone, about 13 MB, this first time only ...');
  try {
    await fetchInto(target, mirror, LAYOUT[request.arch].deb, request.cacheDir);
  } catch (error) {
    throw notFetched(request, error);
  }
  request.onProgress('The newer C library is ready.');
}

/** Everything happens in a folder of a temporary name; one rename makes it real, so that starts may coincide. */
async function fetchInto(target: Target, mirror: string, deb: string, cacheDir: string): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  await sweepUnfinished(cacheDir);
  const work = await mkdtemp(join(cacheDir, `unpacking-${process.pid}-`));
  try {
    const options = ['-c', await aptConfig(work, mirror, deb)];
    const limits = { cwd: work, timeout: FETCH_WITHIN_MS };
    await run('apt-get', [...options, 'update'], limits);
    await run('apt-get', [...options, 'download', `libc6:${deb}`], limits);
    const archive = (await readdir(work)).find((name) => name.startsWith('libc6_') && name.endsWith('.deb'));
    if (archive === undefined) throw new Error('apt-get downloaded nothing.');
    await run('dpkg-deb', ['-x', join(work, archive), join(work, 'unpacked')], limits);
    await settle(join(work, 'unpacked'), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** apt's settings of this system stay in force (a proxy, say), its sources, state, pins and hooks do not. */
async function aptConfig(work: string, mirror: string, deb: string): Promise<string> {
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  await mkdir(join(work, 'lists/partial'), { recursive: true });
  await mkdir(join(work, 'cache/archives/partial'), { recursive: true });
  await writeFile(
    join(work, 'sources.list'),
    `deb [arch=${deb} signed-by=${keyring}] ${mirror} ${RELEASE} main\n`,
  );
  const settings = {
    'APT::Architecture': deb,
    'APT::Sandbox::User': '',
    'Dir::Etc::SourceList': join(work, 'sources.list'),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::Etc::Preferences': '/dev/null',
    'Dir::Etc::PreferencesParts': '/dev/null',
    'Dir::State::Lists': join(work, 'lists'),
    'Dir::State::status': '/dev/null',
    'Dir::Cache': join(work, 'cache'),
    'Dir::Log': work,
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
  };
  const hooks = ['Pre-Invoke', 'Post-Invoke', 'Post-Invoke-Success'].map(
    (name) => `#clear APT::Update::${name};`,
  );
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${JSON.stringify(value)};`);
  const file = join(work, 'apt.conf');
  await writeFile(file, [...hooks, ...lines, ''].join('\n'));
  return file;
}

async function settle(unpacked: string, { kept, proof }: Target): Promise<void> {
  // Another start may have been quicker; what it laid down is as good. Anything else there is in the way.
  if (await exists(proof)) return;
  await rm(kept, { recursive: true, force: true });
  try {
    await rename(unpacked, kept);
  } catch (error) {
    if (!(await exists(proof))) throw error;
  }
}

/** A start that was killed while unpacking leaves its folder behind. */
async function sweepUnfinished(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    const pid = Number(/^unpacking-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isNaN(pid) && !isAlive(pid)) await rm(join(cacheDir, name), { recursive: true, force: true });
  }
}

async function debianMirror(): Promise<string | undefined> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const codename = /^VERSION_CODENAME="?([a-z]+)"?$/m.exec(release)?.[1];
  if (!/^ID="?debian"?$/m.test(release) || codename === undefined) return undefined;
  const parts = await readdir('/etc/apt/sources.list.d').catch(() => []);
  const part = (ending: string) =>
    readAll(parts.filter((name) => name.endsWith(ending)).map((name) => `/etc/apt/sources.list.d/${name}`));
  const lists = [...(await readAll(['/etc/apt/sources.list'])), ...(await part('.list'))];
  return configuredMirror({ lists, deb822: await part('.sources') }, codename);
}

async function readAll(files: readonly string[]): Promise<string[]> {
  return await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

function tooOld(glibc: string): EngineUnavailable {
  return new EngineUnavailable({
    zh: `本系统的 C 库（glibc ${glibc}）比内置数据库需要的 2.38 旧。`,
    zhCure: '请换用较新的系统（Debian 13、Ubuntu 24.04 起）或 Docker，或设 MONGODB_URI 使用 MongoDB 服务器。',
    en: `this system has glibc ${glibc}, and the embedded MongoDB engine needs 2.38 or newer.`,
    enCure:
      'use a newer system (Debian 13, Ubuntu 24.04 or later) or Docker, or set MONGODB_URI to use a MongoDB server.',
  });
}

function notFetched({ glibc, cacheDir }: GlibcRequest, cause: unknown): EngineUnavailable {
  const code = String((cause as { code?: unknown }).code ?? 'unknown');
  return new EngineUnavailable(
    {
      zh: `内置数据库要用的较新 C 库没有取到（本系统 glibc ${glibc}；原因 ${code}）。`,
      zhCure: `第一次启动要连得上本机 apt 配置的镜像，并能写 ${cacheDir}（由 XDG_CACHE_HOME 决定）；都没问题再启动一次，或设 MONGODB_URI 使用 MongoDB 服务器。`,
      en: `the newer C library that the embedded engine needs could not be fetched (this system has glibc ${glibc}; reason ${code}).`,
      enCure: `the first start must reach the mirror that apt is set to and be able to write to ${cacheDir} (set by XDG_CACHE_HOME); then start again, or set MONGODB_URI to use a MongoDB server.`,
    },
    { cause },
  );
}

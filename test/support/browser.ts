import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const SYSTEM_BROWSER = '/usr/bin/chromium';
const SYSTEM_LIBRARY_FOLDERS = [
  '/lib',
  '/usr/lib',
  '/lib64',
  '/usr/lib64',
  '/lib/x86_64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu',
];

/** Keeps Chromium from calling home: the machines that test have no outside network. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
];
/** What the packed headless shell needs besides. */
const PACKED = ['--disable-gpu', '--no-zygote', '--font-render-hinting=none'];

/** A browser of one test file; `close` also removes what was unpacked for it. */
export interface TestBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/**
 * Starts a headless Chromium from what `npm ci` brought (or the system's own, where there is one),
 * with a font that has Chinese glyphs.
 */
export async function launchBrowser(): Promise<TestBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'cs-browser-'));
  try {
    const packed = !existsSync(SYSTEM_BROWSER);
    const executablePath = packed ? await unpackBrowser(folder) : SYSTEM_BROWSER;
    const libraries = packed && !hasSystemLibraries() ? await unpackLibraries(folder) : undefined;
    const browser = await chromium.launch({
      executablePath,
      headless: true,
      args: [...QUIET, ...(packed ? PACKED : []), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      env: {
        ...definedEnvironment(),
        FONTCONFIG_FILE: await writeFontConfig(folder),
        ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}),
      },
    });
    const close = async (): Promise<void> => {
      await browser.close();
      await remove(folder);
    };
    return { browser, close };
  } catch (thrown) {
    await remove(folder);
    throw thrown;
  }
}

async function unpackBrowser(folder: string): Promise<string> {
  const target = join(folder, 'chromium');
  await expand('chromium.br', target, 0o700);
  return target;
}

async function unpackLibraries(folder: string): Promise<string> {
  const tar = join(folder, 'libraries.tar');
  await expand('al2023.tar.br', tar, 0o600);
  const done = spawnSync('tar', ['-xf', tar, '-C', folder]);
  if (done.status !== 0) throw new Error(`tar could not unpack the browser's libraries: ${done.stderr}`);
  return join(folder, existsSync(join(folder, 'al2023')) ? 'al2023/lib' : 'lib');
}

async function expand(name: string, target: string, mode: number): Promise<void> {
  // The package's `exports` leads to build/esm/index.js or build/cjs/index.cjs: bin lies two folders up.
  const source = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..', 'bin', name);
  await pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(target, { mode }));
}

function hasSystemLibraries(): boolean {
  return SYSTEM_LIBRARY_FOLDERS.some((folder) => existsSync(join(folder, 'libnss3.so')));
}

async function writeFontConfig(folder: string): Promise<string> {
  const fonts = join(dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json')), '400Regular');
  const cache = join(folder, 'font-cache');
  await mkdir(cache, { recursive: true });
  const file = join(folder, 'fonts.conf');
  const alias = (family: string): string =>
    `<alias><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`;
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir>${['sans-serif', 'serif', 'monospace', 'system-ui'].map(alias).join('')}</fontconfig>`,
  );
  return file;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Chromium may still be writing its last files. */
function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

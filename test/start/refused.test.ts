import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { toError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { startFailure } from '../../src/start-failure.ts';
import { nodeArgs } from '../support/built.ts';
import { engineUri, type FreshDatabase, freshDatabase } from '../support/database.ts';
import { DATA_KEY, databaseUri, WECOM } from '../support/program.ts';
import { type Ran, ranAs } from '../support/ran-as.ts';

let folder: string;
let fresh: FreshDatabase;
let busy: Server;
let port: number;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cs-refused-'));
  fresh = await freshDatabase();
  busy = createServer().listen(0, '127.0.0.1');
  await once(busy, 'listening');
  port = (busy.address() as AddressInfo).port;
});
afterAll(async () => {
  busy.close();
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

interface Mistake {
  /** What is prepared, and what the program is then started with. */
  readonly make: () => Promise<NodeJS.ProcessEnv>;
  /** What the block names, in this order: what is so and the cure, in Chinese, then in English. */
  readonly says: readonly [string, string, string, string];
  /** In a process of its own: one mistake stands for all. */
  readonly alone?: true;
  /** Run before the program, which has its process to itself then. */
  readonly preload?: string;
}

/** A sandbox has a database of its own. */
const ROBOT = { WECOM_BOT_TOKEN: WECOM.token, WECOM_BOT_AES_KEY: WECOM.aesKey };

const asDataUrl = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
const OLD_GLIBC = `
  process.report.getReport = () => ({ header: { glibcVersionRuntime: '2.31' } });
  Object.defineProperty(process, 'platform', { value: 'linux' });
  Object.defineProperty(process, 'arch', { value: 'x64' });
`;

// The engine alone is told so: other libraries would not even load. (The brackets: this very line is on the stack.)
const UNKNOWN_PLATFORM = `
  const { platform } = process;
  const get = () => (/lau[n]cher/.test(new Error().stack) ? 'freebsd' : platform);
  Object.defineProperty(process, 'platform', { get });
`;

const dataDir = (name: string): string => join(folder, name);

/** A data folder that looks like one that was used. */
async function usedFolder(name: string, files: readonly string[]): Promise<string> {
  await mkdir(join(dataDir(name), 'mongodb'), { recursive: true, mode: 0o700 });
  await writeFile(join(dataDir(name), 'data-key'), DATA_KEY, { mode: 0o600 });
  for (const file of files) await writeFile(join(dataDir(name), 'mongodb', file), '');
  return dataDir(name);
}

/** A mirror that cannot be reached. */
async function brokenApt(): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'apt-get'), '#!/bin/sh\nexit 100\n');
  await chmod(join(bin, 'apt-get'), 0o755);
  return bin;
}

const CORE = [
  'WiredTiger',
  'WiredTiger.wt',
  'WiredTigerHS.wt',
  '_mdb_catalog.wt',
  'sizeStorer.wt',
  'journal',
];

const MISTAKES: Readonly<Record<string, Mistake>> = {
  'a port that is taken': {
    alone: true,
    make: async () => ({ PORT: String(port), DATA_DIR: dataDir('port') }),
    says: ['已被占用', 'PORT', 'is taken', 'PORT'],
  },
  'an address that is not of this machine': {
    make: async () => ({ HOST: '203.0.113.7' }),
    says: ['HOST', '0.0.0.0', 'HOST', '127.0.0.1'],
  },
  'a folder that cannot be written': {
    make: async () => {
      await writeFile(join(folder, 'file'), '');
      return { DATA_DIR: join(folder, 'file', 'data') };
    },
    says: ['ENOTDIR', 'DATA_DIR', 'ENOTDIR', 'DATA_DIR'],
  },
  'a folder that is open to everybody and used for other things': {
    make: async () => {
      await mkdir(join(dataDir('shared'), 'photos'), { recursive: true });
      await chmod(dataDir('shared'), 0o755);
      return { DATA_DIR: dataDir('shared') };
    },
    says: ['DATA_DIR', 'DATA_DIR=', 'DATA_DIR', 'DATA_DIR='],
  },
  'a MongoDB server that cannot be reached': {
    make: async () => ({ MONGODB_URI: 'mongodb://me:hush@127.0.0.1:9/county', DATA_KEY }),
    says: ['MONGODB_URI', '防火墙', 'MONGODB_URI', 'firewall'],
  },
  'a wrong password': {
    make: async () => ({
      MONGODB_URI: databaseUri(fresh.dbName).replace('mongodb://', 'mongodb://me:hush@'),
      DATA_KEY,
    }),
    says: ['用户名或密码', 'MONGODB_URI', 'password', 'MONGODB_URI'],
  },
  'an address of MongoDB that cannot be read': {
    make: async () => ({ MONGODB_URI: 'mongodb://me:hu/sh@127.0.0.1:99999/?tls=perhaps', DATA_KEY }),
    says: ['MONGODB_URI', 'MONGODB_URI', 'MONGODB_URI', 'MONGODB_URI'],
  },
  'a platform that the engine does not know': {
    preload: UNKNOWN_PLATFORM,
    make: async () => ({ DATA_DIR: dataDir('platform') }),
    says: ['freebsd', 'Docker 或 WSL', 'freebsd', 'MONGODB_URI'],
  },
  'an old C library, and a mirror that does not answer': {
    preload: OLD_GLIBC,
    make: async () => ({
      DATA_DIR: dataDir('download'),
      XDG_CACHE_HOME: join(folder, 'cache'),
      PATH: `${await brokenApt()}:${process.env.PATH}`,
    }),
    says: ['glibc 2.31', 'MONGODB_URI', 'glibc 2.31', 'MONGODB_URI'],
  },
  'libraries that are not installed': {
    preload: `import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(\`export async function resolve(name, context, next) {
        if (name === 'mongoose') throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
        return await next(name, context);
      }\`));`,
    make: async () => ({}),
    says: ['没有装好', 'npm ci', 'not installed', 'npm ci'],
  },
  'no data key beside data': {
    make: async () => {
      const used = await usedFolder('keyless', [...CORE, 'WiredTiger.turtle', 'collection-1.wt']);
      await rm(join(used, 'data-key'));
      return { DATA_DIR: used };
    },
    says: ['密钥', 'DATA_KEY', 'key', 'DATA_KEY'],
  },
  'a data key that is none': {
    make: async () => {
      const used = await usedFolder('odd-key', []);
      await writeFile(join(used, 'data-key'), 'not a key');
      return { DATA_DIR: used };
    },
    says: ['密钥', 'data-key', 'DATA_KEY', 'data-key'],
  },
  'core files of the database that are gone': {
    make: async () => ({ DATA_DIR: await usedFolder('no-turtle', [...CORE, 'collection-1.wt']) }),
    says: ['WiredTiger.turtle', '备份', 'WiredTiger.turtle', 'backup'],
  },
  'a database that a later program has upgraded': {
    make: async () => {
      const record = { _id: 9_999, name: 'later', version: '9.8.7', at: new Date() };
      await fresh.mongo.collection<typeof record>('migrations').insertOne(record);
      return { MONGODB_URI: databaseUri(fresh.dbName), DATA_KEY, ...ROBOT };
    },
    says: ['9.8.7 版升级到第 9999 步', '备份', 'version 9.8.7', 'version 9.8.7 or a later one'],
  },
};

const usual = () => ({
  MONGODB_URI: '',
  DATA_KEY: '',
  COUNTY_FILE: '',
  PORT: '0',
  DATA_DIR: dataDir('data'),
});

/** In a process of its own, from the first line of `src/main.ts` on. */
async function startAlone(given: NodeJS.ProcessEnv, preload?: string): Promise<Ran> {
  const args = [
    ...(preload === undefined ? [] : ['--import', asDataUrl(preload)]),
    ...nodeArgs('src/main.ts'),
  ];
  return await ranAs(process.cwd(), args, { env: { ...usual(), TEST_MONGODB_URI: undefined, ...given } });
}

/** What `src/main.ts` does, in this process: to load the program anew for each mistake takes longer than all else. */
async function startHere(given: NodeJS.ProcessEnv): Promise<Ran> {
  let out = '';
  const keep = (line: string): void => {
    out += `${line}\n`;
  };
  try {
    const config = loadConfig({ ...usual(), ...given });
    const app = await startApp(config, { log: createLog(config.logLevel, { write: keep }), say: keep });
    await app.stop();
    return { code: 0, out, err: '' };
  } catch (thrown) {
    return { code: 1, out, err: `${startFailure(toError(thrown))}\n` };
  }
}

describe('a start that cannot go on', () => {
  it.each(Object.entries(MISTAKES))(
    'says in one block what is wrong and the cure: %s',
    async (_what, mistake) => {
      const given = await mistake.make();
      const { code, out, err } = await (mistake.alone === true || mistake.preload !== undefined
        ? startAlone(given, mistake.preload)
        : startHere(given));
      const [zh, zhCure, en, enCure, ...more] = err.trim().split('\n');
      expect(code).toBe(1);
      expect(more).toEqual([]);
      expect(out).not.toMatch(/ at .*:\d+:\d+/);
      expect(zh).toMatch(/^启动不了：/);
      expect(zhCure).toMatch(/^办法：/);
      expect(en).toMatch(/^Cannot start: /);
      expect(enCure).toMatch(/^Cure: /);
      for (const [n, words] of mistake.says.entries()) expect([zh, zhCure, en, enCure][n]).toContain(words);
      expect(err).not.toContain('hush');
    },
  );

  it('touches no data folder while the port is taken', async () => {
    await startHere({ PORT: String(port), DATA_DIR: dataDir('untouched') });
    expect(await readdir(folder)).not.toContain('untouched');
  });

  it('names every variable that is wrong, in Chinese and English', async () => {
    const { code, err } = await startHere({ PORT: 'http', CARDS: 'maybe', MONGODB_URI: engineUri() });
    expect(code).toBe(1);
    expect(err).toContain('启动不了：设置有误');
    for (const line of [
      /PORT must be .*（请填 0 到 65535/,
      /CARDS must be on or off（/,
      /DATA_KEY is missing .*（/,
    ])
      expect(err).toMatch(line);
    expect(err).not.toMatch(/^ +at /m);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../src/config.ts';

const KEY = Buffer.alloc(32, 3).toString('base64');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cs-secrets-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function fileWith(text: string): Promise<string> {
  const path = join(folder, `secret-${Math.floor(performance.now() * 1_000)}`);
  await writeFile(path, text);
  return path;
}

describe('secrets from files', () => {
  it('are taken as if they were set, without the end of the line', async () => {
    const config = loadConfig({
      DATA_KEY_FILE: await fileWith(`${KEY}\n`),
      METRICS_TOKEN_FILE: await fileWith('a token\r\n'),
      DINGTALK_CLIENT_ID: 'ding1',
      DINGTALK_CLIENT_SECRET_FILE: await fileWith('shhh'),
    });
    expect(config.dataKeys).toEqual([Buffer.alloc(32, 3)]);
    expect(config.metricsToken).toBe('a token');
    expect(config.platforms.dingtalk?.clientSecret).toBe('shhh');
    expect(config.warnings.join()).not.toContain('_FILE');
  });

  it.each<[string, () => Promise<Readonly<Record<string, string>>>, RegExp]>([
    [
      'a file that is not there',
      async () => ({ DATA_KEY_FILE: join(folder, 'none') }),
      /DATA_KEY_FILE .*ENOENT.*（/,
    ],
    [
      'a file that is empty',
      async () => ({ DATA_KEY_FILE: await fileWith('\n') }),
      /DATA_KEY_FILE .*empty.*（/,
    ],
    [
      'the same in both places',
      async () => ({ DATA_KEY: KEY, DATA_KEY_FILE: await fileWith(KEY) }),
      /DATA_KEY and DATA_KEY_FILE are both set/,
    ],
    [
      'a file that holds something else',
      async () => ({ DATA_KEY_FILE: await fileWith('hush') }),
      /DATA_KEY must be/,
    ],
    ['a password for nobody', async () => ({ MONGODB_PASSWORD: 'hush' }), /MONGODB_PASSWORD needs a user/],
    [
      'two passwords',
      async () => ({ DATA_KEY: KEY, MONGODB_PASSWORD: 'hush', MONGODB_URI: 'mongodb://a:b@host/x' }),
      /MONGODB_PASSWORD needs a user without a password/,
    ],
  ])('are refused with their name: %s', async (_what, environment, problem) => {
    const given = await environment();
    expect(() => loadConfig(given)).toThrow(problem);
    expect(() => loadConfig(given)).not.toThrow(/hush/);
  });

  it('put the password of MongoDB into its address, whatever signs are in it', () => {
    const given = {
      MONGODB_URI: 'mongodb://me@a:1,b:2/x?replicaSet=r',
      MONGODB_PASSWORD: 'p@s:s/%$&1',
      DATA_KEY: KEY,
    };
    expect(loadConfig(given).mongodbUri).toBe('mongodb://me:p%40s%3As%2F%25%24%261@a:1,b:2/x?replicaSet=r');
  });
});

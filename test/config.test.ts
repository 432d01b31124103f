import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CONFIG_NAMES, ConfigError, loadConfig } from '../src/config.ts';
import { fromRoot } from './support/from-root.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const WECOM = { WECOM_BOT_TOKEN: 'token123', WECOM_BOT_AES_KEY: 'a'.repeat(43) };
const DINGTALK = { DINGTALK_CLIENT_ID: 'dingabc', DINGTALK_CLIENT_SECRET: 'sécret, with anything in it' };

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('runs as a sandbox on this machine when nothing is set', () => {
    expect(loadConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: './data',
      dataKeys: [],
      admins: [],
      logLevel: 'info',
      timeZone: 'Asia/Shanghai',
      trustProxy: false,
      cards: false,
      underNpm: false,
      platforms: {},
      sandbox: true,
      sandboxDemo: true,
      warnings: [],
    });
  });

  it('counts an empty value as unset', () => {
    const empty = Object.fromEntries(CONFIG_NAMES.map(({ name }) => [name, '']));
    expect(loadConfig(empty)).toEqual(loadConfig({}));
  });

  it('takes one platform alone', () => {
    const { platforms, sandbox, warnings } = loadConfig({ ...DINGTALK, DINGTALK_CORP_ID: 'ding1' });
    expect(sandbox).toBe(false);
    expect(warnings).toEqual([]);
    expect(platforms).toEqual({
      dingtalk: {
        clientId: 'dingabc',
        clientSecret: 'sécret, with anything in it',
        robotCode: 'dingabc',
        corpId: 'ding1',
        mediaHosts: ['*.aliyuncs.com', '*.dingtalk.com'],
        apiBase: 'https://api.dingtalk.com',
        oapiBase: 'https://oapi.dingtalk.com',
      },
    });
  });

  it('takes everything that can be set', () => {
    const config = loadConfig({
      ...WECOM,
      ...DINGTALK,
      HOST: '0.0.0.0',
      PORT: '0',
      PUBLIC_URL: 'https://bot.example.cn/x/',
      MONGODB_URI: 'mongodb://db/name',
      DATA_KEY: `${KEY}, ${Buffer.alloc(32, 9).toString('base64')}`,
      ADMINS: 'wecom:zhangsan,dingtalk:01:47',
      WECOM_BOT_ID: 'aib1',
      WECOM_BOT_NAME: '校园哨兵',
      WECOM_MEDIA_HOSTS: '*.example.cn, files.example.com',
      DINGTALK_ROBOT_CODE: 'robot1',
      DINGTALK_API_BASE: 'http://127.0.0.1:8080/',
      METRICS_TOKEN: 'm',
    });
    expect(config).toMatchObject({
      port: 0,
      publicUrl: 'https://bot.example.cn/x',
      mongodbUri: 'mongodb://db/name',
      metricsToken: 'm',
      admins: [
        { platform: 'wecom', userId: 'zhangsan' },
        { platform: 'dingtalk', userId: '01:47' },
      ],
      platforms: {
        wecom: { botId: 'aib1', botName: '校园哨兵', mediaHosts: ['*.example.cn', 'files.example.com'] },
        dingtalk: { robotCode: 'robot1', apiBase: 'http://127.0.0.1:8080' },
      },
    });
    expect(config.dataKeys.map((key) => key[0])).toEqual([7, 9]);
  });

  it('is frozen to the last member', () => {
    const config = loadConfig({ ...WECOM, ADMINS: 'wecom:a' });
    for (const part of [config, config.platforms, config.platforms.wecom, config.admins, config.admins[0]])
      expect(Object.isFrozen(part)).toBe(true);
  });

  it.each([
    [{ PORT: '3OOO' }, 'PORT must be a number'],
    [{ PORT: '65536' }, 'PORT must be a number'],
    [{ PUBLIC_URL: 'bot.example.cn' }, 'PUBLIC_URL must be a plain http(s) address'],
    [{ MONGODB_URI: 'db:27017', DATA_KEY: KEY }, 'MONGODB_URI must begin with mongodb://'],
    [{ MONGODB_URI: 'mongodb://db' }, 'openssl rand -base64 32'],
    [{ DATA_KEY: 'c2hvcnQ=' }, 'DATA_KEY must be 32 bytes in base64'],
    [{ DATA_KEY: `${KEY},nonsense` }, 'DATA_KEY must be 32 bytes in base64'],
    [{ ADMINS: 'zhangsan' }, 'ADMINS must be like wecom:zhangsan'],
    [{ ADMINS: 'feishu:1' }, 'ADMINS must be like'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of'],
    [{ TZ_NAME: 'Asia/Wangxi' }, 'TZ_NAME must be a time zone name'],
    [{ ...WECOM, WECOM_BOT_TOKEN: 'no spaces' }, 'WECOM_BOT_TOKEN must be'],
    [{ ...WECOM, WECOM_BOT_AES_KEY: 'short' }, 'WECOM_BOT_AES_KEY must be'],
    [{ WECOM_BOT_TOKEN: 'token123' }, 'WECOM_BOT_AES_KEY is missing although WECOM_BOT_TOKEN is set'],
    [{ DINGTALK_CLIENT_SECRET: 's' }, 'DINGTALK_CLIENT_ID is missing although DINGTALK_CLIENT_SECRET is set'],
    [{ WECOM_MEDIA_HOSTS: 'https://x.cn/' }, 'WECOM_MEDIA_HOSTS must be host names'],
    [{ DINGTALK_API_BASE: 'http://api.dingtalk.com' }, 'DINGTALK_API_BASE must be a plain https'],
  ])('refuses %j and says what to do', (environment, expected) => {
    expect(problemsOf(environment as Record<string, string>)).toEqual([expect.stringContaining(expected)]);
  });

  it('lists all problems at once and repeats no secret', () => {
    const environment = {
      PORT: 'x',
      TZ_NAME: 'x',
      WECOM_BOT_TOKEN: 'se cret',
      MONGODB_URI: 'mongodb://u:pw@db',
    };
    const problems = problemsOf(environment);
    expect(problems.map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'TZ_NAME',
      'WECOM_BOT_TOKEN',
      'WECOM_BOT_AES_KEY',
      'DATA_KEY',
    ]);
    expect(problems.join()).not.toMatch(/se cret|pw@/);
  });

  it('warns of an unpinned corporation, of names it does not know and of stray white space', () => {
    const { warnings } = loadConfig({ ...DINGTALK, DINGTALK_CLIENT_ID: 'ding ', DINGTALK_CORPID: 'x' });
    expect(warnings).toEqual([
      expect.stringContaining('DINGTALK_CORP_ID is not set'),
      expect.stringContaining('DINGTALK_CLIENT_ID begins or ends with white space'),
      expect.stringContaining('DINGTALK_CORPID is set but this program does not know it'),
    ]);
  });
});

describe('.env.example', () => {
  const example = readFileSync(fromRoot('.env.example'), 'utf8');
  const pairs = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);

  it('holds exactly the names that are read', () => {
    expect(pairs.map(([name]) => name)).toEqual(CONFIG_NAMES.map(({ name }) => name));
  });

  it('changes nothing when it is used as it is', () => {
    expect(loadConfig(Object.fromEntries(pairs))).toEqual(loadConfig({}));
  });
});

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runDoctorCommand } from '../../src/cli/run-doctor.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { connectMongo } from '../../src/mongo/connect.ts';
import { createSealer } from '../../src/privacy/sealer.ts';
import { engineUri } from '../support/database.ts';
import { DATA_KEY, databaseUri, WECOM } from '../support/program.ts';

const dbName = `test-${randomBytes(6).toString('hex')}`;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cs-doctor-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  const mongo = await connectMongo({ uri: engineUri(), dbName, log: createLog('silent') });
  await mongo.db.dropDatabase();
  await mongo.close();
});

async function doctor(env: Readonly<Record<string, string>>) {
  const lines: string[] = [];
  const terminal = { print: (line: string) => void lines.push(line), tell: () => {} };
  const code = await runDoctorCommand(terminal, () => loadConfig({ DATA_DIR: folder, ...env }));
  return { code, lines, text: lines.join('\n') };
}

const SERVER = { MONGODB_URI: databaseUri(dbName), DATA_KEY, ADMINS: 'wecom:admin' };
const ROBOT = { WECOM_BOT_TOKEN: WECOM.token, WECOM_BOT_AES_KEY: WECOM.aesKey };

describe('npm run doctor', () => {
  it('looks at everything without the program, the worst first, and fails when something failed', async () => {
    const { code, lines, text } = await doctor({ ...SERVER, ...ROBOT });
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^✗ /);
    expect(text).toContain('✗ 县档案：还没有导入');
    expect(text).toContain('✓ 企业微信验签：自签自验通过。');
    expect(text).toContain('✓ 管理员：设了 1 个账号。');
    expect(lines.at(-1)).toMatch(/^共查 \d+ 项：\d+ 项不通，\d+ 项要留意。$/);
  });

  it('tells of a long connection whom its lease belongs to', async () => {
    const socket = { WECOM_BOT_MODE: 'socket', WECOM_BOT_ID: 'aib1', WECOM_BOT_SECRET: 'secret' };
    const { text } = await doctor({ ...SERVER, ...socket });
    expect(text).toContain('! 企业微信长连接：现在没有任何实例持有连接。');
  });

  it('says what is wrong with the configuration', async () => {
    const { code, text } = await doctor({ ...SERVER, WECOM_BOT_TOKEN: WECOM.token });
    expect(code).toBe(1);
    expect(text).toMatch(/✗ 配置：WECOM_BOT_AES_KEY is missing/);
  });

  it('still looks outside when the database cannot be opened', async () => {
    const { code, text } = await doctor({
      ...SERVER,
      ...ROBOT,
      MONGODB_URI: 'mongodb://127.0.0.1:9/away?serverSelectionTimeoutMS=300',
    });
    expect(code).toBe(1);
    expect(text).toContain('✗ 数据库：连不上 MONGODB_URI 指的 MongoDB 服务器。');
    expect(text).toContain('✗ 外网：连不上 qyapi.weixin.qq.com');
    expect(text).not.toContain('mongodb://');
  });

  it('tells of a data key that is missing, by its fingerprint', async () => {
    await doctor(SERVER);
    const { code, text } = await doctor({ ...SERVER, DATA_KEY: Buffer.alloc(32, 9).toString('base64') });
    expect(code).toBe(1);
    const [{ kid } = { kid: '' }] = createSealer([Buffer.from(DATA_KEY, 'base64')]).keys;
    expect(text).toContain(`✗ 数据密钥：DATA_KEY 里缺少指纹为 ${kid}（`);
    expect(text).toContain('→ 请把这把密钥加到 DATA_KEY 末尾');
  });
});

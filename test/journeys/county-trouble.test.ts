import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProgram, type TestProgram } from '../support/program.ts';

const GOOD = `county: { name: 望溪县 }
townships: [{ name: 桐渡镇 }]
schools: [{ name: 桐渡镇中心小学, township: 桐渡镇, kind: 小学 }]
members: [{ name: 卞知秋, role: 教育局, wecom: bian }]
`;

describe('a program whose county file has a mistake', () => {
  let first: TestProgram;
  let second: TestProgram;
  beforeAll(async () => {
    first = await startProgram({ county: GOOD });
    second = await startProgram({
      county: GOOD.replace('小学 }', '大学 }'),
      dbName: first.dbName,
      env: { ADMINS: 'wecom:bian' },
    });
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
  });

  it('works with the last good version, is ready, and says so to probes and to administrators', async () => {
    const ready = await fetch(`${second.app.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 'ready', warnings: { county: ['mistakes'] } });
    const heard = await second.say('自检', { platform: 'wecom', sender: 'bian' });
    expect(heard).toContain('COUNTY_FILE 有 1 处要改');
    expect(heard).toContain('县档案文件有 1 处要改，没有导入');
    expect(await second.say('查 辍学', { platform: 'wecom', sender: 'bian' })).toContain('桐渡镇');
  });
});

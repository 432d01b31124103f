import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProgram, type TestProgram } from '../support/program.ts';

const COUNTY = [
  'county: { name: 测试县 }',
  'townships: [{ name: 桐渡镇 }]',
  'members: [{ name: 卞知秋, role: 教育局, wecom: bureau, dingtalk: bureau }]',
].join('\n');

let program: TestProgram;
beforeAll(async () => {
  program = await startProgram({ county: COUNTY });
});
afterAll(() => program.stop());

const linesOf = (n: number): string => Array.from({ length: n }, () => '报辍学 桐渡镇 疑似').join('\n');

describe('a message of many lines', () => {
  it('files each line under its own number', async () => {
    const said = await program.say(linesOf(40), { sender: 'bureau', platform: 'wecom' });
    expect(new Set(said?.match(/K\d\d-\d{4,}-[A-Z](?=：)/g)).size).toBe(40);
  });

  it('files nothing of more than a hundred', async () => {
    expect(await program.say(linesOf(101), { sender: 'bureau', platform: 'wecom' })).toContain('没有登记');
    expect(await program.say('查 辍学', { sender: 'bureau', platform: 'wecom' })).toContain('合计 40');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startChat, type TestChat } from '../support/chat.ts';
import { lastLine, linesOf, PLATFORMS } from './talk.ts';
import { talkTo } from './wangxi.ts';

const DIGITS = '零一二三四五六七八九';
const numeral = (n: number) => [...String(n).padStart(3, '0')].map((digit) => DIGITS[Number(digit)]).join('');

describe('a reply that is too long', () => {
  const TOWNSHIPS = 400;
  const names = Array.from({ length: TOWNSHIPS }, (_, n) => `${numeral(n)}里坪少数民族自治联合乡镇`);
  let program: TestChat;
  beforeAll(async () => {
    program = await startChat({
      county: [
        'county: { name: 长县 }',
        'townships:',
        ...names.map((name) => `  - { name: ${name} }`),
        'members:',
        '  - { name: 卞知秋, role: 教育局, wecom: bureau, dingtalk: bureau }',
      ].join('\n'),
    });
  });
  afterAll(() => program.stop());

  it.each(PLATFORMS)(
    'goes on with the next page’s line on %s, in private and in a group',
    async (platform) => {
      const talk = talkTo(program, platform);
      await talk({ id: 'bureau' }, '绑群 局机关 无家长', 'unknown');
      for (const group of [undefined, 'unknown'] as const) {
        const seen: string[] = [];
        let line = '查 辍学';
        for (let n = 0; n < 10 && line !== ''; n += 1) {
          const reply = await talk({ id: 'bureau' }, line, group);
          seen.push(...linesOf(reply).filter((one) => / \d+$/.test(one)));
          line = /第\d+页$/.test(lastLine(reply)) ? lastLine(reply) : '';
          if (group !== undefined) expect(reply).not.toContain('王小明');
        }
        expect(seen).toEqual([...names.map((name) => `${name} 0`), '区外 0', '合计 0']);
      }
    },
  );

  it.each(PLATFORMS)('a name behind 查 is asked about, and not said again, on %s', async (platform) => {
    const talk = talkTo(program, platform);
    for (const group of [undefined, 'unknown'] as const) {
      const asked = await talk({ id: 'bureau' }, '查 辍学 王小明', group);
      expect(asked).toContain('没有报数');
      expect(asked).not.toContain('王小明');
    }
  });

  it.each(PLATFORMS)('a long row of reports is not run again on %s', async (platform) => {
    const talk = talkTo(program, platform);
    const name = names[0] ?? '';
    const lines = Array.from({ length: 90 }, () => `报隐患 ${name} 路灯坏`).join('\n');
    let reply = '';
    for (let n = 0; n < 40 && reply === ''; n += 1)
      reply = await talk.raw({ id: 'bureau' }, lines, { id: `many-${platform}` });
    expect(reply).toMatch(/^已登记 Y/);
    expect(linesOf(reply).slice(-2)[0]).toContain('其余没有显示，但都已办理');
    expect(lastLine(reply)).toBe('帮助');
  });
});

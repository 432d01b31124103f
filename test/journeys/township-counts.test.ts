import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProgram, type TestProgram } from '../support/program.ts';

/** Reports of relapsed pupils by township, and outside the district, as a district meeting gave them. */
const RELAPSES: readonly (readonly [string, number])[] = [
  ['XX回族乡', 45],
  ['洪水泉回族乡', 5],
  ['沙沟回族乡', 21],
  ['石灰窑回族乡', 23],
  ['巴藏沟回族乡', 2],
  ['小峡镇', 24],
  ['三合镇', 8],
  ['平安镇', 3],
];
const OUTSIDE = 58;

/** The summer meeting: three townships report nobody, nine together fourteen. */
const SUMMER: readonly (readonly [string, number])[] = [
  ['江北街道', 0],
  ['新城街道', 0],
  ['老城街道', 0],
  ['洪山镇', 2],
  ['大河镇', 1],
  ['早阳镇', 3],
  ['中原镇', 1],
  ['五里镇', 2],
  ['石梯镇', 1],
  ['建民街道', 1],
  ['流水镇', 2],
  ['牛蹄镇', 1],
];

function countyOf(townships: readonly (readonly [string, number])[]): string {
  return [
    'county: { name: 测试区, code: "990102", duty_phone: "0900-110110" }',
    'townships:',
    ...townships.map(([name]) => `  - { name: ${name} }`),
    'schools:',
    ...townships.map(([name]) => `  - { name: ${name}中心小学, township: ${name}, kind: 小学 }`),
    'members:',
    '  - { name: 卞知秋, role: 教育局, post: 主任, wecom: bureau, dingtalk: bureau }',
    ...townships.map(
      ([name], index) =>
        `  - { name: 专干${'甲乙丙丁戊己庚辛壬癸子丑'[index]}, role: 乡镇, township: ${name}, wecom: t${index}, dingtalk: t${index} }`,
    ),
  ].join('\n');
}

const PLATFORMS = ['wecom', 'dingtalk'] as const;

describe('relapses of a whole district, reported one by one on both platforms', () => {
  let program: TestProgram;
  beforeAll(async () => {
    program = await startProgram({ county: countyOf(RELAPSES) });
    const lines = RELAPSES.flatMap(([name, count], index) =>
      Array.from({ length: count }, () => ({
        line: `/辍学 ${name} 二次辍学 八年级 男 厌学`,
        sender: `t${index}`,
      })),
    );
    const outside = Array.from({ length: OUTSIDE }, () => ({
      line: '/辍学 区外 二次辍学 九年级 女',
      sender: 'bureau',
    }));
    const receipts: (string | undefined)[] = [];
    const queue = [...lines, ...outside].entries();
    const officer = async (): Promise<void> => {
      for (const [index, { line, sender }] of queue) {
        const platform = PLATFORMS[index % 2] ?? 'wecom';
        receipts[index] = await program.say(line, { sender, group: 'cid-work', platform });
      }
    };
    await Promise.all(Array.from({ length: 12 }, officer));
    const numbers = receipts.map((receipt) => /K\d{2}-\d{4,}-[A-Z]/.exec(receipt ?? '')?.[0]);
    expect(new Set(numbers).size).toBe(189);
  });
  afterAll(() => program.stop());

  it.each(PLATFORMS)('统计 二次辍学 gives each township, 区外 last, and 189 on %s', async (platform) => {
    await program.say('绑群 局机关 无家长', { sender: 'bureau', group: 'cid-work', platform });
    const answer =
      (await program.say('统计 二次辍学', { sender: 'bureau', group: 'cid-work', platform }))?.split('\n') ??
      [];
    expect(answer[0]).toMatch(/^二次辍学 189 人（截至\d\d-\d\d \d\d:\d\d；口径：.*）$/);
    expect(answer.slice(1)).toEqual([
      ...RELAPSES.map(([name, n]) => `${name} ${n}`),
      `区外 ${OUTSIDE}`,
      '合计 189',
    ]);
  });

  it('a township officer sees their own township only', async () => {
    const answer = await program.say('查 二次辍学', { sender: 't6', platform: 'dingtalk' });
    expect(answer?.split('\n').slice(1)).toEqual(['三合镇 8', '合计 8']);
  });
});

describe('the summer figures', () => {
  let program: TestProgram;
  beforeAll(async () => {
    program = await startProgram({ county: countyOf(SUMMER) });
    for (const [index, [name, count]] of SUMMER.entries()) {
      for (let n = 0; n < count; n += 1) {
        await program.say(`报辍学 ${name} 疑似`, {
          sender: `t${index}`,
          platform: PLATFORMS[n % 2] ?? 'wecom',
        });
      }
    }
  });
  afterAll(() => program.stop());

  it('lists the three zeros too and adds up to fourteen', async () => {
    const answer = await program.say('统计 辍学', { sender: 'bureau', platform: 'wecom' });
    expect(answer?.split('\n').slice(1)).toEqual([
      ...SUMMER.map(([name, n]) => `${name} ${n}`),
      '区外 0',
      '合计 14',
    ]);
  });

  it.each(['江北', '江北办', '江北街道'])('knows %s', async (name) => {
    const answer = await program.say(`查 辍学 ${name}`, { sender: 'bureau', platform: 'dingtalk' });
    expect(answer?.split('\n').slice(1)).toEqual(['江北街道 0', '合计 0']);
  });
});

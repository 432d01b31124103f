import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRosterCodes } from '../../src/people/roster-codes-store.ts';
import { officeClock, tidy } from '../support/outbound-program.ts';
import { startVendor, type Vendor } from '../support/outbound-vendor.ts';
import { DINGTALK, type Said, startProgram, type TestProgram } from '../support/program.ts';

type PlatformName = 'wecom' | 'dingtalk';

/** Teachers with one account each, on one platform or the other; officers on both. */
const TEACHERS = ['卓谷雨', '池白露', '邬芒种', '支寒露'] as const;
const COUNTY = [
  'county: { name: 测试县, code: "990103", duty_phone: "0900-110110" }',
  'townships:',
  '  - { name: 桐渡镇 }',
  '  - { name: 柳汊镇 }',
  'schools:',
  '  - { name: 桐渡镇中心小学, township: 桐渡镇, kind: 小学, pupils: 900 }',
  'members:',
  '  - { name: 卞知秋, role: 教育局, post: 主任, wecom: bureau, dingtalk: bureau }',
  '  - { name: 桑小满, role: 乡镇, township: 桐渡镇, wecom: tong, dingtalk: tong }',
  '  - { name: 蒲夏至, role: 乡镇, township: 柳汊镇, wecom: liu, dingtalk: liu }',
  ...TEACHERS.map(
    (name, n) =>
      `  - { name: ${name}, role: 教师, school: 桐渡镇中心小学, ${n % 2 ? 'dingtalk' : 'wecom'}: first${n} }`,
  ),
  'groups:',
  '  - { name: 桐渡群, audience: 乡镇, township: 桐渡镇, outsiders: 否, dingtalk: { chat: cid-tong, webhook: "https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef", secret: SECabcdef } }',
].join('\n');

const MERGE = /绑定 合并 ([A-Z][2-9][A-Z][2-9])/;
const NUMBER = /[KY]\d{2}-\d{4,}-[A-Z]/;
const WRONG = /没有找到这个码/;

let vendor: Vendor;
let program: TestProgram;
let twin: TestProgram;
beforeAll(async () => {
  const clock = officeClock();
  const { robotCode, secret } = DINGTALK;
  const dingtalk = { appKey: robotCode, appSecret: secret, robotCode };
  vendor = await startVendor({ dingtalk, signing: {}, gateway: '', clock });
  program = await startProgram({ county: COUNTY, env: { DINGTALK_API_BASE: vendor.base }, clock });
  twin = await program.twin();
});
afterAll(async () => {
  await twin.stop();
  await program.stop();
  await vendor.close();
});

/** What was asked for: on a busy machine it is sent late, as if it were told unasked. */
const answers = new Set<string>();
const say = async (text: string, said: Said, on = program): Promise<string> => {
  const answer = (await on.say(text, said)) ?? '';
  answers.add(answer);
  return answer;
};
const match = (text: string, pattern: RegExp): string => {
  const found = pattern.exec(text);
  if (found === null) throw new Error(`${pattern} is not in: ${text}`);
  return found[1] ?? found[0];
};
const id = (): string => randomBytes(8).toString('hex');
/** What was sent to one person on DingTalk so far, unasked. */
const pushedTo = (sender: string): readonly string[] =>
  vendor.shown
    .filter(({ way, to }) => way === 'dingtalk.person' && to === sender)
    .map(({ text }) => tidy(text))
    .filter((text) => !answers.has(text));
/**
 * What an account is told in private, unasked: on DingTalk at once; WeCom's callbacks cannot push, so there it
 * comes with the answer to `text`, the next private message, and never again.
 */
async function toldUnasked(said: Said, count: number, text = '帮助'): Promise<string> {
  if (said.platform === 'wecom') {
    const told = await say(text, said);
    expect(await say('帮助', said)).not.toContain(told.split('\n')[0] ?? '');
    return told;
  }
  for (let looks = 0; looks < 1_200 && pushedTo(said.sender).length < count; looks += 1) await sleep(25);
  expect(pushedTo(said.sender)).toHaveLength(count);
  return pushedTo(said.sender)[count - 1] ?? '';
}

describe.each([
  ['wecom', 'dingtalk', 0],
  ['dingtalk', 'wecom', 1],
] as const)('a person of %s who comes to %s too', (home, away, n) => {
  const first: Said = { platform: home, sender: `first${n}` };
  const second: Said = { platform: away, sender: `second${n}` };
  const officer: Said = { platform: away, sender: 'tong' };
  let merge = '';

  it('asks, and with an officer’s word the first account is asked', async () => {
    const asked = await say(`绑定 桐渡镇中心小学 班主任 ${TEACHERS[n]}`, second);
    const code = match(asked, /绑定 同意 (\w{4})/);
    const again = id();
    expect(await say(`绑定 同意 ${code}`, officer)).toContain(`${TEACHERS[n]}，桐渡镇中心小学，身份：教师`);
    const agreed = await say('确认', { ...officer, id: again });
    expect(agreed).toContain('请转告他用原来的账号私聊发送');
    merge = match(agreed, MERGE);
    expect(await say('确认', { ...officer, id: again }, twin)).toBe(agreed);
  });

  it('is told on both accounts in private, once', async () => {
    const group = await say('帮助', { ...first, group: 'cid-tong' });
    expect(group).not.toMatch(MERGE);
    const told = await toldUnasked(first, 1);
    expect(told).toContain('申请与您');
    expect(match(told, MERGE)).toBe(merge);
    expect(await toldUnasked(second, 1)).toContain('请用您原来的账号私聊发送');
    expect(await say('查 辍学', second)).toContain('需要先绑定身份');
  });

  it('gives one same answer to foreign and wrong codes', async () => {
    const answers = await Promise.all([
      say(`绑定 合并 ${merge}`, second),
      say(`绑定 合并 ${merge}`, officer),
      say(`绑定 合并 ${merge}`, { platform: home, sender: 'nobody' }),
      say('绑定 合并 B2B2', first),
    ]);
    expect(answers[0]).toMatch(WRONG);
    expect(new Set(answers).size).toBe(1);
  });

  it('is one person after the first account’s word, said twice on two instances', async () => {
    const message = id();
    const replies = await Promise.all(
      [program, twin, program, twin].map((each) =>
        say(`绑定 合并 ${merge}`, { ...first, id: message }, each),
      ),
    );
    expect(replies.filter((reply) => reply !== '').every((reply) => reply.includes('已合并'))).toBe(true);
    expect(await say(`绑定 合并 ${merge}`, first)).toContain('已合并');
    expect(await toldUnasked(second, 2)).toContain('合并完成');
    const no = match(await say('报辍学 桐渡镇中心小学 疑似', second), NUMBER);
    expect(await say(`个案 ${no}`, first)).toContain(no);
    expect(await say('撤回', first)).toContain(`已撤回 ${no}`);
  });

  it('takes back with the second account what the first reported, on another instance', async () => {
    const no = match(await say('报隐患 桐渡镇中心小学 楼梯扶手松动', first, twin), NUMBER);
    expect(await say(`撤回 ${no}`, second)).toContain(`已撤回 ${no}`);
  });
});

describe.each([
  ['wecom', 'dingtalk', 2],
  ['dingtalk', 'wecom', 3],
] as const)('a person of %s with a code of the roster for %s', (home, away, n) => {
  it('is bound with the first account’s word only', async () => {
    const { built, database } = program.app;
    const member = (await built.county.county()).members.find(({ name }) => name === TEACHERS[n]);
    const digits = `48291${n}`;
    await createRosterCodes(database.mongo, database.sealer).issue(
      [member?.id ?? ''],
      () => digits,
      new Date(),
    );
    const second: Said = { platform: away, sender: `coded${n}` };
    const reply = await say(`绑定 ${digits}`, second);
    expect(reply).toContain('请用您原来的账号私聊发送');
    expect(await say(`绑定 ${digits}`, second)).toBe(reply);
    expect(await say('查 辍学', second)).toContain('需要先绑定身份');
    const line = match(reply, /绑定 合并 \w{4}/);
    expect(await say(line, { platform: home, sender: `first${n}` })).toContain('已合并');
    expect(await say(`绑定 ${digits}`, { platform: away, sender: `thief${n}` })).toMatch(WRONG);
    expect(await say('查 辍学', second)).toContain('合计');
  });
});

describe('who is reached where', () => {
  const contacts = () => program.app.built.services.contacts;
  const settled = async (): Promise<void> => {
    await contacts().settled();
  };

  it('绑定 in a private chat opens the channel, whatever becomes of the binding', async () => {
    const sender = 'opener';
    expect(await contacts().addressOf({ platform: 'wecom', kind: 'person', id: sender })).toBeUndefined();
    await say('绑定 000000', { platform: 'wecom', sender });
    await settled();
    expect(
      await twin.app.built.services.contacts.addressOf({ platform: 'wecom', kind: 'person', id: sender }),
    ).toEqual({ kind: 'person', id: sender, spoken: true });
  });

  it('a message on DingTalk leaves its session, in private and in a group', async () => {
    await say('帮助', { platform: 'dingtalk', sender: 'tong' });
    await say('帮助', { platform: 'dingtalk', sender: 'tong', group: 'cid-tong' });
    await settled();
    const session = { url: expect.stringContaining('/robot/sendBySession?session=') };
    expect(await contacts().addressOf({ platform: 'dingtalk', kind: 'person', id: 'tong' })).toMatchObject({
      session,
      spoken: true,
    });
    expect(await contacts().addressOf({ platform: 'dingtalk', kind: 'group', id: 'cid-tong' })).toMatchObject(
      {
        session,
        webhook: { url: expect.stringContaining('access_token='), secret: 'SECabcdef' },
      },
    );
    expect(await contacts().reachable({ platform: 'dingtalk', userId: 'tong' })).toEqual(['dingtalk.person']);
  });

  it('neither session nor push address lies open in the database', async () => {
    const { db } = program.app.database.mongo;
    for (const name of ['contacts', 'county_versions', 'waiting']) {
      const all = JSON.stringify(await db.collection(name).find().toArray());
      expect(all).not.toMatch(/sendBySession|access_token|SECabcdef|绑定/);
    }
  });
});

describe.each(['wecom', 'dingtalk'] as const)('代录 on %s', (platform: PlatformName) => {
  const tong: Said = { platform, sender: 'tong' };
  const report = async (line: string): Promise<string> => match(await say(line, tong), NUMBER);

  it.each([
    ['报辍学 桐渡镇中心小学 疑似', '代'],
    ['报隐患 桐渡镇中心小学 围墙开裂', '代录'],
  ])('after %s, as %s: in private with office, words and recorder, and in 个案', async (line, word) => {
    const no = await report(line);
    expect(await say(`${word} 派出所 已入户核实 ${no} 未见到人`, tong)).toBe(
      `已代录 ${no}：派出所 已入户核实 未见到人（记录人 桑小满）。看全部进展请发：\n个案 ${no}`,
    );
    const view = await say(`个案 ${no}`, { platform, sender: 'bureau' });
    expect(view).toContain('代录：派出所 已入户核实 未见到人（记录人 桑小满）');
  });

  it('in a group with number and township only', async () => {
    const no = await report('报辍学 桐渡镇中心小学 疑似');
    const reply = await say(`代 民政局 已受理 ${no}`, { ...tong, group: 'cid-tong' });
    expect(reply).toBe(`已代录 ${no}（桐渡镇）。详情请到私聊看。\n私聊发送：\n个案 ${no}`);
    expect(await say(`个案 ${no}`, { ...tong, group: 'cid-tong' })).not.toContain('民政局');
  });

  it('by whoever may not see the file is answered like one that does not exist', async () => {
    const no = await report('报辍学 桐渡镇中心小学 疑似');
    const foreign = await say(`代 民政局 已受理 ${no}`, { platform, sender: 'liu' });
    expect(foreign).toBe(await say('代 民政局 已受理 9999', { platform, sender: 'liu' }));
    expect(await say(`代 民政局 已受理 ${no}`, { platform, sender: 'nobody' })).toContain('需要先绑定身份');
    expect(await say(`个案 ${no}`, tong)).not.toContain('代录：');
  });

  it('asks for what is missing, in private only', async () => {
    const no = await report('报辍学 桐渡镇中心小学 疑似');
    expect(await say(`代 ${no}`, tong)).toContain('哪个单位办到哪一步');
    expect(await say('民政局 已受理', tong)).toContain(`已代录 ${no}：民政局 已受理`);
    expect(await say(`代 民政局 ${no}`, tong)).toContain('办到了哪一步');
    expect(await say('已发补助', tong)).toContain(`已代录 ${no}：民政局 已发补助`);
    expect(await say('代 民政局 已受理', tong)).toContain('是哪一件');
    expect(await say(no, tong)).toContain(no);
    expect(await say(`代 ${no}`, { ...tong, group: 'cid-tong' })).toContain('私聊发送');
  });

  it('is one entry for one message, however often and wherever it comes', async () => {
    const no = await report('报辍学 桐渡镇中心小学 疑似');
    const message = id();
    const replies = await Promise.all(
      [program, twin, program, twin].map((each) =>
        say(`代 民政局 已受理 ${no}`, { ...tong, id: message }, each),
      ),
    );
    expect(new Set(replies.filter((reply) => reply !== '')).size).toBe(1);
    await Promise.all([say(`代 派出所 已入户 ${no}`, tong), say(`代 司法所 已约谈 ${no}`, tong, twin)]);
    const view = await say(`个案 ${no}`, tong);
    expect(view.match(/代录：/g)).toHaveLength(3);
  });

  it('is not stored in words that can be read', async () => {
    const no = await report('报辍学 桐渡镇中心小学 疑似');
    await say(`代 民政局 见到了测试甲的奶奶 ${no}`, tong);
    const stored = await program.app.database.mongo.db.collection('dropouts').findOne({ no });
    expect(JSON.stringify(stored)).not.toMatch(/民政局|测试甲/);
  });
});

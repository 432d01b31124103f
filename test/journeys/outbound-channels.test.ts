import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeliveryView, Notice, Target } from '../../src/delivery/types.ts';
import {
  newId,
  type Outbound,
  type Saying,
  startOutbound,
  tidy,
  until,
} from '../support/outbound-program.ts';
import type { Way } from '../support/outbound-vendor.ts';

const HOOK = 'access-token-of-the-webhook';
const SECRET = 'SEC-of-the-webhook';
const KEY = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';

const COLLEAGUES = Array.from({ length: 20 }, (_, n) => `colleague-${n}`);
/** Twenty names that no two share. */
const namedBy = (n: number): string => `${'赵钱孙李周'.charAt(n % 5)}${'甲乙丙丁'.charAt(Math.floor(n / 5))}`;

const countyAt = (base: string): string =>
  [
    'county: { name: 测试县, code: "990103", duty_phone: "0900-110110" }',
    'townships:',
    '  - { name: 桐渡镇 }',
    'schools:',
    '  - { name: 桐渡镇中心小学, township: 桐渡镇, kind: 小学 }',
    'members:',
    '  - { name: 卞知秋, role: 教育局, post: 主任, wecom: bureau, dingtalk: bureau }',
    '  - { name: 桑小满, role: 乡镇, township: 桐渡镇, wecom: tong, dingtalk: tong }',
    '  - { name: 卓谷雨, role: 教师, school: 桐渡镇中心小学, dingtalk: teacher }',
    '  - { name: 池白露, role: 教师, school: 桐渡镇中心小学, wecom: teacher }',
    ...COLLEAGUES.map(
      (id, n) => `  - { name: ${namedBy(n)}, role: 教师, school: 桐渡镇中心小学, dingtalk: ${id} }`,
    ),
    'groups:',
    `  - { name: 乡镇群, audience: 乡镇, township: 桐渡镇, dingtalk: { chat: cid-hook, webhook: "${base}/robot/send?access_token=${HOOK}", secret: ${SECRET} }, wecom: { chat: wr-hook, webhook: "${base}/cgi-bin/webhook/send?key=${KEY}" } }`,
    '  - { name: 工作群, audience: 乡镇, township: 桐渡镇, dingtalk: { chat: cid-plain }, wecom: { chat: wr-plain } }',
  ].join('\n');

let world: Outbound;
const outbox = () => world.program.app.outbox;
const group = (platform: 'wecom' | 'dingtalk', id: string): Target => ({ platform, kind: 'group', id });
const person = (platform: 'wecom' | 'dingtalk', id: string): Target => ({ platform, kind: 'person', id });

/** Posts one notice; what became of it, once it is no longer on its way. */
async function told(text: string, target: Target, over: Partial<Notice> = {}): Promise<DeliveryView> {
  const notice: Notice = {
    id: newId(),
    kind: 'test',
    priority: 'normal',
    title: '值班通知',
    text,
    targets: [target],
    ...over,
  };
  await outbox().post([notice]);
  for (let looks = 0; looks < 400; looks += 1) {
    const all = await outbox().list({ target, limit: 50 });
    const view = all.find(({ noticeId }) => noticeId === notice.id);
    if (view && view.state !== 'due' && view.state !== 'sending') return view;
    await sleep(25);
  }
  throw new Error(`still under way: ${text}`);
}

/** Whom a vendor showed these words, by this way. */
const shownTo = (way: Way, text: string): readonly string[] =>
  world.vendor.shown.filter((one) => one.way === way && one.text.includes(text)).map(({ to }) => to);
const pushed = (text: string): readonly string[] =>
  world.wecom.shown
    .filter(({ cmd, body }) => cmd === 'aibot_send_msg' && JSON.stringify(body).includes(text))
    .map(({ chat }) => chat);
const everywhere = (text: string): number =>
  world.vendor.shown.filter((one) => one.text.includes(text)).length + pushed(text).length;

/** Somebody says something there, so that the bot may speak there too. */
async function speak(saying: Saying): Promise<void> {
  await world.say('帮助', saying);
  await world.program.app.built.services.contacts.settled();
}

beforeAll(async () => {
  world = await startOutbound({ county: countyAt, withApp: true, signing: { [HOOK]: SECRET } });
});
afterAll(() => world.stop());

describe('a notice to a group', () => {
  it('of DingTalk where nobody spoke goes by its own webhook, signed', async () => {
    expect(await told('网络推送一', group('dingtalk', 'cid-hook'))).toMatchObject({
      state: 'sent',
      channel: 'dingtalk.webhook',
    });
    expect(shownTo('dingtalk.webhook', '网络推送一')).toEqual([HOOK]);
  });

  it('of DingTalk without a webhook goes by the API', async () => {
    expect(await told('接口推送二', group('dingtalk', 'cid-plain'))).toMatchObject({
      state: 'sent',
      channel: 'dingtalk.group',
    });
    expect(shownTo('dingtalk.group', '接口推送二')).toEqual(['cid-plain']);
  });

  it('of DingTalk where somebody has just spoken goes into that session', async () => {
    const id = newId();
    await speak({ platform: 'dingtalk', sender: 'tong', group: 'cid-plain', id });
    expect(await told('会话推送三', group('dingtalk', 'cid-plain'))).toMatchObject({
      state: 'sent',
      channel: 'dingtalk.session',
    });
    expect(shownTo('dingtalk.session', '会话推送三')).toEqual([id]);
  });

  it('of WeCom where nobody spoke goes by its own webhook', async () => {
    expect(await told('网络推送四', group('wecom', 'wr-hook'))).toMatchObject({
      state: 'sent',
      channel: 'wecom.webhook',
    });
    expect(shownTo('wecom.webhook', '网络推送四')).toEqual([KEY]);
  });

  it('of WeCom where somebody spoke goes over the connection', async () => {
    await speak({ platform: 'wecom', sender: 'tong', group: 'wr-plain' });
    expect(await told('连接推送五', group('wecom', 'wr-plain'))).toMatchObject({
      state: 'sent',
      channel: 'wecom.socket',
    });
    expect(pushed('连接推送五')).toEqual(['wr-plain']);
  });

  it('of WeCom that nothing reaches waits until somebody speaks there', async () => {
    const notice = { id: newId(), kind: 'test', priority: 'normal', title: '通知' } as const;
    const target = group('wecom', 'wr-new');
    await outbox().post([{ ...notice, text: '等候推送六', targets: [target] }]);
    await sleep(1_500);
    expect(await outbox().list({ target, limit: 1 })).toMatchObject([{ state: 'due', waiting: 'channel' }]);
    await speak({ platform: 'wecom', sender: 'tong', group: 'wr-new' });
    await until('it is shown', () => pushed('等候推送六').length > 0);
    expect(pushed('等候推送六')).toEqual(['wr-new']);
  });
});

describe('a notice to a person', () => {
  it('of DingTalk goes one-to-one', async () => {
    expect(await told('个人推送一', person('dingtalk', 'bureau'))).toMatchObject({
      state: 'sent',
      channel: 'dingtalk.person',
    });
    expect(shownTo('dingtalk.person', '个人推送一')).toEqual(['bureau']);
  });

  it('of WeCom who never spoke goes by the self-built app', async () => {
    expect(await told('应用推送二', person('wecom', 'bureau'))).toMatchObject({
      state: 'sent',
      channel: 'wecom.app',
    });
    expect(shownTo('wecom.app', '应用推送二')).toEqual(['bureau']);
  });

  it('of WeCom who has spoken goes over the connection', async () => {
    await speak({ platform: 'wecom', sender: 'bureau' });
    expect(await told('连接推送三', person('wecom', 'bureau'))).toMatchObject({
      state: 'sent',
      channel: 'wecom.socket',
    });
    expect(pushed('连接推送三')).toEqual(['bureau']);
  });

  it('goes to many of DingTalk in one call, and to each once', async () => {
    const before = world.vendor.tokens.dingtalk;
    const targets = COLLEAGUES.map((id) => person('dingtalk', id));
    await outbox().post([
      { id: newId(), kind: 'test', priority: 'normal', title: '通知', text: '全体推送四', targets },
    ]);
    await until('everybody is told', () => shownTo('dingtalk.person', '全体推送四').length === 20);
    expect(new Set(shownTo('dingtalk.person', '全体推送四'))).toEqual(new Set(COLLEAGUES));
    expect(world.vendor.tokens.dingtalk).toBe(before);
  });
});

describe('whatever is posted', () => {
  it('under the same id is shown once', async () => {
    const target = group('dingtalk', 'cid-hook');
    const id = newId();
    await Promise.all([
      told('只此一次', target, { id }),
      told('只此一次', target, { id }),
      told('只此一次', target, { id }),
    ]);
    expect(everywhere('只此一次')).toBe(1);
  });
});

describe('who joins their second account', () => {
  const say = (text: string, platform: 'wecom' | 'dingtalk', sender: string) =>
    world.say(text, { platform, sender });
  const inPrivate = (sender: string): readonly string[] =>
    world.vendor.shown
      .filter(({ way, to }) => way === 'dingtalk.person' && to === sender)
      .map(({ text }) => tidy(text));

  it('is asked on DingTalk one-to-one, and told on WeCom over the connection', async () => {
    const asked = await say('绑定 桐渡镇中心小学 班主任 卓谷雨', 'wecom', 'second');
    await say(/绑定 同意 \w{4}/.exec(asked)?.[0] ?? '', 'wecom', 'tong');
    const agreed = await say('确认', 'wecom', 'tong');
    const merge = /绑定 合并 \w{4}/.exec(agreed)?.[0] ?? '';
    await until('the first account is asked', () => inPrivate('teacher').length > 0);
    expect(inPrivate('teacher')).toEqual([expect.stringContaining(merge)]);
    expect(await say(merge, 'dingtalk', 'teacher')).toContain('已合并');
    await until('the second account is told', () => pushed('合并完成').length > 0);
    expect(pushed('合并完成')).toEqual(['second']);
    expect(await say('查 隐患', 'wecom', 'second')).toContain('合计');
  });
});

describe('contacts', () => {
  it('hold whoever spoke, and only where', async () => {
    const { contacts } = world.program.app.built.services;
    await contacts.settled();
    expect(await contacts.addressOf(group('wecom', 'wr-plain'))).toMatchObject({ spoken: true });
    expect(await contacts.addressOf(group('wecom', 'wr-hook'))).toMatchObject({ spoken: false });
    expect(await contacts.addressOf(group('dingtalk', 'cid-plain'))).toMatchObject({
      spoken: true,
      session: { url: expect.stringContaining('/robot/sendBySession?session=') },
    });
    expect(await contacts.reachable({ platform: 'wecom', userId: 'bureau' })).toEqual([
      'wecom.socket',
      'wecom.app',
    ]);
  });

  it('and deliveries lie sealed in the database', async () => {
    const { db } = world.program.app.database.mongo;
    for (const name of ['contacts', 'deliveries', 'county_versions', 'inbox']) {
      const all = JSON.stringify(await db.collection(name).find().toArray());
      expect(all).not.toMatch(/sendBySession|access_token|SEC-of|推送|绑定/);
    }
  });

  it('needed one token of each vendor, and nothing was refused', () => {
    expect(world.vendor.tokens).toEqual({ dingtalk: 1, wecom: 1 });
    expect(world.vendor.refusals).toEqual([]);
    expect(world.wecom.refusals).toEqual([]);
    expect(world.dingtalk.complaints).toEqual([]);
  });
});

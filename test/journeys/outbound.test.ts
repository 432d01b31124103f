import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { phonePhoto } from '../media/pictures.ts';
import { newId, type Outbound, type Saying, startOutbound, until } from '../support/outbound-program.ts';
import { WecomClient } from '../support/wecom-client.ts';
import { typedInGroups } from './leaks.ts';
import { lastLine, linesOf, numberIn, PLATFORMS, type PlatformName } from './talk.ts';
import { GROUPS, type GroupName, PEOPLE, type PersonName, WANGXI } from './wangxi.ts';

/** What a person gets for a line, in private or in `group`. */
function talkIn(world: Outbound, platform: PlatformName) {
  return (who: PersonName, text: string, group?: GroupName, more: Partial<Saying> = {}): Promise<string> =>
    world.say(text, {
      platform,
      sender: PEOPLE[who][platform],
      ...(group === undefined ? {} : { group: GROUPS[group][platform] }),
      ...more,
    });
}

/** Work on all, `lanes` at a time. */
async function inTurns<T>(all: readonly T[], lanes: number, work: (one: T) => Promise<void>): Promise<void> {
  const queue = all.values();
  const lane = async (): Promise<void> => {
    for (const one of queue) await work(one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

describe('an office without a public address', () => {
  let world: Outbound;
  beforeAll(async () => {
    world = await startOutbound({ county: WANGXI });
  });
  afterAll(() => world.stop());

  const filesOf = (kind: 'dropouts' | 'hazards') =>
    world.program.app.database.mongo.db.collection(kind).countDocuments({});

  it('has no door for the platforms', async () => {
    for (const path of ['/webhooks/wecom', '/webhooks/dingtalk']) {
      const response = await fetch(world.program.app.url + path, { method: 'POST', body: '{}' });
      expect(response.status).toBe(404);
    }
  });

  describe.each(PLATFORMS)('on %s', (platform) => {
    const talk: ReturnType<typeof talkIn> = (...said) => talkIn(world, platform)(...said);

    it('is helped, in private and in a group', async () => {
      expect(await talk('tongdu', '帮助')).toContain('报辍学');
      expect(await talk('tongdu', '帮助', 'tongdu')).toContain('报辍学');
    });

    it('reports, sees and takes back', async () => {
      const no = numberIn(await talk('tongdu', '报隐患 桐渡镇中心小学 楼梯扶手松动'));
      expect(await talk('tongdu', `个案 ${no}`)).toContain('楼梯扶手松动');
      expect(await talk('tongdu', '撤回')).toContain(`已撤回 ${no}`);
    });

    it('binds a stranger with an officer’s word', async () => {
      const sender = `newcomer-${platform}`;
      const name = platform === 'wecom' ? '卓白露' : '邬芒种';
      const asked = await talk('stranger', `绑定 桐渡镇中心小学 班主任 ${name}`, undefined, { sender });
      const code = /绑定 同意 (\w{4})/.exec(asked)?.[1] ?? '';
      await talk('tongdu', `绑定 同意 ${code}`);
      expect(await talk('tongdu', '确认')).toContain('已同意');
      expect(await talk('stranger', '查 隐患', undefined, { sender })).toContain('合计');
    });

    it('shows photographs, each with a key of its own', async () => {
      const photo = await phonePhoto(640, 480);
      const receipt = await talk('village', '', undefined, {
        extra: withPhotos(world, platform, photo, '报隐患 枫树水库 警示牌倒了'),
      });
      const no = numberIn(receipt);
      expect(await talk('village', no)).toContain('照片2张');
      const owner = `${platform}:${PEOPLE.village[platform]}`;
      const photos = world.program.app.database.mongo.db.collection('photos');
      let states: unknown[] = [];
      const look = async (): Promise<void> => {
        states = (await photos.find({ owner }).toArray()).map(({ state }) => state);
        if (states.some((state) => state !== 'fetched')) setTimeout(() => void look(), 100);
      };
      await look();
      await until('both are fetched', () => states.length === 2 && states.every((one) => one === 'fetched'));
    });

    it('hears a message twice and acts once', async () => {
      const before = await filesOf('hazards');
      const saying = { platform, sender: PEOPLE.tongdu[platform], id: newId() };
      const line = '报隐患 桐渡镇中心小学 第9处围墙裂缝';
      for (let times = 0; times < 3; times += 1) world.bring(line, saying);
      await until('it is answered', () => world.answersTo(saying.id).length > 0);
      const first = world.answersTo(saying.id)[0];
      world.bring(line, saying);
      await sleep(1_500);
      // WeCom's gateway takes one end of a stream; on DingTalk a second reply would be a second message.
      expect(new Set(world.answersTo(saying.id))).toEqual(new Set([first]));
      if (platform === 'dingtalk') expect(world.answersTo(saying.id)).toHaveLength(1);
      expect(await filesOf('hazards')).toBe(before + 1);
    });

    it('keeps what was on its way when the connection broke, once, and answers once', async () => {
      const before = await filesOf('hazards');
      const saying = { platform, sender: PEOPLE.liucha[platform], id: newId() };
      await until('somebody is connected', () => world.bring('报隐患 柳汊镇芦苇荡小学 护栏松动', saying));
      await sleep(3);
      if (platform === 'wecom') world.wecom.drop('aibJourney');
      else world.dingtalk.break('drop', 'all');
      await until('it is answered', () => world.answersTo(saying.id).length > 0);
      await sleep(1_500);
      expect(world.answersTo(saying.id)).toHaveLength(1);
      expect(world.answersTo(saying.id)[0]).toContain('已登记');
      expect(await filesOf('hazards')).toBe(before + 1);
    });

    it('reads no child’s data in a group', async () => {
      const people: readonly PersonName[] = ['tongdu', 'bureau', 'principal', 'stranger'];
      const groups: readonly GroupName[] = ['tongdu', 'bureau', 'unknown', 'parents', 'school'];
      const typed = fc.sample(typedInGroups, { seed: 7, numRuns: 50 });
      const leaks: string[] = [];
      await inTurns([...typed.entries()], 6, async ([n, one]) => {
        const reply = await talk(people[n % 4] ?? 'tongdu', one.text, groups[n % 5] ?? 'tongdu');
        if (one.secrets.some((secret) => reply.includes(secret))) leaks.push(`${one.text} -> ${reply}`);
        if (one.personal && !reply.includes('马上长按撤回')) leaks.push(`no recall: ${one.text} -> ${reply}`);
      });
      expect(leaks).toEqual([]);
    });
  });

  it('spoke by the rules of both platforms all the time', () => {
    expect(world.dingtalk.complaints).toEqual([]);
    expect(world.vendor.refusals).toEqual([]);
    const refused = world.wecom.refusals.filter(({ errcode }) => errcode !== 846_608);
    expect(refused).toEqual([]);
  });

  it('counts what DingTalk brought and what was answered there against the month', async () => {
    const { outbox } = world.program.app;
    const answers = world.vendor.shown.filter(({ way }) => way === 'dingtalk.session').length;
    // Written in the background.
    let used = 0;
    for (let looks = 0; looks < 50 && used < 2 * answers; looks += 1) {
      await sleep(50);
      used = (await outbox.quotas()).find(({ quota }) => quota === 'message')?.used ?? 0;
    }
    expect(used).toBeGreaterThanOrEqual(2 * answers);
  });
});

/** A line with two photographs: on WeCom one key in base64, the other in hex. */
function withPhotos({ vendor }: Outbound, platform: PlatformName, photo: Buffer, words: string) {
  if (platform === 'dingtalk') {
    for (const name of ['one', 'two']) vendor.store(`dingtalk-${name}`, photo);
    const pictures = ['one', 'two'].map((name) => ({ type: 'picture', downloadCode: `dingtalk-${name}` }));
    return { msgtype: 'richText', text: undefined, content: { richText: [{ text: words }, ...pictures] } };
  }
  const keys = ['k'.repeat(43), 'Q'.repeat(43)];
  const images = keys.map((aesKey, n) => {
    const url = vendor.store(`wecom-${n}`, new WecomClient({ token: 'none', aesKey }).encryptBytes(photo));
    const bytes = Buffer.from(`${aesKey}=`, 'base64');
    return { msgtype: 'image', image: { url, aeskey: bytes.toString(n === 0 ? 'base64' : 'hex') } };
  });
  const text = { msgtype: 'text', text: { content: words } };
  return { msgtype: 'mixed', text: undefined, mixed: { msg_item: [text, ...images] } };
}

/** Reports of relapsed pupils by township, as a district meeting gave them; 58 more outside the district. */
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
const DISTRICT = [
  'county: { name: 测试区, code: "990102", duty_phone: "0900-110110" }',
  'townships:',
  ...RELAPSES.map(([name]) => `  - { name: ${name} }`),
  'members:',
  '  - { name: 卞知秋, role: 教育局, post: 主任, wecom: bureau, dingtalk: bureau }',
  ...RELAPSES.map(
    ([name], n) =>
      `  - { name: 专干${'甲乙丙丁戊己庚辛'[n]}, role: 乡镇, township: ${name}, wecom: t${n}, dingtalk: t${n} }`,
  ),
].join('\n');

describe('relapses of a whole district, reported through connections of our own', () => {
  let world: Outbound;
  beforeAll(async () => {
    world = await startOutbound({ county: DISTRICT });
  });
  afterAll(() => world.stop());

  it('get a number each', async () => {
    const lines = RELAPSES.flatMap(([name, count], n) =>
      Array.from({ length: count }, () => ({
        text: `/辍学 ${name} 二次辍学 八年级 男 厌学`,
        sender: `t${n}`,
        group: `cid-${n}`,
      })),
    );
    const outside = Array.from({ length: OUTSIDE }, () => ({
      text: '/辍学 区外 二次辍学 九年级 女',
      sender: 'bureau',
      group: 'cid-bureau',
    }));
    const numbers = new Set<string>();
    await inTurns([...[...lines, ...outside].entries()], 12, async ([n, { text, ...who }]) => {
      numbers.add(numberIn(await world.say(text, { platform: PLATFORMS[n % 2] ?? 'wecom', ...who })));
    });
    expect(numbers.size).toBe(189);
  }, 60_000);

  it.each(PLATFORMS)('统计 二次辍学 gives each township, 区外 last, and 189 on %s', async (platform) => {
    await world.say('绑群 局机关 无家长', { platform, sender: 'bureau', group: 'cid-meeting' });
    const answer = await world.say('统计 二次辍学', { platform, sender: 'bureau', group: 'cid-meeting' });
    expect(linesOf(answer).slice(1)).toEqual([
      ...RELAPSES.map(([name, n]) => `${name} ${n}`),
      `区外 ${OUTSIDE}`,
      '合计 189',
    ]);
    expect(lastLine(answer)).toBe('合计 189');
  });
});

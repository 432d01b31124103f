import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PictureData } from '../../src/digests/picture-data.ts';
import type { Person } from '../../src/people/types.ts';
import type { Instance } from './office.ts';
import { at, openOffice, PEOPLE } from './office.ts';

let office: Awaited<ReturnType<typeof openOffice>>;
beforeEach(async () => {
  office = await openOffice();
  await office.report('tongdu', '2026-11-10T09:00', { reason: '失联' });
  await office.report('liucha', '2026-11-12T09:00', { reportedAs: '二次辍学' });
  await office.hazard('liucha-middle', 'liucha', '2026-11-18T09:00', '重大');
});
afterEach(() => office.drop());

const BOTH = [
  { platform: 'wecom' as const, userId: 'cenlixia' },
  { platform: 'dingtalk' as const, userId: '0101' },
];
const texts = ({ told }: Instance): readonly string[] => told.map(({ text }) => text);
const to = ({ told }: Instance): readonly string[] => told.map((word) => word.to.userId);

describe('digests at their hours', () => {
  it('go to the bureau’s leaders at 8:10 on a workday, to county leaders not, to nobody before', async () => {
    const one = office.instance();
    expect(await one.give('2026-11-24T08:05')).toEqual({ given: 0, pictures: 0 });
    expect(await one.give('2026-11-24T08:10')).toEqual({ given: 1, pictures: 1 });
    expect(to(one)).toEqual(['0101']);
    expect(one.told[0]).toMatchObject({
      key: 'digest:2026-11-24:morning:head',
      kind: 'digest',
      title: '校园哨兵：今日日报',
      priority: 'normal',
      picture: { name: '2026-11-24-morning-all.png', ref: 'digest:2026-11-24-morning-all' },
    });
    expect(texts(one)[0]).toContain('①在册未返校1');
  });

  it('count as of 08:00, whatever came after', async () => {
    await office.report('tongdu', '2026-11-24T08:05');
    const one = office.instance();
    await one.give('2026-11-24T08:10');
    expect(texts(one)[0]).toContain('疑似待核1');
    expect(texts(one)[0]).toContain('截至08:00');
  });

  it('are given once per person, kind and day, by however many instances', async () => {
    const [one, two] = [office.instance(), office.instance()];
    await Promise.all([one.give('2026-11-24T08:10'), two.give('2026-11-24T08:10')]);
    await one.give('2026-11-24T08:15');
    await two.give('2026-11-24T08:20');
    const words = [...one.told, ...two.told];
    expect(new Set(words.map(({ key }) => key))).toEqual(new Set(['digest:2026-11-24:morning:head']));
    expect(new Set(words.map(({ text }) => text)).size).toBe(1);
    expect(words.length).toBeLessThanOrEqual(2);
  });

  it('reach everybody else when one person’s cannot be given', async () => {
    const heard: string[] = [];
    const one = office.instance({
      tell: async ({ to: { userId } }) => {
        if (userId === '0101') throw new Error('broken');
        heard.push(userId);
        return 'pushed';
      },
    });
    await one.readers.choose('county', { morning: '08:10', weekly: true }, at('2026-11-23T09:00'))('choice');
    await expect(one.give('2026-11-24T08:10')).rejects.toThrow('broken');
    expect(heard).toEqual(['0100']);
  });

  it('that were broken off before they were told are told with the same text', async () => {
    const broken = office.instance({
      tell: async () => {
        throw new Error('stopped');
      },
    });
    await expect(broken.give('2026-11-24T08:10')).rejects.toThrow('stopped');
    await office.report('tongdu', '2026-11-24T07:00');
    const next = office.instance();
    expect(await next.give('2026-11-24T08:15')).toEqual({ given: 1, pictures: 1 });
    expect(texts(next)[0]).toContain('疑似待核1');
    expect(await next.give('2026-11-24T08:20')).toEqual({ given: 0, pictures: 0 });
  });

  it('that were broken off are told by the account they were meant for, wherever their reader spoke since', async () => {
    const people = { everyone: async () => [{ ...(PEOPLE[0] as Person), accounts: BOTH }] };
    const contacts = (last: string) => ({
      reachable: async () => ['dingtalk.person' as const],
      lastSpoke: async ({ userId }: { userId: string }) =>
        userId === last ? at('2026-11-23T09:00') : undefined,
    });
    const broken = office.instance({
      ...{ people, contacts: contacts('0101') },
      tell: async () => {
        throw new Error('stopped');
      },
    });
    await expect(broken.give('2026-11-24T08:10')).rejects.toThrow('stopped');
    const next = office.instance({ people, contacts: contacts('cenlixia') });
    await next.give('2026-11-24T08:15');
    expect(to(next)).toEqual(['0101']);
    await next.give('2026-11-25T08:10');
    expect(to(next)).toEqual(['0101', 'cenlixia']);
  });

  it('that were missed for more than two hours are not given late', async () => {
    const one = office.instance();
    expect(await one.give('2026-11-24T10:05')).toEqual({ given: 1, pictures: 1 });
    expect(await one.give('2026-11-25T10:15')).toEqual({ given: 0, pictures: 0 });
  });

  it('go without a picture where none could be drawn', async () => {
    const one = office.instance({ paint: async () => undefined });
    expect(await one.give('2026-11-24T08:10')).toEqual({ given: 1, pictures: 0 });
    expect(one.told[0]?.picture).toBeUndefined();
  });

  it('show in their picture what changed since yesterday, and what is still missing of a duty', async () => {
    const seen: PictureData[] = [];
    const one = office.instance({
      paint: async (data) => {
        seen.push(data);
        return undefined;
      },
    });
    await one.give('2026-11-24T08:10');
    expect(seen[0]?.cards.map(({ detail }) => detail)).toEqual([
      '较昨持平，疑似待核1',
      '重大1，超期1',
      '目前没有应报任务',
    ]);
  });

  it('compare in a picture what their words compare: the week with the week before', async () => {
    await office.report('tongdu', '2026-11-24T09:00', { reportedAs: '二次辍学' });
    const seen: PictureData[] = [];
    const one = office.instance({
      paint: async (data) => {
        seen.push(data);
        return undefined;
      },
    });
    await one.give('2026-11-27T16:00');
    expect(texts(one)[0]).toContain('①在册未返校2（较上周+1），疑似待核1');
    expect(seen[0]?.cards[0]).toEqual({
      ...{ label: '在册未返校', value: '2', detail: '较上周+1，疑似待核1' },
    });
    expect(seen[0]?.bars?.title).toBe('各乡镇未返校：在册2＋疑似1＝3（县档案顺序）');
    expect(seen[0]?.bars?.rows.reduce((sum, { n }) => sum + n, 0)).toBe(3);
  });

  it('of a township speak of that township: its name, its figures, nothing of the county’s instructions', async () => {
    const one = office.instance();
    const head = { key: 'dingtalk:0101', memberId: 'head', bound: true, role: 'leader' as const };
    await one.digests.direct(head, { words: '请安全股复查', at: at('2026-11-24T09:00'), tell: () => [] })(
      'd1',
    );
    const own = { ...head, key: 'dingtalk:0202', memberId: 'tongdu', role: 'township' as const };
    for (const kind of ['evening', 'weekly', 'term'] as const) {
      const { text } = await one.digests.read({ ...own, townshipId: 'tongdu' }, kind, at('2026-11-24T17:10'));
      expect(text).toMatch(/^【桐渡镇/);
      expect(text).not.toMatch(/望溪|批示|柳汊|区外/);
      expect(text).toContain('疑似待核1');
    }
  });

  it('wait for one picture that takes too long and for no other, and all go out', async () => {
    let asked = 0;
    const one = office.instance({
      paint: async () => {
        asked += 1;
        return undefined;
      },
    });
    const township = { key: 'dingtalk:0202', memberId: 'tongdu', bound: true, role: 'township' as const };
    await one.digests.choose(township, { morning: '08:10', weekly: false }, at('2026-11-23T09:00'))('k9');
    expect(await one.give('2026-11-24T08:10')).toEqual({ given: 2, pictures: 0 });
    expect([to(one), asked]).toEqual([['0101', '0202'], 1]);
  });

  it('follow what a leader chose', async () => {
    const one = office.instance();
    const head = { key: 'dingtalk:0101', memberId: 'head', bound: true, role: 'leader' as const };
    await one.digests.choose(head, { evening: '17:30', weekly: false }, at('2026-11-23T09:00'))('k1');
    expect(await one.give('2026-11-24T08:10')).toEqual({ given: 0, pictures: 0 });
    expect(await one.give('2026-11-24T17:30')).toEqual({ given: 1, pictures: 1 });
    expect(texts(one)[0]).toMatch(/^【望溪日报】11月24日 周二 晚/);
    await one.digests.choose(head, { weekly: false }, at('2026-11-24T18:00'))('k2');
    const again = one.digests.choose(head, { evening: '17:30', weekly: false }, at('2026-11-23T09:00'));
    expect(await again('k1')).toEqual({ weekly: false });
    expect(await one.digests.settings(head)).toEqual({ weekly: false });
    expect(await one.give('2026-11-25T17:30')).toEqual({ given: 0, pictures: 0 });
  });

  it('name a unit for two days, and suggest to phone on the third', async () => {
    const one = office.instance();
    for (const day of ['20', '23', '24']) await one.give(`2026-11-${day}T08:10`);
    const [first, second, third] = texts(one);
    for (const text of [first, second]) expect(text).not.toContain('电话沟通');
    expect(first).toContain('桐渡镇失联个案9天未见入户');
    expect(second).toContain('柳汊镇初级中学重大隐患超期2天');
    expect(third).toContain('桐渡镇连续3天在列，建议电话沟通');
    expect(third).not.toContain('柳汊镇初级中学连续3天');
    await one.give('2026-11-25T08:10');
    expect(texts(one)[3]).toContain('柳汊镇初级中学连续3天在列，建议电话沟通');
  });

  it('remember what the leader read last, for a 批示 without a tag', async () => {
    const one = office.instance();
    await one.give('2026-11-24T08:10');
    const head = { key: 'wecom:other', memberId: 'head', bound: true, role: 'leader' as const };
    const draft = (time: string) => ({ words: '请安全股复查', at: at(time), tell: () => [] });
    const given = await one.digests.direct(head, draft('2026-11-24T09:00'))('d1');
    expect(given).toMatchObject({ tag: 'D1124', state: 'open', words: '请安全股复查' });
    expect(await one.digests.direct(head, draft('2026-11-24T09:01'))('d1')).toEqual(given);
    expect((await one.digests.doersOf('请安全股复查')).map(({ id }) => id)).toEqual(['safety']);
    expect((await one.digests.doersOf('尽快办')).map(({ id }) => id)).toEqual(['office', 'safety']);
  });
});

describe('the weekly digest', () => {
  it('goes to all leaders on Friday at 16:00, with the lines of four weeks', async () => {
    const one = office.instance();
    await one.give('2026-11-27T16:00');
    expect(to(one)).toEqual(['0101', '0100']);
    const lines = (texts(one)[1] ?? '').split('\n');
    expect(lines[0]).toBe('【望溪周报】11月23日-11月27日');
    expect(lines).toContain(
      '近四周（每周一点，末点为今日）：在册未返校0→0→1→1→1；未销号隐患0→0→0→1→1；返校未销号0→0→0→0→0',
    );
    expect(lines).toContain('需协调：柳汊镇初级中学重大隐患超期6天；桐渡镇失联个案17天未见入户');
    expect(lines).toContain('下周：12月10日 防溺水家长信；12月31日 季末零报告');
    expect(texts(one)[1]).not.toMatch(/[KYP]\d{2}-/);
  });

  it('tells new children by township, but no small one', async () => {
    await office.report('tongdu', '2026-11-24T09:00');
    await office.report('liucha', '2026-11-24T09:00');
    await office.report('lipo', '2026-11-25T09:00');
    const one = office.instance();
    await one.give('2026-11-27T16:00');
    expect(texts(one)[0]).toMatch(
      /新报3（(?:桐渡镇1|柳汊镇1)，其余乡镇人数少，不单列）|新报(?:3|若干)（其余/,
    );
    expect(texts(one)[0]).not.toContain('梨坳');
  });

  it('comes on the last workday of a week whose Friday is off', async () => {
    // 2026-10-01 is a Thursday: 国庆 takes Thursday and Friday.
    const one = office.instance();
    await one.give('2026-09-30T16:00');
    expect(texts(one)[0]).toMatch(/^【望溪周报】/);
    expect(await one.give('2026-10-02T16:00')).toEqual({ given: 0, pictures: 0 });
  });
});

describe('in holidays', () => {
  it('weekly takes the place of daily', async () => {
    const one = office.instance();
    // A Wednesday of the winter holidays, and its Friday.
    expect(await one.give('2026-02-04T08:10')).toEqual({ given: 0, pictures: 0 });
    await one.give('2026-02-06T16:00');
    expect(to(one)).toEqual(['0101', '0100']);
  });

  it('daily goes on in the season of drowning', async () => {
    const one = office.instance();
    expect((await one.give('2027-07-21T08:10')).given).toBe(1);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { at, openOffice } from './office.ts';

// The first workday of December 2026 is Tuesday the 1st, two workdays later is Thursday the 3rd.
let office: Awaited<ReturnType<typeof openOffice>>;
let major: string;
beforeEach(async () => {
  office = await openOffice();
  await office.report('tongdu', '2026-11-10T09:00', { reportedAs: '二次辍学' });
  await office.report('lipo', '2026-11-10T09:00');
  major = (await office.hazard('liucha-middle', 'liucha', '2026-11-18T09:00', '重大')).no;
  const late = await office.hazard('tongdu-middle', 'tongdu', '2026-11-02T09:00');
  await office.close('hazards', late.no, 'closed', '2026-11-20T09:00');
  const soon = await office.hazard('tongdu-centre', 'tongdu', '2026-11-02T09:00');
  await office.close('hazards', soon.no, 'closed', '2026-11-05T09:00');
});
afterEach(() => office.drop());

describe('the monthly circular', () => {
  it('tells a unit two workdays before that it will be named, to its own people only', async () => {
    const one = office.instance();
    expect(await one.circular('2026-12-01T08:55')).toEqual({ warned: 0, circulars: 0 });
    expect(await one.circular('2026-12-01T09:00')).toEqual({ warned: 1, circulars: 0 });
    const [word] = one.told;
    expect(word?.to.userId).toBe('0305');
    expect(word?.text).toContain('2026年11月通报将于12月3日发出');
    expect(word?.text).toContain('柳汊镇初级中学重大隐患超期10天，请于12月10日前整改销号');
    await one.circular('2026-12-01T09:05');
    expect(new Set(one.told.map(({ key }) => key)).size).toBe(1);
  });

  it('goes to the head and the office on the third day, with what was well done first', async () => {
    const one = office.instance();
    await one.circular('2026-12-01T09:00');
    one.told.length = 0;
    expect(await one.circular('2026-12-02T09:00')).toEqual({ warned: 0, circulars: 0 });
    expect(await one.circular('2026-12-03T09:00')).toEqual({ warned: 0, circulars: 2 });
    expect(await one.circular('2026-12-03T09:05')).toEqual({ warned: 0, circulars: 0 });
    expect(one.told.map((word) => word.to.userId)).toEqual(['0101', '0104']);
    const text = one.told[0]?.text ?? '';
    expect(text).toContain('【望溪县控辍保学与校园安全月度通报】2026年11月');
    expect(text).toContain(
      '在册未返校1（较上月末+1），疑似待核1；未销号隐患1（较上月末+1），其中重大1、超期1',
    );
    expect(text).toContain('二、做得好的：隐患按期销号1条（共销号2条）；全部按期的单位1个');
    expect(text).toContain('较多的是校舍3条');
    expect(text).toContain('四、须限期整改：柳汊镇初级中学重大隐患超期12天，请于12月10日前');
    expect(text).toContain('六、下月安排（本通报发出后）：12月10日 防溺水家长信；12月31日 季末零报告。');
    expect(text.indexOf('做得好的')).toBeLessThan(text.indexOf('须限期整改'));
  });

  it('names no unit that has put it right, and none that was not told', async () => {
    const one = office.instance();
    await one.circular('2026-12-01T09:00');
    await office.close('hazards', major, 'closed', '2026-12-02T10:00');
    await office.hazard('tongdu-middle', 'tongdu', '2026-11-25T09:00', '重大');
    await one.circular('2026-12-03T09:00');
    const text = one.told.at(-1)?.text ?? '';
    expect(text).toContain('四、须限期整改：无。');
    expect(text).not.toMatch(/初级中学/);
  });

  it('names no unit of which nobody could be told', async () => {
    await office.hazard('tongdu-middle', 'tongdu', '2026-11-18T09:00', '重大');
    const one = office.instance();
    await one.circular('2026-12-01T09:00');
    await one.circular('2026-12-03T09:00');
    const text = one.told.at(-1)?.text ?? '';
    expect(text).toContain('柳汊镇初级中学重大隐患超期');
    expect(text).not.toContain('桐渡镇初级中学');
  });

  it('names no unit whose warning broke off before it was told', async () => {
    const broken = office.instance({
      tell: async () => {
        throw new Error('killed');
      },
    });
    await expect(broken.circular('2026-12-01T09:00')).rejects.toThrow('killed');
    const one = office.instance();
    await one.circular('2026-12-03T09:00');
    expect(one.told[0]?.text).toContain('四、须限期整改：无。');
  });

  it('names nobody when its first day was missed', async () => {
    const one = office.instance();
    await one.circular('2026-12-03T09:00');
    expect(one.told).toHaveLength(2);
    expect(one.told[0]?.text).toContain('四、须限期整改：无。');
  });

  it('counts no small township, and carries no number of a file', async () => {
    const one = office.instance();
    await one.circular('2026-12-03T09:00');
    const text = one.told[0]?.text ?? '';
    expect(text).not.toContain('梨坳');
    expect(text).toContain('其余乡镇人数少，不单列');
    expect(text).not.toMatch(/[KYTP]\d{2}-/);
  });

  it('can be read at any time, naming nobody', async () => {
    const one = office.instance();
    const head = { key: 'dingtalk:0101', memberId: 'head', bound: true, role: 'leader' as const };
    const { text, tag } = await one.digests.read(head, 'monthly', at('2026-12-15T10:00'));
    expect(tag).toBe('D1215月');
    expect(text).toContain('四、须限期整改：无。');
  });
});

describe('the digest of a term', () => {
  it('comes on its last workday, with where it began and where it ends', async () => {
    const one = office.instance();
    // The term ends on Sunday 2027-01-31.
    expect((await one.give('2027-01-28T16:30')).given).toBe(0);
    await one.give('2027-01-29T16:30');
    const words = one.told.filter(({ key }) => key.includes(':term:'));
    expect(words.map((word) => word.to.userId)).toEqual(['0101', '0100']);
    expect(words[0]?.text).toContain('在册未返校：学期初0，现1；疑似待核1');
    expect(words[0]?.text).toContain('未销号隐患：学期初0，现1（重大1，超期1）');
    expect(words[0]?.text).toContain('隐患新登3，销号2（按期1）');
  });
});

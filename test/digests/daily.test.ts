import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Attention, WHY } from '../../src/digests/attention.ts';
import { DAILY_LENGTH, type DailyFacts, dailyText, unitsNamed } from '../../src/digests/daily.ts';
import { fill } from './texts.ts';

const BASE: DailyFacts = {
  kind: 'morning',
  tag: 'D1124',
  place: '望溪',
  limits: { days: 7, planDays: 3 },
  day: '2026-11-24',
  cutOff: '08:00',
  numbers: { registered: 13, suspected: 6, hazards: 32, major: 2, overdue: 3, lost: 1 },
  before: 14,
  duty: { title: '学校月报', expected: 120, answered: 116 },
  today: { returned: 2, struckOff: 0, newHazards: 1, closedHazards: 5 },
  attention: [
    { why: 'major-overdue', unit: 's1', name: '柳汊镇初级中学', days: 3 },
    { why: 'lost-contact', unit: 't1', name: '桐渡镇', days: 8 },
  ],
  named: new Set(),
  directives: { open: 1, doneToday: 2 },
  decides: true,
  decided: () => false,
  small: false,
  outside: true,
};
const text = (more: Partial<DailyFacts> = {}): string => dailyText(fill, { ...BASE, ...more });

describe('the morning’s digest', () => {
  it('says three numbers, the units, one thing to decide with a line to copy, and its rule', () => {
    expect(text().split('\n')).toEqual([
      '【望溪日报】11月24日 周二 早',
      '①在册未返校13（较昨-1），疑似待核6',
      '②未销号隐患32：重大2，超期3',
      '③学校月报：应报120，已报116',
      '关注：柳汊镇初级中学重大隐患超期3天；桐渡镇失联个案8天未见入户',
      '请您定：是否挂牌督办？',
      '批示 D1124 柳汊镇初级中学重大隐患挂牌督办',
      '（截至08:00；①指已认定的，含区外；超期：重大逾3天、一般逾7天）',
    ]);
  });

  it('says so when there is nothing to decide', () => {
    expect(text({ attention: [] })).toContain('\n今日无需批示\n');
    expect(text({ decided: () => true })).toContain('\n今日无需批示\n');
    expect(text({ decides: false })).not.toMatch(/批示/);
  });

  it('asks about the next unit once the first is decided', () => {
    const decided = (name: string): boolean => name === '柳汊镇初级中学';
    expect(text({ decided })).toContain('批示 D1124 桐渡镇失联个案请公安协查');
  });

  it.each([
    ['no-money', '整改资金从哪里出', '柳汊镇初级中学隐患请财务股筹资金'],
    ['other-office', '是否请部门协调', '柳汊镇初级中学隐患请部门协调'],
    ['long-overdue', '是否督办', '柳汊镇初级中学超期隐患请督办'],
    ['lost-contact', '是否请公安协查失联个案', '柳汊镇初级中学失联个案请公安协查'],
  ] as const)('asks of %s what is to be decided about it', (why, question, words) => {
    const asked = text({ attention: [{ why, unit: 's1', name: '柳汊镇初级中学', days: 21 }] });
    expect(asked).toContain(`请您定：${question}？\n批示 D1124 ${words}\n`);
  });

  it('names a unit whose hazards have been overdue for weeks', () => {
    const attention = [{ why: 'long-overdue', unit: 's1', name: '柳汊镇初级中学', days: 21 }] as const;
    expect(text({ attention })).toContain('关注：柳汊镇初级中学隐患超期21天\n');
  });

  it('is headed with the township it speaks of, and says the county’s own days', () => {
    const own = text({ place: '桐渡镇', outside: false, limits: { days: 10, planDays: 5 } });
    expect(own).toContain('【桐渡镇日报】');
    expect(own).toContain('超期：重大逾5天、一般逾10天');
  });

  it('names whom nobody can reach in place of a duty', () => {
    const { duty: _none, ...without } = BASE;
    expect(dailyText(fill, without)).toContain('③未返校中失联1');
  });

  it('counts emergencies where there were any, and those that nobody has answered', () => {
    expect(text({ incidents: { total: 2, unanswered: 0 } })).toContain('\n突发事件2起\n');
    expect(text({ incidents: { total: 2, unanswered: 1 } })).toContain('\n突发事件2起（1起无人知悉）\n');
    expect(text({ kind: 'evening', incidents: { total: 1, unanswered: 0 } })).toContain('\n突发事件1起\n');
    expect(text()).not.toContain('突发');
  });

  it('suggests a phone call for a unit that was named on the two days before', () => {
    expect(text({ named: new Set(['s1']) })).toContain(
      '关注：柳汊镇初级中学连续3天在列，建议电话沟通；桐渡镇失联',
    );
  });

  it('prints no count of one to four children, nor what would tell it, for a small township', () => {
    const small = text({
      small: true,
      outside: false,
      numbers: { ...BASE.numbers, registered: 3, suspected: 1 },
    });
    expect(small).toContain('①在册未返校少于5，疑似待核少于5\n');
    expect(small).not.toContain('较昨');
    expect(small).not.toContain('区外');
  });
});

describe('the evening’s digest', () => {
  it('says what the day brought', () => {
    expect(text({ kind: 'evening', tag: 'D1124晚' }).split('\n')).toEqual([
      '【望溪日报】11月24日 周二 晚',
      '今日返校2；新登隐患1，销号5；批示办结2，在办1',
      '在册未返校13，疑似待核6｜未销号隐患32（重大2，超期3）｜学校月报116/120',
      '仍卡：柳汊镇初级中学重大隐患超期3天；桐渡镇失联个案8天未见入户',
      '请您定：是否挂牌督办？',
      '批示 D1124晚 柳汊镇初级中学重大隐患挂牌督办',
      '（截至08:00；在册指已认定的，含区外）',
    ]);
  });
});

const counts = fc.nat(9_999);
const names = fc
  .array(fc.constantFrom(...'望溪县柳汊镇初级中学教学点幼儿园县直属机关第一实验'), {
    minLength: 1,
    maxLength: 30,
  })
  .map((signs) => signs.join(''));
const attention: fc.Arbitrary<Attention> = fc.record({
  why: fc.constantFrom(...WHY),
  unit: fc.string({ minLength: 1, maxLength: 4 }),
  name: names,
  days: fc.integer({ min: 1, max: 400 }),
});
const models: fc.Arbitrary<DailyFacts> = fc.record({
  kind: fc.constantFrom('morning', 'evening'),
  tag: fc.constantFrom('D1124', 'D1124晚'),
  place: names,
  limits: fc.record({ days: fc.integer({ min: 1, max: 90 }), planDays: fc.integer({ min: 1, max: 30 }) }),
  day: fc.constantFrom('2026-11-24', '2026-01-01', '2026-12-31'),
  cutOff: fc.constant('08:00'),
  numbers: fc.record({
    registered: counts,
    suspected: counts,
    hazards: counts,
    major: counts,
    overdue: counts,
    lost: counts,
  }),
  before: counts,
  duty: fc.record({ title: names, expected: counts, answered: counts }),
  today: fc.record({ returned: counts, struckOff: counts, newHazards: counts, closedHazards: counts }),
  // More in one day would be no county's.
  incidents: fc.record({
    total: fc.integer({ min: 1, max: 99 }),
    unanswered: fc.integer({ min: 0, max: 99 }),
  }),
  attention: fc.array(attention, { maxLength: 6 }),
  named: fc.array(fc.string({ minLength: 1, maxLength: 4 })).map((units) => new Set(units)),
  directives: fc.record({ open: counts, doneToday: counts }),
  decides: fc.boolean(),
  decided: fc.constant(() => false),
  small: fc.boolean(),
  outside: fc.boolean(),
});

describe('every daily digest', () => {
  it('is at most 180 characters, whatever it has to say', () => {
    fc.assert(
      fc.property(models, (facts) => {
        expect([...dailyText(fill, facts)].length).toBeLessThanOrEqual(DAILY_LENGTH);
      }),
    );
  });

  it('names at most three units, the most urgent first, and carries no case number', () => {
    fc.assert(
      fc.property(models, (facts) => {
        expect(unitsNamed(facts).length).toBeLessThanOrEqual(3);
        expect(dailyText(fill, facts)).not.toMatch(/[KYT]\d{2}-/);
      }),
    );
  });

  it('with something to decide has a line that works when copied', () => {
    fc.assert(
      fc.property(models, (facts) => {
        fc.pre(facts.decides && unitsNamed(facts).some(({ why }) => why !== 'silent'));
        const line = dailyText(fill, facts)
          .split('\n')
          .find((one) => one.startsWith('批示 '));
        expect(line?.startsWith(`批示 ${facts.tag} `)).toBe(true);
        expect((line ?? '').length).toBeGreaterThan(`批示 ${facts.tag} `.length + 5);
      }),
    );
  });
});

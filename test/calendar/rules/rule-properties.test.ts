import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCalendar } from '../../../src/calendar/calendar.ts';
import { HOLIDAY_NAMES } from '../../../src/calendar/holidays.ts';
import { datesOf } from '../../../src/calendar/rules/dates-of.ts';
import type { Base, DatePlan, Plan, Within } from '../../../src/calendar/rules/plan.ts';
import { printPlan } from '../../../src/calendar/rules/print-plan.ts';
import { planOf, readRule } from '../../../src/calendar/rules/read-rule.ts';
import { SOLAR_TERMS } from '../../../src/calendar/solar-terms.ts';
import { seasonName } from '../../../src/places/county-fields.ts';
import { processorMs } from '../../support/lived-time.ts';

const calendar = createCalendar({ seasons: [{ name: '防火期', from: '11-01', to: '03-31' }] });

const upTo = (max: number, min = 1) => fc.integer({ min, max });
const unit = fc.constantFrom('天' as const, '工作日' as const, '上学日' as const);
const half = fc.constantFrom('春季' as const, '秋季' as const);
const weekday = upTo(7);
const sorted = (max: number) =>
  fc.uniqueArray(upTo(max), { minLength: 1, maxLength: 4 }).map((days) => [...days].sort((a, b) => a - b));
const nth = fc
  .record({ n: upTo(5), back: fc.boolean(), what: fc.oneof(unit, weekday) })
  .map(({ n, back, what }) => ({ by: 'nth' as const, n: back ? -n : n, what }));
const week = fc.record({
  by: fc.constant('week' as const),
  n: fc.constantFrom(-1, 1, 2, 3, 4, 5),
  weekday,
});
const date = (max: number) => fc.record({ by: fc.constant('date' as const), days: sorted(max) });
const dated = fc.oneof(date(31), nth, week);
const counted = fc.oneof(nth, week);

const pick: fc.Arbitrary<Base> = fc.oneof(
  upTo(12).chain((month) => {
    const span = { of: '年' as const, month };
    const longest = new Date(Date.UTC(2024, month, 0)).getUTCDate();
    return fc
      .oneof(date(longest), nth, week)
      .map((picked) => ({ kind: 'pick' as const, span, pick: picked }));
  }),
  upTo(3).chain((month) =>
    dated.map((picked) => ({ kind: 'pick' as const, span: { of: '季' as const, month }, pick: picked })),
  ),
  dated.map((picked) => ({ kind: 'pick' as const, span: { of: '月' as const }, pick: picked })),
  counted.map((picked) => ({ kind: 'pick' as const, span: { of: '季' as const }, pick: picked })),
  counted.map((picked) => ({ kind: 'pick' as const, span: { of: '年' as const }, pick: picked })),
  counted.map((picked) => ({ kind: 'pick' as const, span: { of: '学期' as const }, pick: picked })),
  fc.tuple(fc.constantFrom(1, -1), fc.oneof(unit, weekday)).map(([n, what]) => ({
    kind: 'pick' as const,
    span: { of: '周' as const },
    pick: { by: 'nth' as const, n, what },
  })),
  fc.tuple(half, counted).map(([of, picked]) => ({
    kind: 'pick' as const,
    span: { of: '学期' as const, half: of },
    pick: picked,
  })),
);

const stretch: fc.Arbitrary<Base> = fc.record({
  kind: fc.constant('stretch' as const),
  name: fc.constantFrom('防溺水季', '汛期', '防火期', '寒假', '暑假', '节假日', ...HOLIDAY_NAMES),
  edge: fc.constantFrom('始' as const, '末' as const),
});

const base: fc.Arbitrary<Base> = fc.oneof(
  fc.record({ kind: fc.constant('every' as const), unit }),
  fc.record({
    kind: fc.constant('weekly' as const),
    weeks: fc.constantFrom('每' as const, '单' as const, '双' as const),
    weekdays: sorted(7),
  }),
  fc.record({
    kind: fc.constant('paced' as const),
    every: upTo(26),
    weekdays: sorted(7),
    from: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
  }),
  pick,
  fc
    .date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((day) => ({ kind: 'date' as const, day: day.toISOString().slice(0, 10) })),
  fc.record({ kind: fc.constant('solar' as const), name: fc.constantFrom(...SOLAR_TERMS) }),
  fc.record({ kind: fc.constant('lunar' as const), month: upTo(12), day: upTo(30) }),
  stretch,
  fc.constant({ kind: 'opening' as const }),
  half.map((of) => ({ kind: 'opening' as const, half: of })),
  fc.constant({ kind: 'closing' as const }),
);

const time = fc
  .record({ hour: upTo(23, 0), minute: upTo(59, 0) })
  .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

const yearly = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(5, 10));
const season: fc.Arbitrary<Within> = fc.record({
  in: fc.constant('season' as const),
  name: fc.constantFrom('防溺水季', '汛期', '防火期'),
});
const within: fc.Arbitrary<Within> = fc.oneof(
  season,
  fc.record({ in: fc.constant('stretch' as const), name: fc.constantFrom('寒假', '暑假', '寒暑假') }),
  fc.constant({ in: 'term' as const }),
  half.map((of) => ({ in: 'term' as const, half: of })),
  fc
    .uniqueArray(upTo(12), { minLength: 2, maxLength: 6 })
    .map((months) => ({ in: 'months' as const, months: [...months].sort((a, b) => a - b) })),
  fc.constant({ in: 'months' as const, months: [11, 12, 1, 2, 3] }),
  fc.record({ in: fc.constant('dates' as const), from: yearly, to: yearly }),
);

const datePlan: fc.Arbitrary<DatePlan> = fc
  .record(
    {
      base,
      time,
      within,
      inWeek: weekday,
      shift: fc
        .record({ n: upTo(53), before: fc.boolean(), unit: fc.oneof(unit, weekday) })
        .map(({ n, before, unit: of }) => ({ n: before ? -n : n, unit: of })),
      onRest: fc.constantFrom('提前' as const, '顺延' as const, '跳过' as const),
    },
    { requiredKeys: ['base', 'time'] },
  )
  .filter(isSayable);

const SEASONS = ['防溺水季', '汛期', '防火期'];
/** What comes again and again, so that it can be kept to a time of the year. */
const OFTEN = ['every', 'weekly', 'paced'];
// A season has no season around it, and from every day nothing is counted.
function isSayable({ base: days, within: inside, shift, inWeek }: DatePlan): boolean {
  if (inside?.in === 'season') {
    if (days.kind === 'stretch' && SEASONS.includes(days.name)) return false;
  } else if (inside !== undefined && !OFTEN.includes(days.kind)) return false;
  return days.kind !== 'every' || (shift === undefined && inWeek === undefined);
}

const plan: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 20, arbitrary: datePlan },
  { weight: 1, arbitrary: fc.constantFrom({ event: '高温' as const }, { event: '暴雨' as const }) },
);

describe('every rule of the language', () => {
  it('reads back from its own print as the same rule', () => {
    fc.assert(
      fc.property(plan, (meant) => {
        const text = printPlan(meant);
        const read = readRule(text);
        if (!read.ok) throw new Error(`${text}: ${read.problem.text}`);
        expect(read.rule.text).toBe(text);
        expect(planOf(read.rule)).toEqual(meant);
      }),
    );
  });

  it('has dates in order, each once, inside the days that were asked for', () => {
    fc.assert(
      fc.property(datePlan, upTo(700, 0), upTo(500, 0), (meant, start, length) => {
        const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
        const [from, to] = [day(start), day(start + length)];
        const days = datesOf({ text: printPlan(meant) }, from, to, calendar).map((each) => each.day);
        expect(days).toEqual([...new Set(days)].sort());
        for (const each of days) expect(from <= each && each <= to).toBe(true);
      }),
    );
  });

  it('has the same dates asked for at once or in two parts', () => {
    fc.assert(
      fc.property(datePlan, upTo(700, 1), (meant, cut) => {
        const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
        const ask = (from: number, to: number) =>
          datesOf({ text: printPlan(meant) }, day(from), day(to), calendar);
        expect([...ask(0, cut), ...ask(cut + 1, 730)]).toEqual(ask(0, 730));
      }),
    );
  });
});

const PIECES = [
  '每',
  '年',
  '月',
  '日',
  '周',
  '第',
  '最后',
  '个',
  '工作日',
  '上学日',
  '星期',
  '前',
  '后',
  '开学',
  '放假',
  '寒假',
  '国庆',
  '季',
  '期',
  '学期',
  '农历',
  '初',
  '廿',
  '闰',
  '遇休',
  '提前',
  '高温',
  '暴雨',
  '一',
  '十',
  '25',
  '3',
  ':',
  '点',
  '半',
  ' ',
  '，',
  '、',
  '的',
  '-',
  '.',
  '防溺水季',
  '节假日',
  '所在',
  '末',
  '到',
  '从',
  '自',
  '起',
  '隔',
  '逢',
  '双月',
  '学期中',
  '期间',
  '第一',
  '4月',
  '周一',
  '当天',
  '底',
  '\ud83d\ude00',
  '\u200b',
];

describe('any text', () => {
  it.each([
    ['of any characters', fc.string({ unit: 'binary', maxLength: 120 })],
    [
      'of the words of the language',
      fc.array(fc.constantFrom(...PIECES), { maxLength: 16 }).map((all) => all.join('')),
    ],
  ])('%s gives a rule or points at a word of it', (_what, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const read = readRule(text);
        if (read.ok) {
          expect(readRule(read.rule.text)).toEqual(read);
          return;
        }
        const { start, end, word, text: said, example } = read.problem;
        expect(word).toBe(text.slice(start, end));
        expect(start >= 0 && start <= end && end <= text.length).toBe(true);
        expect(said).toMatch(/。$/);
        expect(readRule(example).ok).toBe(true);
      }),
    );
  });

  it.each([['每'], ['一'], ['1'], ['季'], [' '], ['前'], ['第2周'], ['\ud83d\ude00']])(
    'of ten thousand times “%s” is answered at once',
    (piece) => {
      const text = piece.repeat(10_000);
      expect(processorMs(() => expect(readRule(text).ok).toBe(false))).toBeLessThan(100);
    },
  );
});

describe('season names', () => {
  const names = fc
    .tuple(
      fc.string({
        unit: fc.constantFrom(...'防溺水森林火汛高温流感冰雪寒暑开学毕业用电春秋星假'),
        minLength: 1,
        maxLength: 6,
      }),
      fc.constantFrom('季', '期'),
    )
    .map((parts) => parts.join(''));

  it('that the county file takes are read in rules', () => {
    fc.assert(
      fc.property(names, (name) => {
        fc.pre(seasonName.safeParse(name).success);
        const read = readRule(`${name}每周五`, [{ name, from: '04-01', to: '10-31' }]);
        expect(read.ok && read.rule.text).toBe(`${name} 每周五`);
      }),
    );
  });
});

import type { LocalDate } from '../../kit/local-date.ts';
import { HOLIDAY_NAMES } from '../holidays.ts';
import { FESTIVALS } from './festivals.ts';
import type { Base, DatePlan, Pick, Plan, Shift, Span, Weekday } from './plan.ts';
import { printWithin } from './print-within.ts';
import { USUAL_TIME, usualEdge } from './read-plan.ts';

/** The plan in its one spelling: days, what is counted from them, time, rest. 10:00 is left out. */
export function printPlan(plan: Plan): string {
  if ('event' in plan) return plan.event === '高温' ? '高温日' : '暴雨后';
  const { within, inWeek, shift, time, onRest } = plan;
  const parts = [
    within && printWithin(within),
    printBase(plan),
    inWeek && `所在周 ${weekdayName(inWeek)}`,
    plan.base.kind === 'paced' ? `自${printDate(plan.base.from)}` : undefined,
    shift && `${shift.n < 0 ? '前' : '后'}${Math.abs(shift.n)}${counter(shift)}`,
    time === USUAL_TIME ? undefined : time.replace(/^0/, ''),
    onRest && `遇休${onRest}`,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

const counter = ({ unit }: Shift): string =>
  unit === '天' ? '天' : `个${typeof unit === 'number' ? `星期${SIGNS[unit - 1] ?? ''}` : unit}`;
const SIGNS = '一二三四五六日';
const weekdayName = (day: Weekday): string => `周${SIGNS[day - 1] ?? ''}`;

function printBase({ base, shift }: DatePlan): string {
  switch (base.kind) {
    case 'every':
      return base.unit === '天' ? '每天' : `每个${base.unit}`;
    case 'weekly':
      return printWeekly(base.weeks, base.weekdays);
    case 'paced':
      return printPaced(base);
    case 'pick':
      return printPick(base.span, base.pick);
    case 'date':
      return printDate(base.day);
    case 'solar':
      return HOLIDAY_NAMES.includes(base.name) ? `${base.name}节气` : base.name;
    case 'lunar':
      return printLunar(base.month, base.day);
    case 'stretch':
      return printStretch(base, shift);
    case 'opening':
      return `${base.half ?? ''}开学`;
    case 'closing':
      return '放假';
  }
}

function printWeekly(weeks: '每' | '单' | '双', days: readonly Weekday[]): string {
  const signs = days.map((day) => SIGNS[day - 1]).join('、');
  return weeks === '每' ? `每周${signs}` : `${weeks}周 周${signs}`;
}

const printDate = (day: LocalDate): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

function printPaced({ every, weekdays }: Extract<Base, { kind: 'paced' }>): string {
  const days = weekdays.map((day) => SIGNS[day - 1]).join('、');
  return every === 1 ? `每周${days}` : every === 2 ? `隔周 周${days}` : `每${every}周 周${days}`;
}

function printPick(span: Span, pick: Pick): string {
  const said = printPicked(pick);
  return `${printSpan(span)}${/月$|^每月$/.test(printSpan(span)) && pick.by === 'date' ? '' : ' '}${said}`;
}

function printSpan(span: Span): string {
  if (span.of === '年') return span.month === undefined ? '每年' : `每年 ${span.month}月`;
  if (span.of === '学期') return span.half === undefined ? '每学期' : `${span.half}学期`;
  if (span.of === '月') return '每月';
  if (span.of === '周') return '每周';
  if (span.of === '段') return span.name;
  if (span.month === undefined) return '每季度';
  return span.month === 3 ? '每季度 末月' : `每季度 第${span.month}个月`;
}

function printPicked(pick: Pick): string {
  if (pick.by === 'date') return pick.days.map((day) => `${day}日`).join('、');
  if (pick.by === 'week') return `${pick.n < 0 ? '最后一周' : `第${pick.n}周`} ${weekdayName(pick.weekday)}`;
  const { n, what } = pick;
  const name = typeof what === 'number' ? `星期${SIGNS[what - 1] ?? ''}` : what;
  const noun = name === '天' ? '天' : `个${name}`;
  if (n > 0) return `第${n === 1 ? '一' : n}${noun}`;
  if (n === -1) return `最后一${noun}`;
  return typeof what === 'number' ? `倒数第${-n}${noun}` : `最后${-n}${noun}`;
}

const MONTHS = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '腊'];
const TENS = ['初', '十', '廿'];

function printLunar(month: number, day: number): string {
  const named = Object.entries(FESTIVALS).find(([, date]) => date.month === month && date.day === day);
  if (named !== undefined) return named[0];
  return `农历${MONTHS[month - 1] ?? ''}月${lunarDayName(day)}`;
}

function lunarDayName(day: number): string {
  if (day % 10 === 0) return ['初十', '二十', '三十'][day / 10 - 1] ?? '';
  return `${TENS[Math.floor(day / 10)] ?? ''}${'一二三四五六七八九'[(day % 10) - 1] ?? ''}`;
}

function printStretch({ name, edge }: Extract<Base, { kind: 'stretch' }>, shift: Shift | undefined): string {
  const goesWithout = edge === usualEdge(name, shift) && (shift !== undefined || edge === '日');
  return goesWithout ? name : `${name} ${edge === '末' ? '结束' : '开始'}`;
}

import { addDays, type LocalDate, monthEnd, monthStart, spokenDate, weekStart } from '../kit/local-date.ts';
import { isoWeek } from './iso-week.ts';
import type { Period, PeriodKind } from './rule-types.ts';
import type { Calendar } from './types.ts';

/** So many days before a term its checks and reminders are already about it. */
const BEFORE_TERM_DAYS = 14;

/**
 * The period of that kind that holds the day. In holidays 学期 is the term before, in the two weeks before a term
 * that term. Keys: `2026-11-24`, `2026W48`, `2026-11`, `2026Q4`, `2026T2` (the term that begins in the second half of
 * 2026), `2026`.
 */
export function periodOf(day: LocalDate, kind: PeriodKind, calendar: Calendar): Period {
  return READERS[kind](day, calendar);
}

const READERS: Readonly<Record<PeriodKind, (day: LocalDate, calendar: Calendar) => Period>> = {
  次: (day) => ({ kind: '次', key: day, label: spokenDate(day), from: day, to: day }),
  周: week,
  月: month,
  季: quarter,
  学期: term,
  年: year,
};

function week(day: LocalDate): Period {
  const { year: number, week: n } = isoWeek(day);
  const from = weekStart(day);
  const to = addDays(from, 6);
  const label = `${spokenDate(from)}至${spokenDate(to)}`;
  return { kind: '周', key: `${number}W${String(n).padStart(2, '0')}`, label, from, to };
}

function month(day: LocalDate): Period {
  const label = `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月`;
  return { kind: '月', key: day.slice(0, 7), label, from: monthStart(day), to: monthEnd(day) };
}

function quarter(day: LocalDate): Period {
  const number = day.slice(0, 4);
  const n = Math.ceil(Number(day.slice(5, 7)) / 3);
  const monthAt = (at: number): LocalDate => `${number}-${String(at).padStart(2, '0')}-01`;
  return {
    kind: '季',
    key: `${number}Q${n}`,
    label: `${number}年第${'一二三四'.charAt(n - 1)}季度`,
    from: monthAt(3 * n - 2),
    to: monthEnd(monthAt(3 * n)),
  };
}

function term(day: LocalDate, calendar: Calendar): Period {
  const now = calendar.termOf(day);
  const soon = calendar.termOf(addDays(day, BEFORE_TERM_DAYS));
  const { name, from, to } = day > now.to ? soon : now;
  const half = from.slice(5) < '07-01' ? 1 : 2;
  return { kind: '学期', key: `${from.slice(0, 4)}T${half}`, label: name, from, to };
}

function year(day: LocalDate): Period {
  const number = day.slice(0, 4);
  return { kind: '年', key: number, label: `${number}年`, from: `${number}-01-01`, to: `${number}-12-31` };
}

import type { LocalDate } from '../../kit/local-date.ts';

/** Which book: one school, one month `YYYY-MM`. */
export interface PatrolBookOf {
  readonly schoolId: string;
  readonly month: string;
}

/** What the outbox keeps of the file: it is made anew when it is sent. */
export function patrolRef({ schoolId, month }: PatrolBookOf): string {
  return `patrol:${schoolId}:${month}`;
}

/** The book of a reference; undefined for a reference of something else. */
export function readPatrolRef(ref: string): PatrolBookOf | undefined {
  const [, schoolId, month] = /^patrol:(.+):(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(ref) ?? [];
  return schoolId === undefined || month === undefined ? undefined : { schoolId, month };
}

/** 本月, 下月, 12月, 2026-12, 2026年12月; this month for no words at all. Undefined for other words. */
export function readMonth(text: string, today: LocalDate): string | undefined {
  const said = text.replace(/\s|的|份/g, '');
  if (said === '' || /^(?:本|这个?|当)月$/.test(said)) return today.slice(0, 7);
  if (/^下(?:个)?月$/.test(said)) return following(today.slice(0, 7));
  if (/^上(?:个)?月$/.test(said)) return monthOf(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1);
  const [, year, month] = /^(?:(\d{4})[-.年/])?(\d{1,2})月?$/.exec(said) ?? [];
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return undefined;
  return year === undefined ? nearest(Number(month), today) : monthOf(Number(year), Number(month));
}

/** 2月 said in December is the one to come; 11月 said in December the one that was. */
function nearest(month: number, today: LocalDate): string {
  const year = Number(today.slice(0, 4));
  const ahead = (month - Number(today.slice(5, 7)) + 12) % 12;
  const thisYear = monthOf(year, month);
  if (ahead <= HALF_A_YEAR) return thisYear < today.slice(0, 7) ? monthOf(year + 1, month) : thisYear;
  return thisYear > today.slice(0, 7) ? monthOf(year - 1, month) : thisYear;
}

const HALF_A_YEAR = 6;

function following(month: string): string {
  return monthOf(Number(month.slice(0, 4)), Number(month.slice(5, 7)) + 1);
}

function monthOf(year: number, month: number): string {
  const months = year * 12 + month - 1;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

import type { Within } from './plan.ts';

/** The time of the year that holds the days of a rule, in its one spelling. */
export function printWithin(within: Within): string {
  switch (within.in) {
    case 'season':
    case 'stretch':
      return within.name;
    case 'term':
      return `${within.half ?? ''}学期中`;
    case 'months':
      return printMonths(within.months);
    case 'dates':
      return `${printDay(within.from)}到${printDay(within.to)}`;
  }
}

function printMonths(months: readonly number[]): string {
  const inRow = months.every((month, n) => n === 0 || month === ((months[n - 1] ?? 0) % 12) + 1);
  if (inRow && months.length > 2) return `${months[0]}月到${months.at(-1)}月`;
  return months.map((month) => `${month}月`).join('、');
}

const printDay = (day: string): string => `${Number(day.slice(0, 2))}月${Number(day.slice(3))}日`;

import type { Calendar } from '../../calendar/types.ts';
import type { LocalDate } from '../../kit/local-date.ts';
import { findAbsences, STAYS_AWAY } from './absence.ts';
import { type DateFound, findExplicitDates } from './explicit-date.ts';
import { findRelativeDates } from './relative-date.ts';

const LEADING = /(?:自从|自|从|于|打)$/;
const TRAILING = new RegExp(
  `^ ?(?:(?:起|开始|以来|至今|之后|以后|后|就|都|一直|再也|到现在|到今天)+ ?${STAYS_AWAY}?|${STAYS_AWAY})了?`,
);

/**
 * Dates in a half-width text, in order of appearance, not overlapping, with the words around them that belong
 * to them (自…起, 后没来).
 */
export function findDates(text: string, today: LocalDate, calendar: Calendar): readonly DateFound[] {
  const all = [
    ...findAbsences(text, today, calendar),
    ...findExplicitDates(text, today),
    ...findRelativeDates(text, today, calendar),
  ].map((found) => widen(text, found));
  const kept: DateFound[] = [];
  for (const found of all.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if ((kept.at(-1)?.end ?? 0) <= found.start) kept.push(found);
  }
  return kept;
}

function widen(text: string, found: DateFound): DateFound {
  const before = LEADING.exec(text.slice(Math.max(0, found.start - 2), found.start))?.[0].length ?? 0;
  const after = TRAILING.exec(text.slice(found.end, found.end + 30))?.[0].length ?? 0;
  return { start: found.start - before, end: found.end + after, value: found.value };
}

import type { Incident } from './types.ts';

/** So often within an hour persons on duty are pushed for one stranger before anybody who is bound has acted. */
const MOST_UNANSWERED = 3;
/** What counts together. */
export const WINDOW_MS = 60 * 60_000;

/**
 * Whether one more cry of the stranger who raised these wakes nobody: as many were pushed within the hour, and since
 * the last of them that anybody bound acted on. It is recorded and answered all the same. Pure.
 */
export function criesTooOften(
  cries: readonly Pick<Incident, 'reportedAt' | 'entries'>[],
  now: Date,
): boolean {
  const acts = cries.flatMap(({ entries }) => entries.filter(({ by }) => !STRANGE.includes(by.role)));
  const since = Math.max(now.getTime() - WINDOW_MS, ...acts.map(({ at }) => at.getTime()));
  return cries.filter(({ reportedAt }) => reportedAt.getTime() > since).length >= MOST_UNANSWERED;
}

const STRANGE: readonly string[] = ['visitor', 'job'];

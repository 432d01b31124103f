import { addDays, type LocalDate } from '../kit/local-date.ts';

type Test = (day: LocalDate) => boolean;

/** The first day from `day` on that passes, going one day forwards or backwards at a time. */
export function firstFrom(day: LocalDate, passes: Test, step: 1 | -1 = 1): LocalDate {
  let found = day;
  while (!passes(found)) found = addDays(found, step);
  return found;
}

/** The n-th day after `day` that passes, before it when negative; for 0 the day itself or the first one after it. */
export function stepsFrom(day: LocalDate, n: number, passes: Test): LocalDate {
  if (n === 0) return firstFrom(day, passes);
  const step = n > 0 ? 1 : -1;
  let found = day;
  for (let left = Math.abs(n); left > 0; left -= 1) found = firstFrom(addDays(found, step), passes, step);
  return found;
}

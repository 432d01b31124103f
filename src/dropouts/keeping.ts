import { readIdNumber } from '../kit/id-number.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { PrivacyRules } from '../places/privacy-rules.ts';
import type { ChildDetails } from './child.ts';
import type { DropoutState } from './states.ts';

/** States in which nothing is to be done for the child any more. */
export const FINISHED: readonly DropoutState[] = [
  'closed',
  'transferred',
  'merged',
  'dismissed',
  'withdrawn',
];

/** What turned out to be no dropout. */
const UNFOUNDED: readonly DropoutState[] = ['dismissed', 'withdrawn'];

/** How long personal data of a finished case are kept. */
export type KeepingRules = Pick<PrivacyRules, 'keepUntilAge' | 'keepYears' | 'keepUnfoundedYears'>;

/** Changes whenever the county's rules do: days that were reckoned by others are reckoned anew. */
export function keepingRule({ keepUntilAge, keepYears, keepUnfoundedYears }: KeepingRules): string {
  return [keepUntilAge, keepYears, keepUnfoundedYears].join('/');
}

/**
 * The day until which a case that was finished on `since` keeps who the child is: their birthday at the county's age,
 * but not before the case has been over for a year; where nobody knows when they were born, so many years after.
 */
export function keepUntil(
  { state, since }: { readonly state: DropoutState; readonly since: LocalDate },
  { idNumber }: Pick<ChildDetails, 'idNumber'>,
  rules: KeepingRules,
): LocalDate {
  if (UNFOUNDED.includes(state)) return yearsAfter(since, rules.keepUnfoundedYears);
  const read = idNumber === undefined ? undefined : readIdNumber(idNumber);
  if (read?.ok !== true) return yearsAfter(since, rules.keepYears);
  const grown = yearsAfter(read.birth, rules.keepUntilAge);
  const earliest = yearsAfter(since, 1);
  return [grown, earliest].sort().at(-1) ?? grown;
}

/** The same day so many years later; of 29 February the last of the month. */
function yearsAfter(day: LocalDate, years: number): LocalDate {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return later.endsWith('-02-29') && !isLeap(Number(later.slice(0, 4))) ? `${later.slice(0, 8)}28` : later;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

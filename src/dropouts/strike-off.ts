import type { Calendar } from '../calendar/types.ts';
import { standing } from '../casefiles/undo.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { DropoutRules } from '../places/dropout-rules.ts';
import type { HeadEntry } from './heads.ts';
import { type DropoutState, isOutOfSchool } from './transitions.ts';

/** One line of the checklist before a case is struck off (销号). */
export interface StrikeOffItem {
  readonly item: StrikeOffWhat;
  readonly have: number;
  readonly need: number;
}
/** What the checklist asks for. */
export type StrikeOffWhat =
  | 'back-at-school'
  | 'school-days'
  | 'visits'
  | 'lessons'
  | 'vouched-school'
  | 'vouched-township'
  | 'exclusion-over';

/** A case as the checklist looks at it. */
export interface StruckCase {
  readonly state: DropoutState;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly entries: readonly HeadEntry[];
}

/** What the checklist is drawn up by. */
export interface StrikeOffFacts {
  readonly rules: DropoutRules;
  readonly calendar: Pick<Calendar, 'schoolDays'>;
  readonly today: LocalDate;
}

/** Whether each condition holds: one that does has as much as it needs. The bureau's approval is the decision itself. */
export function strikeOffList(file: StruckCase, facts: StrikeOffFacts): readonly StrikeOffItem[] {
  const valid = standing(file.entries);
  if (file.state === 'excluded') return [exclusionOver(valid)];
  const at = valid.findLastIndex(({ kind }) => kind === 'returned');
  const returned = valid[at];
  const out = isOutOfSchool(file.state) || returned === undefined;
  if (out) return [{ item: 'back-at-school', have: 0, need: 1 }];
  const since = valid.slice(at + 1);
  const { schoolDays, visits, vouched } = facts.rules.strikeOff;
  return [
    { item: 'school-days', have: daysAtSchool(returned, since, facts), need: schoolDays },
    { item: 'visits', have: valid.filter(({ kind }) => kind === 'visited').length, need: visits },
    ...(returned.data?.placement === '送教上门' ? [lessonsGiven(since)] : []),
    ...vouched.flatMap((whose) => (isThere(file, whose) ? [vouchedFor(since, whose)] : [])),
  ];
}

/** What is missing. */
export function strikeOffLacks(file: StruckCase, facts: StrikeOffFacts): readonly StrikeOffWhat[] {
  return strikeOffList(file, facts)
    .filter(({ have, need }) => have < need)
    .map(({ item }) => item);
}

/** Situations that end bring the child back for checking: a case is closed on those that last. */
function exclusionOver(valid: readonly HeadEntry[]): StrikeOffItem {
  const lasts = valid.findLast(({ kind }) => kind === 'excluded')?.data?.until === undefined;
  return { item: 'exclusion-over', have: Number(lasts), need: 1 };
}

function daysAtSchool(
  returned: HeadEntry,
  since: readonly HeadEntry[],
  { calendar, today }: StrikeOffFacts,
): number {
  const away = since.findLast(({ data }) => data?.attending === false)?.on;
  return calendar.schoolDays(away === undefined ? returned.on : addDays(away, 1), today);
}

function lessonsGiven(since: readonly HeadEntry[]): StrikeOffItem {
  return { item: 'lessons', have: since.reduce((sum, { data }) => sum + (data?.lessons ?? 0), 0), need: 1 };
}

const VOUCHERS = { school: ['school', 'teacher'], township: ['township'] };

function vouchedFor(since: readonly HeadEntry[], whose: 'school' | 'township'): StrikeOffItem {
  const said = since.some(({ kind, by }) => kind === 'vouched' && VOUCHERS[whose].includes(by.role));
  return { item: `vouched-${whose}`, have: Number(said), need: 1 };
}

/** Nobody is asked for the word of a school or a township that the case has none of. */
function isThere({ areaId, schoolId }: StruckCase, whose: 'school' | 'township'): boolean {
  return whose === 'school' ? schoolId !== undefined : areaId !== 'outside';
}

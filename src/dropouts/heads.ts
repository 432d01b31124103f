import type { Entry } from '../casefiles/entry.ts';
import { newestStanding, standing } from '../casefiles/undo.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { RecognitionStep } from '../places/dropout-rules.ts';
import type { ReportedAs } from './child.ts';
import type { EntryData } from './decisions.ts';
import { stepsDone } from './recognition.ts';
import type { DueCheck } from './retention.ts';
import { type Bucket, bucketOf, isOutOfSchool } from './states.ts';
import type { DropoutMove, DropoutState } from './transitions.ts';

/** What lists, jobs and figures read of a case without opening it. */
export interface DropoutHeads {
  /** The child is out of school: what `查 辍学` counts. */
  readonly open: boolean;
  readonly bucket: Bucket;
  /** Left out of counts by report date: taken back, merged, or never more than a lead or signs. */
  readonly withdrawn: boolean;
  /** The day since which the case is in its state. */
  readonly since: LocalDate;
  /** The next visit, check or end of an exclusion. */
  readonly nextDue?: LocalDate;
  readonly lost: boolean;
  /** 再辍: a mark, counted once. */
  readonly relapse: boolean;
  /** The day of the newest relapse. */
  readonly relapsedOn?: LocalDate;
  /** How far recognition has come. */
  readonly recognition?: RecognitionStep;
  readonly visits: number;
  readonly returnedOn?: LocalDate;
  readonly closedOn?: LocalDate;
  readonly excludedUntil?: LocalDate;
  readonly mergedInto?: string;
}

/** An entry as far as heads look at it. */
export type HeadEntry = Pick<Entry<DropoutMove, DropoutState>, 'id' | 'kind' | 'on' | 'to' | 'by'> & {
  readonly undoes?: string;
  readonly data?: EntryData;
};

/** A case as far as its heads follow from it. */
export interface HeadedCase {
  readonly state: DropoutState;
  readonly reportedAs: ReportedAs;
  readonly reportedOn: LocalDate;
  readonly entries: readonly HeadEntry[];
}

/** Counted nowhere by the day of its report. */
const NOWHERE: readonly Bucket[] = ['signs', 'lead', 'merged', 'withdrawn'];

/** The heads of a case as its entries leave it. */
export function dropoutHeads({ state, reportedAs, reportedOn, entries }: HeadedCase): DropoutHeads {
  const bucket = bucketOf(state);
  const valid = standing(entries);
  const newest = (...kinds: readonly DropoutMove[]) => newestStanding(valid, kinds);
  const relapsed = newest('relapsed');
  const again = reportedAs === '二次辍学';
  const inBucket = (one: Bucket, entry: HeadEntry | undefined) => (bucket === one ? entry : undefined);
  return {
    open: isOutOfSchool(state),
    bucket,
    withdrawn: NOWHERE.includes(bucket),
    since: sinceOf(entries, state),
    lost: isLost(valid),
    relapse: again || relapsed !== undefined,
    visits: valid.filter(({ kind }) => kind === 'visited').length,
    ...defined({
      nextDue: nextDue(valid, bucket),
      relapsedOn: relapsed?.on ?? (again ? reportedOn : undefined),
      recognition: recognitionOf(valid, bucket),
      returnedOn: ['returned', 'closed'].includes(bucket) ? newest('returned')?.on : undefined,
      closedOn: inBucket('closed', newest('closed'))?.on,
      excludedUntil: inBucket('excluded', newest('excluded'))?.data?.until,
      mergedInto: inBucket('merged', newest('merged'))?.data?.into,
    }),
  };
}

/** The checks after the newest return that nobody has made yet, in order. */
export function checksOpen(entries: readonly HeadEntry[]): readonly DueCheck[] {
  const valid = standing(entries);
  const returned = valid.findLastIndex(({ kind }) => kind === 'returned');
  const made = new Set(valid.slice(returned + 1).flatMap(({ data }) => data?.checks ?? []));
  return (valid[returned]?.data?.due ?? []).filter(({ check }) => !made.has(check));
}

function sinceOf(entries: readonly HeadEntry[], state: DropoutState): LocalDate {
  const before = entries.findLastIndex(({ to }) => to !== state);
  return entries[before + 1]?.on ?? entries.at(-1)?.on ?? '';
}

function nextDue(valid: readonly HeadEntry[], bucket: Bucket): LocalDate | undefined {
  if (bucket === 'returned' || bucket === 'closed') return checksOpen(valid)[0]?.on;
  if (bucket === 'excluded') return newestStanding(valid, ['excluded'])?.data?.until;
  const goesOn = ['signs', 'lead', 'suspected', 'registered'].includes(bucket);
  const visit = newestStanding(valid, ['visited', 'returned', 'relapsed', 'absent']);
  return goesOn ? visit?.data?.nextOn : undefined;
}

function recognitionOf(valid: readonly HeadEntry[], bucket: Bucket): RecognitionStep | undefined {
  if (bucket === 'registered') return 'recognised';
  if (bucket !== 'suspected') return undefined;
  const done = stepsDone(valid);
  return (['checked', 'proposed'] as const).find((step) => done.has(step));
}

/** Whoever was lost is found by a visit that reached somebody, and by coming back. */
const isFound = ({ kind, data }: Pick<HeadEntry, 'kind' | 'data'>): boolean =>
  (kind === 'visited' && data?.reached === true) ||
  (kind === 'checked-in' && data?.attending === true) ||
  ['returned', 'closed', 'transferred', 'excluded'].includes(kind);

function isLost(valid: readonly HeadEntry[]): boolean {
  return valid.findLast((entry) => entry.kind === 'lost' || isFound(entry))?.kind === 'lost';
}

/** The reason with which a report says at once that nobody can reach the child. */
const OUT_OF_REACH = '失联';

/** Whether nobody can reach the child: somebody said so, or the report did and nobody has been found since. */
export function isOutOfReach(
  { lost, entries }: { readonly lost?: boolean; readonly entries: readonly HeadEntry[] },
  reason: string | undefined,
): boolean {
  return lost === true || (reason === OUT_OF_REACH && !standing(entries).some(isFound));
}

import type { LocalDate } from '../kit/local-date.ts';
import type { ChildTraits } from './child.ts';
import type { DropoutHeads } from './heads.ts';
import type { Bucket } from './states.ts';
import type { DropoutState } from './transitions.ts';

/** At most so many files are opened for one list: of more, lists show what stands on the outside. */
export const MOST_OPENED = 300;

/** What a list is asked for, besides what the reader may see. */
export interface CaseListQuery {
  readonly buckets: readonly Bucket[];
  readonly areaId?: string;
  readonly schoolId?: string;
  readonly mark?: CaseMark;
  /** No file is opened, however few they are. */
  readonly headsOnly?: true;
  /** Only what is due by that day. */
  readonly dueBy?: LocalDate;
}

/** What marks a file in a list: past its day, out of reach, gone again, or reported by the reader. */
export type CaseMark = 'overdue' | 'lost' | 'relapse' | 'mine';

/** What of a child is looked for in files that are opened. */
export interface ListedChild extends ChildTraits {
  readonly name?: string;
  /** What was added in free words: the village stands there. */
  readonly notes?: string;
}

/** Which child is looked for; each of the words stands in the name or in what was added. */
export interface AskedChild extends Omit<ListedChild, 'notes'> {
  readonly words: readonly string[];
}

/** A file as lists read it: its heads, and the child only where files were opened. */
export interface ListedCase
  extends Pick<DropoutHeads, 'bucket' | 'lost' | 'relapse' | 'nextDue' | 'recognition' | 'since'> {
  readonly no: string;
  readonly serial: number;
  readonly state: DropoutState;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly reportedOn: LocalDate;
  /** The account that reported it: who asked for a decision does not take it. */
  readonly reporterKey: string;
  readonly child?: ListedChild;
}

/** Parts of the partition that still ask for somebody's work: what a list shows when nothing is said. */
export const UNFINISHED: readonly Bucket[] = ['signs', 'lead', 'suspected', 'registered', 'returned'];

/** Whether the child of an opened file is one that was asked for. Of the class alone it is enough that none was told. */
export function fitsChild(
  { child }: Pick<ListedCase, 'child'>,
  { name, grade, className, sex, words }: AskedChild,
): boolean {
  const same = (asked: string | undefined, has: string | undefined) => asked === undefined || asked === has;
  return (
    same(grade, child?.grade) &&
    (same(className, child?.className) || (grade !== undefined && child?.className === undefined)) &&
    same(sex, child?.sex) &&
    (name === undefined || child?.name?.includes(name) === true) &&
    words.every((word) => [child?.name, child?.notes].some((text) => text?.includes(word)))
  );
}

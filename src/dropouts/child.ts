import type { LocalDate } from '../kit/local-date.ts';

/** What a report says the child's situation is; what it becomes is decided by recognition. */
export const REPORTED_AS = ['疑似', '辍学', '二次辍学', '失学'] as const;
/** One of REPORTED_AS. */
export type ReportedAs = (typeof REPORTED_AS)[number];

/** The child behind a case. Sealed at rest; shown masked, in private only. */
export interface ChildDetails {
  readonly name?: string;
  readonly idNumber?: string;
  readonly guardian?: string;
  readonly phone?: string;
  /** Special groups (重点人群) that the child is of: 孤儿, 残疾, 留守 … */
  readonly groups?: readonly string[];
  /** Free words of the report that fit no field: may name anybody, so sealed too. */
  readonly notes?: string;
}

/** What in a small school points at one child. Sealed at rest like their name; shown in private only. */
export interface ChildTraits {
  readonly grade?: string;
  readonly className?: string;
  readonly sex?: '男' | '女';
  readonly absentSince?: LocalDate;
}

/** What somebody adds to a case afterwards; absent members change nothing. */
export interface Supplement extends ChildDetails, ChildTraits {
  readonly reason?: string;
  readonly schoolId?: string;
}

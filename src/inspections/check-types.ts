import type { Appended } from '../casefiles/appended.ts';
import type { ToTell } from '../casefiles/follow-up.ts';
import type { Reader } from '../casefiles/rights.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { CheckMove, CheckState } from './check-transitions.ts';

/** Checks that somebody is sent to. Of a 暗访 the school knows nothing until it is done. */
export const CHECK_KINDS = ['交叉检查', '专项检查', '回头查', '暗访'] as const;
/** One of CHECK_KINDS. */
export type CheckKind = (typeof CHECK_KINDS)[number];

/** Somebody who is sent to a school. */
export interface Checker {
  /** As `Person.id`. */
  readonly id: string;
  readonly name: string;
}

/** A check as it is given to somebody. */
export interface CheckDraft {
  readonly kind: CheckKind;
  readonly schoolId: string;
  /** Township id of the school. */
  readonly areaId: string;
  readonly checkers: readonly Checker[];
  readonly due: LocalDate;
  /** What is to be looked at, sealed at rest. */
  readonly words?: string;
  readonly by: By;
  readonly at: Date;
  readonly on: LocalDate;
  /** Who is told of it, once it has its number. */
  tell(no: string): readonly ToTell[];
}

/** An assigned check as the rest of the program reads it. */
export interface Check extends Omit<CheckDraft, 'tell' | 'on' | 'at'> {
  readonly id: string;
  /** `J26-0003-K` */
  readonly no: string;
  readonly state: CheckState;
  readonly closed: boolean;
  readonly owners: readonly string[];
  readonly reporterKey: string;
  readonly reportedOn: LocalDate;
  readonly entries: readonly {
    readonly id: string;
    readonly kind: CheckMove;
    readonly on: LocalDate;
    readonly by: By;
  }[];
  /** Of one that is done. */
  readonly findings: number;
}

/** What was found, and who is told that it is done. */
export interface CheckResult {
  /** How many things were found: the things themselves become hazards. */
  readonly findings: number;
  readonly by: By;
  readonly at: Date;
  readonly accounts: readonly string[];
  readonly tell: readonly ToTell[];
}

/** What became of an entry of a check. */
export type AppendedCheck = Appended<Check, CheckMove>;

/** Assigned checks: one document each. */
export interface Checks {
  assign(draft: CheckDraft): Effect<Check>;
  /** Its findings are recorded: the file ends, and whoever was not to know of it may see it now. */
  finish(no: string, result: CheckResult): Effect<AppendedCheck>;
  cancel(no: string, by: By, at: Date, tell: readonly ToTell[]): Effect<AppendedCheck>;
  find(no: string): Promise<Check | undefined>;
  /** Open ones that the reader sees, the one due first in front, at most fifty. */
  open(reader: Reader): Promise<readonly Check[]>;
  /** Open ones that are due by that day. */
  dueBy(on: LocalDate): Promise<readonly Check[]>;
}

declare module '../casefiles/found.ts' {
  interface FileKinds {
    readonly check: Check;
  }
  interface FileMoves {
    readonly check: CheckMove;
  }
}

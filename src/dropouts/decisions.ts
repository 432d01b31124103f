import type { LocalDate } from '../kit/local-date.ts';
import type { Placement } from '../places/dropout-rules.ts';
import type { Supplement } from './child.ts';
import type { RetentionCheck } from './retention.ts';

/** How somebody spoke to the family. */
export const VISIT_METHODS = ['家访', '电话', '到校', '视频', '资料'] as const;
/** One of VISIT_METHODS. */
export type VisitMethod = (typeof VISIT_METHODS)[number];

/** Why it came to this. The two named ones are for the bureau alone. */
export const CAUSES = ['家庭', '个人', '政策处置不当', '漏管'] as const;
/** One of CAUSES. */
export type Cause = (typeof CAUSES)[number];

/** What may be put right afterwards (改). */
export interface Amendment extends Omit<Supplement, 'notes'> {
  readonly foundBy?: string;
  readonly cause?: Cause;
  /** With the school, where that lies in another area. */
  readonly areaId?: string;
}

type Nothing = Readonly<Record<never, never>>;

/** What may be said beside any step of recognition: why it came to this, and who found it. */
interface Known {
  readonly cause?: Cause;
  readonly foundBy?: string;
}

/** What is asked for before the decision: recognition, or exclusion under this code, with what is there of it. */
interface Asked extends Known {
  readonly code?: string;
  readonly evidence?: string;
  readonly until?: LocalDate;
}

/** What each decision says besides who, when and in which words. */
interface Parts {
  readonly verified: Nothing;
  readonly dismissed: Nothing;
  readonly lost: Nothing;
  readonly proposed: Asked;
  readonly checked: Asked;
  readonly recognised: Known;
  readonly excluded: Known & {
    readonly code: string;
    readonly evidence: string;
    readonly until?: LocalDate;
  };
  readonly visited: {
    readonly method: VisitMethod;
    /** Somebody of the family or the child was spoken to: whoever was lost is found. */
    readonly reached: boolean;
    readonly people?: string;
    readonly result?: string;
    readonly promise?: string;
    readonly nextOn?: LocalDate;
  };
  /** A step of the county's ladder, from 1; `number` is that of the document. */
  readonly escalated: { readonly step: number; readonly number?: string };
  readonly returned: {
    readonly placement: Placement;
    readonly schoolId?: string;
    readonly grade?: string;
    readonly className?: string;
    /** 学籍 is kept: without that nobody is placed in 职教. */
    readonly enrolled?: boolean;
  };
  /** `lessons` were given at home since the last check. */
  readonly 'checked-in': { readonly attending: boolean; readonly lessons?: number };
  readonly vouched: Nothing;
  readonly closed: Nothing;
  readonly relapsed: Nothing;
  /** Where the child goes. */
  readonly transferring: { readonly place: string };
  /** What the receiving place confirmed with. */
  readonly transferred: { readonly evidence: string };
  /** The number of the file that goes on. */
  readonly merged: { readonly into: string };
  readonly unmerged: Nothing;
  readonly amended: { readonly changes: Amendment };
  readonly overruled: Nothing;
}

/** The moves that people decide on, one by one. */
export type DecidedMove = keyof Parts;

/** What every decision may carry. Words may name anybody: they are sealed. */
export interface Spoken {
  readonly words?: string;
  /** The day on which it happened; that of the message when absent. */
  readonly on?: LocalDate;
  /** Noted photos, at most three. */
  readonly photos?: readonly string[];
}

/** A decision of this move. */
export type DecisionOf<M extends DecidedMove> = { readonly move: M } & Spoken & Parts[M];
/** Any decision on a case. */
export type Decision = { [M in DecidedMove]: DecisionOf<M> }[DecidedMove];

/** What an entry says in clear: nothing of it names or points at anybody. */
export interface EntryData {
  readonly photos?: readonly string[];
  readonly code?: string;
  readonly until?: LocalDate;
  readonly cause?: Cause;
  readonly foundBy?: string;
  readonly method?: VisitMethod;
  readonly reached?: boolean;
  readonly nextOn?: LocalDate;
  /** Which visit it is, counted by the program. */
  readonly visit?: number;
  readonly step?: number;
  readonly placement?: Placement;
  readonly schoolId?: string;
  readonly enrolled?: boolean;
  /** Of a return: the checks that follow from it, and when. */
  readonly due?: readonly { readonly check: RetentionCheck; readonly on: LocalDate }[];
  /** Of a check: those it answers. */
  readonly checks?: readonly RetentionCheck[];
  readonly attending?: boolean;
  readonly lessons?: number;
  readonly into?: string;
  /** The other file of a merger, as the one that goes on notes it. */
  readonly other?: string;
  /** Of an answer to a request: the entry that asked. */
  readonly request?: string;
  /** Of a guardian's wish: the document it stands in. */
  readonly number?: string;
}

/** What an entry says under seal. */
export interface EntrySaid {
  readonly words?: string;
  readonly people?: string;
  readonly result?: string;
  readonly promise?: string;
  readonly evidence?: string;
  /** Of a step of the ladder: the number of the document, and what the county has written down for the step. */
  readonly number?: string;
  readonly basis?: string;
  readonly reviewer?: string;
  readonly authority?: string;
  readonly grade?: string;
  readonly className?: string;
  readonly place?: string;
  /** Of an amendment: what stood there, and what stands there now. */
  readonly before?: Amendment;
  readonly changes?: Amendment;
}

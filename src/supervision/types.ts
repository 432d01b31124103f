import type { Appended } from '../casefiles/appended.ts';
import type { ToTell } from '../casefiles/follow-up.ts';
import type { Reader } from '../casefiles/rights.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { SupervisionMove, SupervisionState } from './transitions.ts';

/** What an answer (回执) says: what was done, whether it is finished, and pictures. */
export interface Answer {
  readonly words: string;
  readonly finished: boolean;
  readonly photos: readonly string[];
}

/** A 督办 as a command hands it over. */
export interface SupervisionDraft {
  /** The number of the hazard or case it is about. */
  readonly about: string;
  readonly areaId: string;
  /** The school that answers; the township where there is none. */
  readonly schoolId?: string;
  readonly due: LocalDate;
  /** What is asked, sealed at rest. */
  readonly words?: string;
  readonly by: By;
  readonly at: Date;
  readonly on: LocalDate;
  /** Who is told of it, once it has its number. */
  tell(no: string): readonly ToTell[];
}

/** One line of the history of a 督办. */
export interface SupervisionEntry {
  readonly id: string;
  readonly kind: SupervisionMove;
  readonly on: LocalDate;
  readonly by: By;
  readonly finished?: boolean;
  readonly words?: string;
}

/** A 督办 as the rest of the program reads it. */
export interface Supervision extends Omit<SupervisionDraft, 'tell' | 'at' | 'on'> {
  readonly id: string;
  /** `B26-0003-K` */
  readonly no: string;
  readonly state: SupervisionState;
  readonly reporterKey: string;
  readonly reportedOn: LocalDate;
  readonly entries: readonly SupervisionEntry[];
}

/** A move on a 督办 that is there. */
export interface SupervisionStep {
  readonly move: Exclude<SupervisionMove, 'issued'>;
  readonly answer?: Answer;
  readonly words?: string;
  readonly by: By;
  readonly at: Date;
  readonly accounts: readonly string[];
  readonly tell: readonly ToTell[];
}

/** What became of an entry of a 督办. */
export type AppendedSupervision = Appended<Supervision, SupervisionMove>;

/** 督办: one document each, with a number of its own. */
export interface Supervisions {
  issue(draft: SupervisionDraft): Effect<Supervision>;
  step(no: string, step: SupervisionStep): Effect<AppendedSupervision>;
  find(no: string): Promise<Supervision | undefined>;
  /** Open ones that the reader sees, the one due first in front, at most fifty. */
  open(reader: Reader): Promise<readonly Supervision[]>;
  /** Those that wait for an answer that is due by that day. */
  dueBy(on: LocalDate): Promise<readonly Supervision[]>;
}

declare module '../casefiles/found.ts' {
  interface FileKinds {
    readonly supervision: Supervision;
  }
  interface FileMoves {
    readonly supervision: SupervisionMove;
  }
}

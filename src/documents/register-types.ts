import type { Appended } from '../casefiles/appended.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import type { FilledDocument } from './blocks.ts';
import type { Subject } from './kinds.ts';
import type { IssuedMove, IssuedState } from './register-transitions.ts';

/** Whose document it is: a file by its number, a school by its id. No name of a child. */
export interface SubjectOf {
  readonly subject: Subject;
  /** Case or hazard number, or the id of a school. */
  readonly of: string;
  readonly areaId: string;
  readonly schoolId?: string;
}

/** A document as somebody signs it. */
export interface Signing extends SubjectOf {
  readonly kindId: string;
  readonly name: string;
  readonly authority: string;
  /** `望教控字〔{年}〕{序}号` */
  readonly rule: string;
  /** 签发人 */
  readonly signer: string;
  /** 成文日期; its year is that of the number. */
  readonly dated: LocalDate;
  readonly by: By;
  readonly at: Date;
  /** What the paper says under this number. */
  filled(number: string): FilledDocument;
}

/** A document in the register. */
export interface Issued extends SubjectOf {
  readonly id: string;
  readonly number: string;
  readonly kindId: string;
  readonly name: string;
  readonly authority: string;
  readonly signer: string;
  readonly dated: LocalDate;
  readonly state: IssuedState;
  /** The case it is about has forgotten its child: nobody reads what it said any more. */
  readonly erased: boolean;
  /** Of one that is void: why. */
  readonly reason?: string;
  readonly by: By;
  readonly at: Date;
}

/** Every document that was ever numbered. A number is given once, and stays with its document, void ones too. */
export interface Register {
  /** Sign a document and give it the next number of its authority, rule and year; the same one for the same key. */
  sign(signing: Signing): Effect<Issued>;
  /** The document counts no more; its number stays taken. */
  voided(id: string, reason: string, by: By, at: Date): Effect<Appended<Issued, IssuedMove>>;
  /** What signed papers of this case say goes, and why they are void; that they were signed and voided stays. */
  eraseOf(no: string): Promise<void>;
  /** By its number, however its brackets were typed. */
  find(number: string): Promise<Issued | undefined>;
  /** What the signed paper says. */
  paper(id: string): Promise<FilledDocument | undefined>;
  /** The documents of one file or school, the newest first. */
  of(subject: Pick<SubjectOf, 'of'>): Promise<readonly Issued[]>;
  /** What this person sees of the register, the newest first, at most `limit`. */
  list(reader: Actor, limit: number): Promise<readonly Issued[]>;
}

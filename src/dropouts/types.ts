import type { Appended } from '../casefiles/appended.ts';
import type { Entry } from '../casefiles/entry.ts';
import type { ToTell } from '../casefiles/follow-up.ts';
import type { LookAlikes } from '../casefiles/look-alikes.ts';
import type { OwnFile } from '../casefiles/pointed-at.ts';
import type { Reader } from '../casefiles/rights.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { OnBehalf } from '../people/on-behalf.ts';
import type { DropoutRules } from '../places/dropout-rules.ts';
import type { SchoolKind } from '../places/place.ts';
import type { CaseListQuery, ListedCase } from './case-list.ts';
import type { ChildDetails, ChildTraits, ReportedAs, Supplement } from './child.ts';
import type { Aftercare } from './child-back.ts';
import type { Cause, Decision, EntryData, EntrySaid } from './decisions.ts';
import type { DropoutHeads } from './heads.ts';
import type { KeepingRules } from './keeping.ts';
import type { Lack } from './lacks.ts';
import type { Stage } from './stage.ts';
import type { StrikeOffItem } from './strike-off.ts';
import type { Tip } from './tip.ts';
import type { DropoutMove, DropoutState } from './transitions.ts';

export type { ChildDetails, ChildTraits, ReportedAs, Supplement } from './child.ts';

/** A report as a command hands it over. */
export interface DropoutDraft extends ChildTraits {
  /** Township id, or `outside`. */
  readonly areaId: string;
  readonly schoolId?: string;
  /** Of the school: says the stage where no grade is given. */
  readonly schoolKind?: SchoolKind;
  readonly reportedAs: ReportedAs;
  readonly reason?: string;
  /** 学校, 乡镇, 督查, 数据比对, 群众反映. */
  readonly foundBy?: string;
  readonly child: ChildDetails;
  readonly by: By;
  readonly at: Date;
  readonly on: LocalDate;
  readonly photos: readonly string[];
  /** Somebody nobody knows said it: a lead (待核), which counts nowhere. */
  readonly tip?: Tip;
  /** It begins as no suspicion: a lead to be looked into (线索), or signs before any absence (关注). Neither is counted. */
  readonly begins?: 'lead' | 'watched-signs';
}

/** One line of a case's history. */
export interface CaseEntry extends Omit<Entry<DropoutMove, DropoutState>, 'after' | 'followed'> {
  /** Of an entry of kind `on-behalf`. */
  readonly onBehalf?: OnBehalf;
  /** Of a decision: what it says, in clear and unsealed. */
  readonly data?: EntryData;
  readonly said?: EntrySaid;
}

/** A case as the rest of the program reads it. */
export interface DropoutCase extends ChildTraits {
  readonly id: string;
  /** `K26-0417-F` */
  readonly no: string;
  readonly state: DropoutState;
  readonly open: boolean;
  readonly reportedAs: ReportedAs;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly stage?: Stage;
  readonly reason?: string;
  readonly foundBy?: string;
  readonly cause?: Cause;
  readonly heads: DropoutHeads;
  /** The day from which it is not known any more who the child is. */
  readonly erasedOn?: LocalDate;
  /** Persons who were let in beside those of its area. */
  readonly owners?: readonly string[];
  readonly reportedAt: Date;
  readonly reportedOn: LocalDate;
  readonly reporter: By;
  /** The account that reported it. */
  readonly reporterKey: string;
  readonly entries: readonly CaseEntry[];
}

/** What became of an entry of a case. */
export type AppendedCase = Appended<DropoutCase, DropoutMove>;

/** What became of a decision: of a refused one also what is missing. */
export type DecidedCase = AppendedCase & {
  readonly lacks?: readonly Lack[];
  /** Of one that was not made: moves that the state allows, and that are still waiting for something. */
  readonly unready?: readonly DropoutMove[];
};

/** Who decides, and when. `accounts` are all account keys of the person; the one in `by` alone when absent. */
export interface Deciding {
  readonly by: By;
  readonly at: Date;
  readonly accounts?: readonly string[];
  /** Who is told of it, once it is made. */
  readonly tell?: readonly ToTell[];
}

/** Dropout cases: one document each. */
export interface DropoutStore {
  /** Open a new case; always a new number for a new key, the same case for the same key. */
  report(draft: DropoutDraft): Effect<DropoutCase>;
  /**
   * Withdraw a report of the same day that nobody else has acted on. `accounts` are all account keys of the person;
   * the one in `by` alone when absent.
   */
  withdraw(no: string, by: By, at: Date, accounts?: readonly string[]): Effect<AppendedCase>;
  /**
   * Add what was missing (one entry; later words win, notes are kept one under the other). `photos` that were noted
   * before go with it.
   */
  supplement(
    no: string,
    details: Supplement,
    by: By,
    at: Date,
    photos?: readonly string[],
  ): Effect<AppendedCase>;
  /** Record what an office outside the organisation did (one entry, sealed). */
  onBehalf(no: string, note: OnBehalf, by: By, at: Date): Effect<AppendedCase>;
  /** Its school is part of another one now: the case is there from then on (one entry). */
  move(
    no: string,
    to: { readonly schoolId: string; readonly areaId: string },
    by: By,
    at: Date,
  ): Effect<AppendedCase>;
  /** The numbers of open cases of these schools. */
  openAt(
    schoolIds: readonly string[],
  ): Promise<readonly { readonly no: string; readonly schoolId: string }[]>;
  /**
   * Make a decision on a case (one entry, its words sealed). Declined where the state does not allow it; `refused`
   * where something is missing, with what. Rights are the caller's matter, but who asked never decides, and who
   * decided never corrects.
   */
  decide(no: string, decision: Decision, deciding: Deciding): Effect<DecidedCase>;
  /** Why the decision would not be made now; undefined when it would be. Changes nothing. */
  judge(no: string, decision: Decision, deciding: Deciding): Promise<DecidedCase | undefined>;
  /** How this county controls dropouts, as in force. */
  rules(): Promise<DropoutRules>;
  /** Children who are back, or gone again in these days, with what is to be asked about them. */
  aftercare(at: Date): Promise<readonly Aftercare[]>;
  /** Checks that are due within the reader's sight, the earliest first, at most 20. */
  checksDue(reader: Reader, at: Date): Promise<readonly { readonly no: string; readonly on: LocalDate }[]>;
  /** What striking the case off needs, and how much of it is there; undefined when there is no such case. */
  strikeOff(no: string, at: Date): Promise<readonly StrikeOffItem[] | undefined>;
  /** Note in a case what became of another one that went on in it, or no longer does; when it cannot, the other one is put back. */
  link(link: CaseLink, made: { readonly by: By; readonly at: Date }): Effect<'noted' | 'put-back'>;
  /** Leads without a whereabouts become suspected after the county's days; exclusions that ended become leads. */
  age(at: Date): Promise<{ readonly matured: number; readonly expired: number }>;
  /**
   * The files that this reader may see, by their heads; at most so many as lists open also say which child it is. Who
   * gave a tip is nothing to look for.
   */
  list(reader: Reader, query: CaseListQuery, today: LocalDate): Promise<readonly ListedCase[]>;
  /**
   * Somebody asks to see a file that is another's (one entry). Nothing comes back, whether the number is known, asked
   * for already, or one too many of the day.
   */
  request(no: string, words: string, asking: Deciding): Effect<void>;
  /** The request is answered (one entry); who is granted it sees the file from then on. */
  answerRequest(
    no: string,
    answer: { readonly request: string; readonly granted: boolean },
    deciding: Deciding,
  ): Effect<AppendedCase>;
  /** A guardian asks for deletion: the document it was recorded under (one entry). Somebody else decides. */
  askErasure(no: string, number: string, deciding: Deciding): Effect<AppendedCase>;
  /** The file forgets who the child is (one entry): what happened when, and what it counts as, stays. */
  erase(no: string, deciding: Deciding): Effect<AppendedCase>;
  /** Erases every finished case whose day has come; resolves to how many. Safe to break off and to run again. */
  eraseDue(rules: KeepingRules, at: Date, signal?: AbortSignal): Promise<number>;
  /** Takes what was sealed in the entries of an erased file before out of the database; rejects while something of it waits to be told. */
  stripErased(no: string): Promise<void>;
  find(no: string): Promise<DropoutCase | undefined>;
  /** The child's details, unsealed; callers mask them before they are shown. */
  child(no: string): Promise<ChildDetails | undefined>;
  /**
   * The child's details with address and phone, for one of those who answer for them: given only once it is journaled
   * who had them. Undefined when there is no such case.
   */
  contact(no: string, by: By, at: Date): Effect<ChildDetails | undefined>;
  /** How often addresses and phones were given out in the county, both days included. */
  contactsGiven(from: LocalDate, to: LocalDate): Promise<number>;
  /**
   * Cases of the same child (keyed hashes of ID number, or of name + school) that are not over, as far as the reader may
   * hear of them; children who are back are another matter.
   */
  lookAlikes(of: DropoutCase, child: ChildDetails, reader: Reader): Promise<LookAlikes>;
  /** Cases of this child, who came back and may be gone again, as far as the reader may hear of them. */
  cameBack(child: ChildDetails, schoolId: string | undefined, reader: Reader): Promise<LookAlikes>;
  /** Cases that the program moved on by itself since that day and nobody has looked at: each with that entry. */
  agedSince(day: LocalDate): Promise<readonly { readonly file: DropoutCase; readonly entry: CaseEntry }[]>;
  /** Newest report by this account, or one of these accounts of one person, on this day that is still to be withdrawn. */
  lastBy(keys: string | readonly string[], on: LocalDate): Promise<DropoutCase | undefined>;
  /** Cases that these accounts reported that day and may still take back, newest first. */
  recentBy(keys: readonly string[], on: LocalDate): Promise<readonly OwnFile[]>;
  /** The newest one of that day, whatever became of it. */
  newestBy(keys: readonly string[], on: LocalDate): Promise<DropoutCase | undefined>;
}

/** `other` was merged into the case `file`, or taken out of it again. */
export interface CaseLink {
  readonly file: string;
  /** A case has no end that others share: `ended` is noted nowhere. */
  readonly move: 'joined' | 'parted' | 'ended';
  readonly other: string;
}

declare module '../casefiles/found.ts' {
  interface FileKinds {
    readonly dropout: DropoutCase;
  }
  interface FileMoves {
    readonly dropout: DropoutMove;
  }
}

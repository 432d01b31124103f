import type { Appended } from '../casefiles/appended.ts';
import type { Entry } from '../casefiles/entry.ts';
import type { LinkFile, ToTell } from '../casefiles/follow-up.ts';
import type { LookAlikes } from '../casefiles/look-alikes.ts';
import type { OwnFile } from '../casefiles/pointed-at.ts';
import type { Reader } from '../casefiles/rights.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { OnBehalf } from '../people/on-behalf.ts';
import type { HazardRules } from '../places/hazard-rules.ts';
import type { Decision, EntryData, EntrySaid } from './decisions.ts';
import type { FindingLevel } from './found-at.ts';
import type { HazardListQuery, HazardRow } from './hazard-list.ts';
import type { HazardHeads } from './heads.ts';
import type { Lack } from './lacks.ts';
import type { HazardLevel } from './level.ts';
import type { HazardMove, HazardState } from './transitions.ts';

export type { HazardLevel } from './level.ts';

/** A report as a command hands it over. */
export interface HazardDraft {
  /** Township id, or `outside`. */
  readonly areaId: string;
  readonly schoolId?: string;
  readonly placeId: string;
  readonly description: string;
  /** 食堂, 校舍 … where on the spot, if it was said. */
  readonly category?: string;
  readonly level: HazardLevel;
  /** What its words may meet, so that it is to be judged; who is told so. */
  readonly maybeMajor?: { readonly criterion: string; readonly edition: string };
  readonly tell?: readonly ToTell[];
  readonly by: By;
  readonly at: Date;
  readonly on: LocalDate;
  readonly photos: readonly string[];
  /** At which level it was found, if that is known. */
  readonly foundAt?: FindingLevel;
  /** Nobody the county knows reports it: their first ten of a day count at once, further ones wait. */
  readonly stranger?: Stranger;
}

/** Somebody nobody knows, and who is told that their word waits. */
export interface Stranger {
  /** Whose day it counts in: an account, or the chat where the platform withholds it. */
  readonly key: string;
  /** Who is told of the first one of a day that waits in that area; `waiting` is how many there are with it. */
  tell(waiting: number): readonly ToTell[];
}

/** A hazard as the rest of the program reads it. */
export interface Hazard {
  readonly id: string;
  /** `Y26-1032-M` */
  readonly no: string;
  readonly state: HazardState;
  readonly open: boolean;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly placeId: string;
  readonly description: string;
  readonly category?: string;
  readonly level: HazardLevel;
  readonly foundAt?: FindingLevel;
  readonly heads: HazardHeads;
  /** Who rectifies and who follows up. */
  readonly owners?: readonly string[];
  readonly reportedAt: Date;
  readonly reportedOn: LocalDate;
  readonly reporter: By;
  /** The account that reported it. */
  readonly reporterKey: string;
  readonly entries: readonly HazardEntry[];
}

/** One line of a hazard's history. */
export interface HazardEntry extends Omit<Entry<HazardMove, HazardState>, 'after' | 'followed'> {
  /** Of an entry of kind `on-behalf`. */
  readonly onBehalf?: OnBehalf;
  /** Of a decision: what it says, in clear and unsealed. */
  readonly data?: EntryData;
  readonly said?: EntrySaid;
}

/** What became of an entry of a hazard. */
export type AppendedHazard = Appended<Hazard, HazardMove>;

/** What became of a decision: of a refused one also what is missing. */
export type DecidedHazard = AppendedHazard & { readonly lacks?: readonly Lack[] };

/** Who decides, and when. `accounts` are all account keys of the person; the one in `by` alone when absent. */
export interface Deciding {
  readonly by: By;
  readonly at: Date;
  readonly accounts?: readonly string[];
  /** Who is told of it, once it is made. */
  readonly tell?: readonly ToTell[];
}

/** Hazards: one document each. The description may name people, so it is sealed at rest. */
export interface HazardStore {
  report(draft: HazardDraft): Effect<Hazard>;
  /**
   * Withdraw a report of the same day that nobody else has acted on. `accounts` are all account keys of the person;
   * the one in `by` alone when absent.
   */
  withdraw(no: string, by: By, at: Date, accounts?: readonly string[]): Effect<AppendedHazard>;
  /** Take over what a stranger reported: from now on it counts, and its days begin. */
  take(no: string, by: By, at: Date): Effect<AppendedHazard>;
  /** What waits to be taken over of what the reader sees, oldest first, at most fifty. */
  waiting(reader: Reader): Promise<readonly Hazard[]>;
  /** Record what an office outside the organisation did (one entry, sealed). */
  onBehalf(no: string, note: OnBehalf, by: By, at: Date): Effect<AppendedHazard>;
  /** Its school is part of another one now: the hazard is there from then on (one entry). */
  move(
    no: string,
    to: { readonly schoolId: string; readonly areaId: string },
    by: By,
    at: Date,
  ): Effect<AppendedHazard>;
  /** The numbers of open hazards of these schools. */
  openAt(
    schoolIds: readonly string[],
  ): Promise<readonly { readonly no: string; readonly schoolId: string }[]>;
  /**
   * Make a decision on a hazard (one entry, its words sealed). Declined where the state does not allow it; `refused`
   * where something is missing, with what. Rights are the caller's matter, but who reported or rectified never accepts,
   * and who follows up never rectifies.
   */
  decide(no: string, decision: Decision, deciding: Deciding): Effect<DecidedHazard>;
  /** What would keep the decision from being made now, without making it; undefined: nothing. */
  consider(no: string, decision: Decision, deciding: Deciding): Promise<DecidedHazard | undefined>;
  /**
   * Ask for the second look at every hazard whose day for it has come (one entry each), and tell those whom `toldOf`
   * names. How many there were; safe to ask again.
   */
  askRechecks(at: Date, toldOf: (file: Hazard) => Promise<readonly ToTell[]>): Promise<number>;
  /** Listed hazards whose progress of the week should have been told by that day, oldest first. */
  progressDue(on: LocalDate): Promise<readonly Hazard[]>;
  /** Listed hazards that the reader sees, by area, at most fifty. */
  listed(reader: Reader): Promise<readonly Hazard[]>;
  /**
   * Note in `file` what became of `other`, by the program: that it goes on in it, no longer does, or that both are gone.
   * `put-back`: the file had ended meanwhile, and the other one stands by itself again.
   */
  link(
    link: Omit<LinkFile, 'kind'>,
    made: {
      readonly by: By;
      readonly at: Date;
      /** Who is told that one that had gone on in another one is gone. */
      readonly tell: (file: Hazard) => readonly ToTell[];
    },
  ): Effect<'noted' | 'put-back'>;
  /** The hazards that this reader may see, by their heads; at most so many as lists open also with their words. */
  list(reader: Reader, query: HazardListQuery, today: LocalDate): Promise<readonly HazardRow[]>;
  /** Hazards whose reward was decided and not fetched yet, oldest first, at most fifty. */
  rewardsOpen(): Promise<readonly Hazard[]>;
  /** What a reward that this effect decides is fetched with: nobody without the key can foretell it. */
  rewardCode(key: string): string;
  /** The county's rules. */
  rules(): Promise<HazardRules>;
  find(no: string): Promise<Hazard | undefined>;
  /** Open hazards at the same place with a similar description, as far as the reader may hear of them. */
  lookAlikes(of: Hazard, reader: Reader): Promise<LookAlikes>;
  lastBy(keys: string | readonly string[], on: LocalDate): Promise<Hazard | undefined>;
  /** Hazards that these accounts reported that day and may still take back, newest first. */
  recentBy(keys: readonly string[], on: LocalDate): Promise<readonly OwnFile[]>;
  /** The newest one of that day, whatever became of it. */
  newestBy(keys: readonly string[], on: LocalDate): Promise<Hazard | undefined>;
}

declare module '../casefiles/found.ts' {
  interface FileKinds {
    readonly hazard: Hazard;
  }
  interface FileMoves {
    readonly hazard: HazardMove;
  }
}

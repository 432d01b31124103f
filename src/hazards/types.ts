import type { Appended } from '../casefiles/appended.ts';
import type { Entry } from '../casefiles/entry.ts';
import type { ToTell } from '../casefiles/follow-up.ts';
import type { LookAlikes } from '../casefiles/look-alikes.ts';
import type { Reader } from '../casefiles/rights.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { OnBehalf } from '../people/on-behalf.ts';
import type { HazardMove, HazardState } from './transitions.ts';

/** 一般 or 重大 (安监总局令第16号 art. 3). */
export type HazardLevel = '一般' | '重大';

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
  readonly by: By;
  readonly at: Date;
  readonly on: LocalDate;
  readonly photos: readonly string[];
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
}

/** What became of an entry of a hazard. */
export type AppendedHazard = Appended<Hazard, HazardMove>;

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
  find(no: string): Promise<Hazard | undefined>;
  /** Open hazards at the same place with a similar description, as far as the reader may hear of them. */
  lookAlikes(of: Hazard, reader: Reader): Promise<LookAlikes>;
  lastBy(keys: string | readonly string[], on: LocalDate): Promise<Hazard | undefined>;
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

import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { OnBehalf } from '../people/on-behalf.ts';

/** 一般 or 重大 (安监总局令第16号 art. 3). */
export type HazardLevel = '一般' | '重大';

/** States of a hazard (design §4). */
export type HazardState =
  | 'reported'
  | 'assigned'
  | 'rectifying'
  | 'submitted'
  | 'accepted'
  | 'closed'
  | 'rejected'
  | 'withdrawn';

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
  readonly entries: readonly {
    readonly id: string;
    readonly kind: string;
    readonly at: Date;
    readonly by: By;
    /** Of an entry of kind `on-behalf`. */
    readonly onBehalf?: OnBehalf;
  }[];
}

/** Hazards: one document each. The description may name people, so it is sealed at rest. */
export interface HazardStore {
  report(draft: HazardDraft): Effect<Hazard>;
  /** `accounts` are all account keys of the person; their own alone when absent. */
  withdraw(no: string, by: By, at: Date, accounts?: readonly string[]): Effect<boolean>;
  /** Record what an office outside the organisation did (one entry, sealed); undefined: no such hazard, or withdrawn. */
  onBehalf(no: string, note: OnBehalf, by: By, at: Date): Effect<Hazard | undefined>;
  find(no: string): Promise<Hazard | undefined>;
  /** Open hazards at the same place with a similar description, newest first, at most 3. */
  lookAlikes(of: Hazard): Promise<readonly { readonly no: string; readonly areaId: string }[]>;
  lastBy(keys: string | readonly string[], on: LocalDate): Promise<Hazard | undefined>;
  numbersBySerial(serial: number): Promise<readonly string[]>;
}

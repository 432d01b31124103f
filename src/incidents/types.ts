import type { Appended } from '../casefiles/appended.ts';
import type { Entry } from '../casefiles/entry.ts';
import type { ToTell } from '../casefiles/follow-up.ts';
import type { Reader } from '../casefiles/rights.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { EmergencyKind } from '../places/emergency-kinds.ts';
import type { Chain } from './chain.ts';
import type { IncidentMove, IncidentState } from './transitions.ts';

/** Somebody who was told; not `pushed`: no channel reached them, it waits for their next message. */
export interface Told {
  readonly person: string;
  readonly pushed: boolean;
  /** Keys of the accounts by which they were; absent of older entries. */
  readonly accounts?: readonly string[];
}

/** An emergency somebody told the bot of (突发事件初报): not a hazard, kept apart. `T26-0003-C`. */
export interface Incident {
  readonly id: string;
  readonly no: string;
  readonly state: IncidentState;
  readonly kind: EmergencyKind;
  /** For the one person named for it alone. */
  readonly closed: boolean;
  /** What was said. */
  readonly words: string;
  readonly areaId?: string;
  readonly reportedAt: Date;
  readonly reportedOn: LocalDate;
  readonly reporter: By;
  /** The account that reported it. */
  readonly reporterKey: string;
  /** Persons on duty for it. */
  readonly owners: readonly string[];
  readonly chain: Chain;
  /** How many steps of the chain were told. */
  readonly steps: number;
  readonly entries: readonly (Pick<Entry, 'id' | 'kind' | 'at' | 'by'> & {
    readonly told?: readonly Told[];
    /** Of a follow-up: what was said. */
    readonly words?: string;
  })[];
}

/** Who is told with an entry: what each of them reads, and what is noted of it. */
export interface Telling {
  readonly told: readonly Told[];
  /** How many steps of the chain are told by then. */
  readonly steps: number;
  /** When the next is, if nobody answers; absent at the end of the chain. */
  readonly alarmAt?: Date;
  tell(incident: Incident): readonly ToTell[];
}

/** A report, and who is told of it at once. */
export interface IncidentDraft extends Telling {
  readonly words: string;
  readonly kind: EmergencyKind;
  readonly closed: boolean;
  readonly chain: Chain;
  readonly areaId?: string;
  readonly by: By;
  readonly at: Date;
  readonly on: LocalDate;
}

/** A push that was to tell somebody on duty: the id of its notice, and the account. */
export interface Push {
  readonly notice: string;
  readonly to: string;
}

/** An incident that waits for an answer, and the pushes of its newest step, person by person. */
export interface Awaited {
  readonly incident: Incident;
  readonly pushes: readonly (readonly Push[])[];
}

/** 续报 or 终报: how it went on. */
export interface NewsOfIncident {
  readonly kind: 'follow-up' | 'final';
  readonly words: string;
  readonly by: By;
  readonly at: Date;
  /** Who hears that there is news. */
  readonly tell: readonly ToTell[];
}

/** What became of an entry of an incident. */
export type AppendedIncident = Appended<Incident, IncidentMove>;

/** Incidents: one document each, the words sealed at rest. */
export interface IncidentStore {
  report(draft: IncidentDraft): Effect<Incident>;
  /** Nobody answered: the next are told. Declined when somebody did, or another instance was faster. */
  tellNext(incident: Incident, telling: Telling, at: Date): Effect<AppendedIncident>;
  /** 知悉: somebody takes it, nobody else is told any more. */
  acknowledge(no: string, by: By, at: Date): Effect<AppendedIncident>;
  /** 误报: it counts nowhere any more. `tell`: who hears of that. */
  falseAlarm(no: string, by: By, at: Date, tell: readonly ToTell[]): Effect<AppendedIncident>;
  /** 续报, 终报: recorded, the words sealed. */
  addNews(no: string, news: NewsOfIncident): Effect<AppendedIncident>;
  find(no: string): Promise<Incident | undefined>;
  /** Those that this reader may see, of these townships: what has not ended, and what was told since; newest first. */
  list(
    reader: Reader,
    asked: { readonly from: Date; readonly areaIds?: readonly string[] },
  ): Promise<readonly Incident[]>;
  /** Those that this person is on duty for and that have not ended, oldest first, at most twenty. */
  openOf(memberId: string): Promise<readonly Incident[]>;
  /** Those whose next step is due. */
  due(now: Date): Promise<readonly Incident[]>;
  /** Those whose next step comes later, with how the newest one was told. */
  awaited(now: Date): Promise<readonly Awaited[]>;
  /** What this account reported after `since`, but what is for one person alone. */
  criedBy(reporterKey: string, since: Date): Promise<readonly Incident[]>;
  /** The newest one that these accounts reported that day, whatever became of it. */
  newestBy(accounts: readonly string[], on: LocalDate): Promise<Incident | undefined>;
  /**
   * How many were reported after `from` until `to`, and how many of them nobody has answered; of these areas only, where
   * any are given. What turned out to be false counts nowhere, and what is for one person alone is nobody's figure.
   */
  count(
    from: Date,
    to: Date,
    areaIds?: readonly string[],
  ): Promise<{ readonly total: number; readonly unanswered: number }>;
  /** How many of the last week nobody has answered although everybody was told, or nobody could be, by `before`. */
  unanswered(before: Date): Promise<number>;
}

declare module '../casefiles/found.ts' {
  interface FileKinds {
    readonly incident: Incident;
  }
  interface FileMoves {
    readonly incident: IncidentMove;
  }
}

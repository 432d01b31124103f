import type { Trail } from './audit/types.ts';
import type { Calendar } from './calendar/types.ts';
import type { Files } from './casefiles/found.ts';
import type { FullViews, SignIns } from './console/types.ts';
import type { Digests } from './digests/types.ts';
import type { DeliveryLog } from './doctor/delivery-log-types.ts';
import type { Doctor } from './doctor/types.ts';
import type { Documents } from './documents/types.ts';
import type { DropoutStore } from './dropouts/types.ts';
import type { DutyStore } from './duties/types.ts';
import type { Figures } from './figures/types.ts';
import type { CriteriaEdition } from './hazards/major-criteria.ts';
import type { HazardStore } from './hazards/types.ts';
import type { Alarm } from './incidents/alarm.ts';
import type { IncidentStore } from './incidents/types.ts';
import type { Checks } from './inspections/check-types.ts';
import type { OfficerVisits } from './inspections/officer-visits.ts';
import type { Permits } from './inspections/permit-types.ts';
import type { Inspections } from './inspections/types.ts';
import type { Photos } from './media/types.ts';
import type { LastFiles } from './people/last-files.ts';
import type { Contacts } from './people/reach.ts';
import type { Tell } from './people/tell.ts';
import type { People } from './people/types.ts';
import type { Waiting } from './people/waiting-store.ts';
import type { Gazetteer } from './places/gazetteer.ts';
import type { Reminders } from './reminders/types.ts';
import type { Supervisions } from './supervision/types.ts';

/** Everything a command can reach, as types only; built once by the composition root. */
export interface Services {
  readonly people: People;
  readonly contacts: Contacts;
  readonly waiting: Waiting;
  /** Tells one account something in private: now, or at its next private message. */
  readonly tell: Tell;
  readonly places: { current(): Promise<Gazetteer> };
  /** The phone number of somebody of the county file, in full: shown masked. */
  readonly phones: { phoneOf(memberId: string): Promise<string | undefined> };
  readonly calendar: { current(): Promise<Calendar> };
  /** Whether words that many units will read tell who a person is, also by a bare name. Errs towards yes. */
  readonly namesSomebody: (words: string) => Promise<boolean>;
  /** Whether words that many will read may be about one person or class: who typed them is asked once. */
  readonly mayMeanSomebody: (words: string) => Promise<boolean>;
  readonly dropouts: DropoutStore;
  readonly hazards: HazardStore;
  /** The edition by which hazards of this county are judged to be major. */
  readonly criteria: { current(): Promise<CriteriaEdition> };
  readonly incidents: IncidentStore;
  /** Tells persons on duty of emergencies. */
  readonly alarm: Alarm;
  /** What many units must answer by a day, and what they answered. */
  readonly duties: DutyStore;
  /** Forms of inspection and what was signed. */
  readonly inspections: Inspections;
  /** Checks that somebody is sent to. */
  readonly checks: Checks;
  /** 督办 and their answers. */
  readonly supervisions: Supervisions;
  /** When the six officers came to schools and were called there. */
  readonly officerVisits: OfficerVisits;
  /** Permits and certificates that run out. */
  readonly permits: Permits;
  /** What leaders read, and what they instruct. */
  readonly digests: Digests;
  readonly files: Files;
  /** Which file each account spoke of last by its number. */
  readonly lastFiles: LastFiles;
  /** Printed documents, and the register of those that were signed. */
  readonly documents: Documents;
  readonly figures: Figures;
  /** What comes round by the calendar or by an event. */
  readonly reminders: Reminders;
  readonly photos: Photos;
  /** Who did what, provably. */
  readonly trail: Trail;
  /** What went out and how; a person has the last word on a resend. */
  readonly deliveries: DeliveryLog;
  readonly doctor: Doctor;
  /** Signing in to the pages. */
  readonly signIns: SignIns;
  /** Whole files, read for a reason. */
  readonly fullViews: FullViews;
}

import type { DataOf, Fill } from './fill.ts';
import type { AuditTexts } from './replies/audit.ts';
import type { CaseTexts } from './replies/cases.ts';
import type { CheckTexts } from './replies/checks.ts';
import type { ChildTexts } from './replies/child.ts';
import type { ConversationTexts } from './replies/conversation.ts';
import type { CountTexts } from './replies/counts.ts';
import type { DocumentTexts } from './replies/documents.ts';
import type { DutyTexts } from './replies/duties.ts';
import type { FindingTexts } from './replies/finding.ts';
import type { FollowUpTexts } from './replies/follow-up.ts';
import type { GuardedTexts } from './replies/guarded.ts';
import type { HazardListTexts } from './replies/hazard-lists.ts';
import type { HazardOversightTexts } from './replies/hazard-oversight.ts';
import type { IncidentTexts } from './replies/incidents.ts';
import type { InspectionTexts } from './replies/inspections.ts';
import type { OfficeTexts } from './replies/office.ts';
import type { OfficerTexts } from './replies/officers.ts';
import type { PeopleTexts } from './replies/people.ts';
import type { PermitTexts } from './replies/permits.ts';
import type { ReminderTexts } from './replies/reminders.ts';
import type { SupervisionTexts } from './replies/supervision.ts';
import type { TotalTexts } from './replies/totals.ts';

/** Every text of `templates/replies` with the data it is filled with. A test holds the two against each other. */
export interface ReplyTexts
  extends AuditTexts,
    CaseTexts,
    CheckTexts,
    ChildTexts,
    ConversationTexts,
    CountTexts,
    DocumentTexts,
    DutyTexts,
    FindingTexts,
    FollowUpTexts,
    HazardListTexts,
    HazardOversightTexts,
    GuardedTexts,
    IncidentTexts,
    InspectionTexts,
    OfficeTexts,
    OfficerTexts,
    PeopleTexts,
    PermitTexts,
    ReminderTexts,
    SupervisionTexts,
    TotalTexts {}

/** What every text of a conversation knows without being told. */
export interface SharedData {
  /** It is read in a group. */
  group: boolean;
  /** The cue before a line to be sent there; empty in private. */
  at: string;
  /** The reader is bound. */
  bound: boolean;
}

/** Fills the replies, or only those of the names `N`: what a part of the house needs. */
export type FillReply<N extends keyof ReplyTexts = keyof ReplyTexts> = Fill<ReplyTexts, N>;

/** What the reply of this name is filled with. */
export type ReplyData<N extends keyof ReplyTexts> = DataOf<ReplyTexts, N>;

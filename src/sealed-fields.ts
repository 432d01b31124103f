import { SEALED_TRAIL } from './audit/words-store.ts';
import { SEALED_DIALOGUES } from './chat/dialogue-store.ts';
import { SEALED_FULL_VIEWS } from './console/full-views-store.ts';
import { SEALED_DELIVERIES } from './delivery/content-codec.ts';
import { SEALED_DIRECTIVES } from './digests/directives-store.ts';
import { SEALED_DIGESTS } from './digests/readers-store.ts';
import { SEALED_DOCUMENTS } from './documents/register-document.ts';
import { SEALED_DROPOUTS } from './dropouts/dropout-document.ts';
import { SEALED_DUTIES } from './duties/duty-document.ts';
import { SEALED_RETURNS } from './duties/return-document.ts';
import { SEALED_HAZARDS } from './hazards/hazard-document.ts';
import { SEALED_INBOX } from './inbox/message-codec.ts';
import { SEALED_INCIDENTS } from './incidents/incident-document.ts';
import { SEALED_CHECKS } from './inspections/check-document.ts';
import { SEALED_INSPECTIONS } from './inspections/inspection-document.ts';
import { SEALED_PERMITS } from './inspections/permit-document.ts';
import { SEALED_VISITS } from './inspections/visit-document.ts';
import { SEALED_PHOTOS } from './media/photo-document.ts';
import { SEALED_PICTURES } from './media/photo-files.ts';
import { SEALED_CONTACTS } from './people/contacts-store.ts';
import { SEALED_CODES } from './people/roster-codes-store.ts';
import { SEALED_WAITING } from './people/waiting-store.ts';
import { SEALED_GIVEN } from './places/county-given-store.ts';
import { SEALED_COUNTY } from './places/county-sealed.ts';
import type { SealedTable } from './privacy/sealed-table.ts';
import { SEALED_CHANGES } from './reminders/changes-store.ts';
import { SEALED_EVENTS } from './reminders/events-store.ts';
import { SEALED_SUPERVISIONS } from './supervision/supervision-document.ts';

/**
 * Everything that is sealed in the database. Whoever seals something new adds it here: a box that this table does not
 * know keeps the old key from being retired, and a test from passing.
 */
export const SEALED: SealedTable = [
  SEALED_DROPOUTS,
  SEALED_HAZARDS,
  SEALED_INCIDENTS,
  SEALED_DIRECTIVES,
  SEALED_DUTIES,
  SEALED_RETURNS,
  SEALED_INSPECTIONS,
  SEALED_CHECKS,
  SEALED_VISITS,
  SEALED_SUPERVISIONS,
  SEALED_PERMITS,
  SEALED_DOCUMENTS,
  SEALED_CHANGES,
  SEALED_EVENTS,
  SEALED_DIGESTS,
  SEALED_INBOX,
  SEALED_DIALOGUES,
  SEALED_DELIVERIES,
  SEALED_WAITING,
  SEALED_CONTACTS,
  SEALED_CODES,
  SEALED_PHOTOS,
  SEALED_PICTURES,
  SEALED_COUNTY,
  SEALED_GIVEN,
  SEALED_FULL_VIEWS,
  SEALED_TRAIL,
];

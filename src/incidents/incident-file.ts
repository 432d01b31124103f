import type { Entry } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import type { NumberedDocument } from '../casefiles/numbered-store.ts';
import type { By } from '../kit/by.ts';
import type { EmergencyKind } from '../places/emergency-kinds.ts';
import type { Chain } from './chain.ts';
import { INCIDENT_MOVES, INCIDENT_STATES, type IncidentMove, type IncidentState } from './transitions.ts';
import type { Told } from './types.ts';

/** An entry as it is stored. */
export interface StoredEntry extends Entry<IncidentMove, IncidentState> {
  /** Of what somebody was told with: whom, and which step of the chain comes next. */
  readonly told?: readonly Told[];
  /** The sealed words of a follow-up. */
  readonly sealed?: Buffer;
}

/** An incident as it lies in the collection `incidents`. What came with the alarm older ones lack. */
export interface StoredIncident extends NumberedDocument<StoredEntry> {
  readonly areaId?: string;
  readonly reporter: By;
  /** The sealed words of the report. */
  readonly sealed: Buffer;
  readonly kind?: EmergencyKind;
  /** For the one person named for it alone. */
  readonly closed?: boolean;
  /** Who is told, step by step, as it was fixed with the report. */
  readonly chain?: Chain;
  readonly owners?: readonly string[];
  /** How many steps of it were told. */
  readonly steps?: number;
  /** When the next step is told, if nobody has answered by then. */
  readonly alarmAt?: Date | undefined;
}

/** The type of file an incident is. */
export const INCIDENT_FILE: FileType<StoredEntry, StoredIncident> = {
  collection: 'incidents',
  moves: INCIDENT_MOVES,
  sight: { ownFor: 'anyone', owned: true },
  heads: ({ state, chain }) => ({ open: INCIDENT_STATES[state].open, owners: chain?.flat() }),
};

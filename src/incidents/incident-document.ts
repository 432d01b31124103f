import { type FollowUp, sealedFollowUps } from '../casefiles/follow-up.ts';
import type { Opening } from '../casefiles/numbered-store.ts';
import { begun, entryOf } from '../casefiles/plan-entry.ts';
import { defined } from '../kit/defined.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { INCIDENT_FILE, type StoredEntry, type StoredIncident } from './incident-file.ts';
import type { Incident, IncidentDraft } from './types.ts';

/** A new incident of this draft under this number. */
export function newIncident(
  sealer: Sealer,
  draft: IncidentDraft,
  { key, no, serial, tz }: Opening,
  after: readonly FollowUp[] = [],
): StoredIncident {
  const { words, kind, closed, chain, steps, told, alarmAt, areaId, by, at, on } = draft;
  const entry = { key, kind: 'reported', to: 'reported', by, at, tz } as const;
  return {
    _id: key,
    ...{ no, serial, open: true },
    ...defined({ areaId, alarmAt }),
    ...{ kind, chain, steps },
    ...(closed ? { closed } : {}),
    owners: chain.flat(),
    reportedAt: at,
    reportedOn: on,
    reporterKey: by.key,
    reporter: by,
    sealed: sealer.seal(words, place(key)),
    ...begun(entryOf<StoredEntry>(entry, { entry: { told }, after })),
  };
}

/** The incident as the rest of the program reads it. */
export function toIncident(sealer: Sealer, stored: StoredIncident): Incident {
  const { chain = [], areaId } = stored;
  return {
    id: stored._id,
    no: stored.no,
    state: stored.state,
    kind: stored.kind ?? 'other',
    closed: stored.closed === true,
    words: sealer.openText(stored.sealed, place(stored._id)),
    ...defined({ areaId }),
    reportedAt: stored.reportedAt,
    reportedOn: stored.reportedOn,
    reporter: stored.reporter,
    reporterKey: stored.reporterKey,
    owners: chain.flat(),
    chain,
    steps: stored.steps ?? 0,
    entries: stored.entries.map(({ id, kind, at, by, told, sealed }) => {
      const words = sealed && sealer.openText(sealed, wordsPlace(stored._id, id));
      return { id, kind, at, by, ...defined({ told, words }) };
    }),
  };
}

/** The words of a follow-up, sealed to this entry of this incident. */
export function sealedWords(
  sealer: Sealer,
  { id, entry, words }: { readonly id: string; readonly entry: string; readonly words: string },
): { readonly sealed: Buffer } {
  return { sealed: sealer.seal(words, wordsPlace(id, entry)) };
}

const wordsPlace = (id: string, entry: string): string => `incidents:${id}:${entry}`;

const place = (id: string): string => `incidents:${id}:sealed`;

/** What incidents seal. */
export const SEALED_INCIDENTS: SealedCollection = {
  collection: INCIDENT_FILE.collection,
  name: '突发事件',
  boxes: { sealed: place, 'entries.*.sealed': wordsPlace, ...sealedFollowUps(INCIDENT_FILE.collection) },
};

import type { Entry } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { entryPlace, photosOf, sealedFollowUps, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import type { NumberedDocument, Opening } from '../casefiles/numbered-store.ts';
import { begun, entryOf } from '../casefiles/plan-entry.ts';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import { ON_BEHALF, type OnBehalf, onBehalfPlace, openOnBehalf, sealOnBehalf } from '../people/on-behalf.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import type { EntryData } from './decisions.ts';
import { HAZARD_COLLECTION, openSaid, saidPlace } from './entry-said.ts';
import type { FindingLevel } from './found-at.ts';
import { type HazardHeads, hazardHeads } from './heads.ts';
import type { RuledDue } from './limits.ts';
import { HAZARD_MOVES, type HazardMove, type HazardState } from './transitions.ts';
import type { Hazard, HazardDraft, HazardEntry, HazardLevel } from './types.ts';

/** An entry as it is stored: what an office did, and the words of a decision, lie sealed in it. */
export interface StoredEntry extends Entry<HazardMove, HazardState> {
  readonly data?: EntryData;
  readonly sealed?: Buffer;
}

/** A hazard as it lies in the collection `hazards`. */
export interface StoredHazard extends NumberedDocument<StoredEntry>, HazardHeads {
  readonly open: boolean;
  /** Counts in no period: taken back, or a stranger's that nobody has taken over yet. */
  readonly withdrawn: boolean;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly placeId: string;
  readonly category?: string;
  readonly level: HazardLevel;
  readonly foundAt?: FindingLevel;
  readonly reporter: By;
  /** The sealed description. */
  readonly sealed: Buffer;
  readonly photos: readonly string[];
}

/** The type of file a hazard is. */
export const HAZARD_FILE: FileType<StoredEntry, StoredHazard> = {
  collection: HAZARD_COLLECTION,
  moves: HAZARD_MOVES,
  // Whoever it was given to sees it, wherever they work.
  sight: { ownFor: 'anyone', owned: true },
  heads: (file) => ({ ...NO_HEADS, ...hazardHeads(file) }),
};

/** What is there no more is taken away. */
const NO_HEADS = {
  nextDue: undefined,
  waitsFor: undefined,
  owners: undefined,
  money: undefined,
  reason: undefined,
  recheckOn: undefined,
  toLook: undefined,
  toJudge: undefined,
  progressOn: undefined,
  rewardOpen: undefined,
  into: undefined,
};

/**
 * A new hazard of this draft under this number, due on that day; one that waits to be taken over counts nowhere, and
 * these are told.
 */
export function newHazard(
  sealer: Sealer,
  draft: HazardDraft,
  { key, no, serial, tz, due }: Opening & { readonly due: RuledDue },
  waits?: readonly ToTell[],
): StoredHazard {
  const { by, at, on, level, photos, schoolId, category, foundAt } = draft;
  const told = (waits ?? draft.tell ?? []).map((one) =>
    tellSealed(sealer, entryPlace('hazards', key, key), one),
  );
  const after = [...photosOf(no, photos), ...told];
  const state = waits === undefined ? 'reported' : 'waiting';
  const kind = waits === undefined ? 'reported' : 'offered';
  const entry = entryOf<StoredEntry>(
    { key, kind, to: state, by, at, tz },
    { entry: { data: { ...due, ...draft.maybeMajor } }, after },
  );
  return {
    _id: key,
    ...{ no, serial },
    ...begun(entry),
    ...hazardHeads({ state, level, reportedOn: on, entries: [entry] }),
    withdrawn: waits !== undefined,
    areaId: draft.areaId,
    ...defined({ schoolId, category, foundAt }),
    placeId: draft.placeId,
    level,
    reportedAt: at,
    reportedOn: on,
    reporterKey: by.key,
    reporter: by,
    sealed: sealer.seal(draft.description, place(key)),
    photos,
  };
}

/** What was reported, in the reporter's words. */
export function descriptionOf(sealer: Sealer, { _id, sealed }: StoredHazard): string {
  return sealer.openText(sealed, place(_id));
}

/** The hazard as the rest of the program reads it. */
export function toHazard(sealer: Sealer, stored: StoredHazard): Hazard {
  return {
    id: stored._id,
    no: stored.no,
    state: stored.state,
    open: stored.open,
    areaId: stored.areaId,
    ...defined({
      schoolId: stored.schoolId,
      category: stored.category,
      owners: stored.owners,
      foundAt: stored.foundAt,
    }),
    heads: hazardHeads(stored),
    placeId: stored.placeId,
    description: descriptionOf(sealer, stored),
    level: stored.level,
    reportedAt: stored.reportedAt,
    reportedOn: stored.reportedOn,
    reporter: stored.reporter,
    reporterKey: stored.reporterKey,
    entries: stored.entries.map((entry) => shownEntry(sealer, stored._id, entry)),
  };
}

function place(id: string): string {
  return `hazards:${id}:sealed`;
}

/** What an office did, sealed to this entry of this document. */
export function sealedNote(
  sealer: Sealer,
  id: string,
  entry: string,
  note: OnBehalf,
): { readonly sealed: Buffer } {
  return { sealed: sealOnBehalf(sealer, note, `hazards:${id}:${entry}`) };
}

function shownEntry(
  sealer: Sealer,
  id: string,
  { sealed, after: _after, followed: _followed, ...entry }: StoredEntry,
): HazardEntry {
  if (sealed === undefined) return entry;
  if (entry.kind !== ON_BEHALF) return { ...entry, said: openSaid(sealer, sealed, id, entry.id) };
  return { ...entry, onBehalf: openOnBehalf(sealer, sealed, `hazards:${id}:${entry.id}`) };
}

/** What hazards seal. */
export const SEALED_HAZARDS: SealedCollection = {
  collection: HAZARD_FILE.collection,
  name: '隐患',
  boxes: {
    sealed: place,
    'entries.*.sealed': (id, entry, item) =>
      (item as StoredEntry).kind === ON_BEHALF
        ? onBehalfPlace(entryPlace(HAZARD_COLLECTION, id, entry))
        : saidPlace(id, entry),
    ...sealedFollowUps(HAZARD_FILE.collection),
  },
};

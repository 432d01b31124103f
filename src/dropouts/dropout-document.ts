import type { Entry } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { photosOf } from '../casefiles/follow-up.ts';
import type { NumberedDocument, Opening } from '../casefiles/numbered-store.ts';
import { begun, entryOf } from '../casefiles/plan-entry.ts';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import { type OnBehalf, openOnBehalf, sealOnBehalf } from '../people/on-behalf.ts';
import type { Sealer } from '../privacy/types.ts';
import { type ChildKey, childKeys } from './child-keys.ts';
import { mergedPart, openPart, sealPart, traitsOf } from './sealed-part.ts';
import { type Stage, stageOf } from './stage.ts';
import { DROPOUT_MOVES, type DropoutMove, type DropoutState, isOutOfSchool } from './transitions.ts';
import type { CaseEntry, DropoutCase, DropoutDraft, ReportedAs, Supplement } from './types.ts';

/** An entry as it is stored: what an office did lies sealed in it. */
export interface StoredEntry extends Entry<DropoutMove, DropoutState> {
  readonly sealed?: Buffer;
}

/** A case as it lies in the collection `dropouts`. */
export interface StoredDropout extends NumberedDocument<StoredEntry> {
  readonly withdrawn: boolean;
  /** A child that had come back before: counted by children. */
  readonly relapse: boolean;
  readonly reportedAs: ReportedAs;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly stage?: Stage;
  readonly foundBy?: string;
  readonly reporter: By;
  readonly childKeys: readonly ChildKey[];
  /** Sealed `SealedPart`. */
  readonly sealed: Buffer;
  readonly photos: readonly string[];
}

/** The type of file a case is. */
export const DROPOUT_FILE: FileType<StoredEntry, StoredDropout> = {
  collection: 'dropouts',
  moves: DROPOUT_MOVES,
  // Who is bound no longer reads nothing of a child, though they reported it.
  sight: { ownFor: 'bound' },
  heads: ({ state }) => ({ open: isOutOfSchool(state) }),
};

/** A new case of this draft under this number. */
export function newDropout(
  sealer: Sealer,
  draft: DropoutDraft,
  { key, no, serial, tz }: Opening,
): StoredDropout {
  const to = draft.reportedAs === '二次辍学' ? 'relapsed' : 'suspected';
  const { reason, child, by, at, photos, schoolId, schoolKind, foundBy } = draft;
  const after = photosOf(no, photos);
  const entry = entryOf<StoredEntry>({ key, kind: 'reported', to, by, at, tz }, { after });
  return {
    _id: key,
    ...{ no, serial },
    ...begun(entry),
    open: isOutOfSchool(to),
    withdrawn: false,
    relapse: to === 'relapsed',
    reportedAs: draft.reportedAs,
    areaId: draft.areaId,
    ...defined({ schoolId, stage: stageOf(draft.grade, schoolKind), foundBy }),
    reportedAt: at,
    reportedOn: draft.on,
    reporterKey: by.key,
    reporter: by,
    childKeys: childKeys(sealer, child, schoolId),
    sealed: sealPart(sealer, key, { child, traits: traitsOf(draft), ...defined({ reason }) }),
    photos,
  };
}

/** The fields of a case after a supplement. */
export function supplemented(
  sealer: Sealer,
  stored: StoredDropout,
  details: Supplement,
): Partial<StoredDropout> {
  const part = mergedPart(openPart(sealer, stored), details);
  const { schoolId = stored.schoolId } = details;
  return {
    ...defined({ schoolId, stage: stageOf(details.grade) ?? stored.stage }),
    childKeys: childKeys(sealer, part.child, schoolId),
    sealed: sealPart(sealer, stored._id, part),
  };
}

/** The case as the rest of the program reads it. */
export function toCase(sealer: Sealer, stored: StoredDropout): DropoutCase {
  const { reason, traits } = openPart(sealer, stored);
  const { schoolId, stage, foundBy } = stored;
  return {
    id: stored._id,
    no: stored.no,
    state: stored.state,
    open: stored.open,
    reportedAs: stored.reportedAs,
    areaId: stored.areaId,
    ...traits,
    ...defined({ schoolId, stage, foundBy, reason }),
    reportedAt: stored.reportedAt,
    reportedOn: stored.reportedOn,
    reporter: stored.reporter,
    reporterKey: stored.reporterKey,
    entries: stored.entries.map((entry) => shownEntry(sealer, stored._id, entry)),
  };
}

/** What an office did, sealed to this entry of this document. */
export function sealedNote(
  sealer: Sealer,
  id: string,
  entry: string,
  note: OnBehalf,
): { readonly sealed: Buffer } {
  return { sealed: sealOnBehalf(sealer, note, `dropouts:${id}:${entry}`) };
}

function shownEntry(
  sealer: Sealer,
  id: string,
  { sealed, after: _after, followed: _followed, ...entry }: StoredEntry,
): CaseEntry {
  if (sealed === undefined) return entry;
  return { ...entry, onBehalf: openOnBehalf(sealer, sealed, `dropouts:${id}:${entry.id}`) };
}

import type { Entry } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { entryPlace, photosOf, sealedFollowUps, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import type { NumberedDocument, Opening } from '../casefiles/numbered-store.ts';
import { begun, entryOf } from '../casefiles/plan-entry.ts';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { ON_BEHALF, type OnBehalf, onBehalfPlace, openOnBehalf, sealOnBehalf } from '../people/on-behalf.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { type ChildKey, childKeys } from './child-keys.ts';
import type { Amendment, Cause, EntryData } from './decisions.ts';
import { CASES, openSaid, saidPlace } from './entry-said.ts';
import { type DropoutHeads, dropoutHeads } from './heads.ts';
import { casePlace, mergedPart, openPart, sealPart, traitsOf } from './sealed-part.ts';
import { type Stage, stageOf } from './stage.ts';
import { DROPOUT_MOVES, type DropoutMove, type DropoutState } from './transitions.ts';
import type { CaseEntry, ChildDetails, DropoutCase, DropoutDraft, ReportedAs, Supplement } from './types.ts';

/** An entry as it is stored: what an office did, and the words of a decision, lie sealed in it. */
export interface StoredEntry extends Entry<DropoutMove, DropoutState> {
  readonly data?: EntryData;
  readonly sealed?: Buffer;
}

/** A case as it lies in the collection `dropouts`. */
export interface StoredDropout extends NumberedDocument<StoredEntry>, DropoutHeads {
  readonly open: boolean;
  readonly reportedAs: ReportedAs;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly stage?: Stage;
  readonly foundBy?: string;
  readonly cause?: Cause;
  /** The child is of a special group (重点人群). */
  readonly special?: boolean;
  /** Persons who were let in beside those of its area. */
  readonly owners?: readonly string[];
  readonly reporter: By;
  readonly childKeys: readonly ChildKey[];
  /** Sealed `SealedPart`. */
  readonly sealed: Buffer;
  readonly photos: readonly string[];
  /** The day from which it is not known any more who the child is. */
  readonly erasedOn?: LocalDate;
  /** Of a finished case: the day until which that is kept, by this rule. */
  readonly keepUntil?: LocalDate | undefined;
  readonly keepRule?: string | undefined;
}

/** The type of file a case is. */
export const DROPOUT_FILE: FileType<StoredEntry, StoredDropout> = {
  collection: CASES,
  moves: DROPOUT_MOVES,
  // Who is bound no longer reads nothing of a child, though they reported it. Who was let in sees it wherever it lies.
  sight: { ownFor: 'bound', owned: true },
  heads: (file) => ({ ...NO_HEADS, ...dropoutHeads(file) }),
};

/** What is there no more is taken away. */
const NO_HEADS = {
  nextDue: undefined,
  relapsedOn: undefined,
  recognition: undefined,
  returnedOn: undefined,
  closedOn: undefined,
  excludedUntil: undefined,
  mergedInto: undefined,
};

/** A new case of this draft under this number; these are told of it. */
export function newDropout(
  sealer: Sealer,
  draft: DropoutDraft,
  { key, no, serial, tz }: Opening,
  tell: readonly ToTell[] = [],
): StoredDropout {
  const { reason, child, by, at, photos, schoolId, schoolKind, foundBy } = draft;
  const told = tell.map((one) => tellSealed(sealer, entryPlace('dropouts', key, key), one));
  const after = [...photosOf(no, photos), ...told];
  const { kind, to } = beginningOf(draft);
  const entry = entryOf<StoredEntry>({ key, kind, to, by, at, tz }, { after });
  return {
    _id: key,
    ...{ no, serial },
    ...begun(entry),
    ...dropoutHeads({ ...draft, state: to, reportedOn: draft.on, entries: [entry] }),
    reportedAs: draft.reportedAs,
    areaId: draft.areaId,
    ...defined({ schoolId, stage: stageOf(draft.grade, schoolKind), foundBy, special: specialOf(child) }),
    reportedAt: at,
    reportedOn: draft.on,
    reporterKey: by.key,
    reporter: by,
    childKeys: childKeys(sealer, child, schoolId),
    sealed: sealPart(sealer, key, { child, traits: traitsOf(draft), ...defined({ reason }) }),
    photos,
  };
}

/** How a case begins: as a lead, as signs, as a suspicion, or as a relapse that the reporter knows of. */
function beginningOf({ tip, begins, reportedAs }: DropoutDraft) {
  if (tip !== undefined || begins === 'lead') return { kind: 'tipped', to: 'lead' } as const;
  if (begins === 'watched-signs') return { kind: 'noted', to: 'watched-signs' } as const;
  return { kind: 'reported', to: reportedAs === '二次辍学' ? 'relapsed' : 'suspected' } as const;
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
    ...defined({
      ...{ schoolId, stage: stageOf(details.grade) ?? stored.stage },
      special: specialOf(part.child) ?? stored.special,
    }),
    childKeys: childKeys(sealer, part.child, schoolId),
    sealed: sealPart(sealer, stored._id, part),
  };
}

/** The fields of a case after an amendment. */
export function amended(sealer: Sealer, stored: StoredDropout, changes: Amendment): Partial<StoredDropout> {
  const { foundBy, cause, areaId, ...details } = changes;
  return { ...supplemented(sealer, stored, details), ...defined({ foundBy, cause, areaId }) };
}

/** What stands in the fields that can be amended. */
export function amendable(sealer: Sealer, stored: StoredDropout): Amendment {
  const { child, traits, reason } = openPart(sealer, stored);
  const { schoolId, areaId, foundBy, cause } = stored;
  const { notes: _notes, ...named } = child;
  return { ...named, ...traits, areaId, ...defined({ reason, schoolId, foundBy, cause }) };
}

const specialOf = ({ groups }: ChildDetails): boolean | undefined =>
  groups === undefined ? undefined : groups.length > 0;

/** The case as the rest of the program reads it. */
export function toCase(sealer: Sealer, stored: StoredDropout): DropoutCase {
  const { reason, traits } = openPart(sealer, stored);
  const { schoolId, stage, foundBy, cause, owners, erasedOn } = stored;
  return {
    id: stored._id,
    no: stored.no,
    state: stored.state,
    open: stored.open,
    reportedAs: stored.reportedAs,
    areaId: stored.areaId,
    ...traits,
    ...defined({ schoolId, stage, foundBy, cause, reason, owners, erasedOn }),
    heads: dropoutHeads(stored),
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
  if (entry.kind !== ON_BEHALF) return { ...entry, said: openSaid(sealer, sealed, id, entry.id) };
  return { ...entry, onBehalf: openOnBehalf(sealer, sealed, `dropouts:${id}:${entry.id}`) };
}

/** What cases seal, and the hashes by which a child is found again. */
export const SEALED_DROPOUTS: SealedCollection = {
  collection: DROPOUT_FILE.collection,
  name: '个案',
  boxes: {
    sealed: casePlace,
    'entries.*.sealed': (id, entry, item) =>
      (item as StoredEntry).kind === ON_BEHALF
        ? onBehalfPlace(entryPlace(CASES, id, entry))
        : saidPlace(id, entry),
    ...sealedFollowUps(DROPOUT_FILE.collection),
  },
  hashes: {
    list: 'childKeys',
    kids: (document) => (document as unknown as StoredDropout).childKeys.map(({ kid }) => kid),
    renewed: (document, sealer) => {
      const stored = document as unknown as StoredDropout;
      return { childKeys: childKeys(sealer, openPart(sealer, stored).child, stored.schoolId) };
    },
  },
};

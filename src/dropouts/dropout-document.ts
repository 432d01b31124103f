import type { Entry } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { photosOf } from '../casefiles/follow-up.ts';
import type { NumberedDocument, Opening } from '../casefiles/numbered-store.ts';
import { begun, entryOf } from '../casefiles/plan-entry.ts';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { type OnBehalf, openOnBehalf, sealOnBehalf } from '../people/on-behalf.ts';
import type { Sealer } from '../privacy/types.ts';
import { type ChildKey, childKeys } from './child-keys.ts';
import { DROPOUT_MOVES, type DropoutMove, type DropoutState, isOutOfSchool } from './transitions.ts';
import type { CaseEntry, ChildDetails, DropoutCase, DropoutDraft, ReportedAs, Supplement } from './types.ts';

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
  readonly grade?: string;
  readonly className?: string;
  readonly sex?: '男' | '女';
  readonly absentSince?: LocalDate;
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

/** What of a case is personal: the child's details, and the reason, which may be anybody's words. */
interface SealedPart {
  readonly child: ChildDetails;
  readonly reason?: string;
}

/** Fields that are stored as they are, when they are there. */
const PLAIN = ['schoolId', 'grade', 'className', 'sex', 'absentSince', 'foundBy'] as const;

/** The plain fields that a draft, a supplement or a document has. */
function plainFields<T extends Partial<Pick<StoredDropout, (typeof PLAIN)[number]>>>(
  from: T,
): Partial<StoredDropout> {
  return Object.fromEntries(
    PLAIN.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]),
  );
}

/** A new case of this draft under this number. */
export function newDropout(
  sealer: Sealer,
  draft: DropoutDraft,
  { key, no, serial, tz }: Opening,
): StoredDropout {
  const to = draft.reportedAs === '二次辍学' ? 'relapsed' : 'suspected';
  const { reason, child, by, at, photos } = draft;
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
    ...plainFields(draft),
    reportedAt: at,
    reportedOn: draft.on,
    reporterKey: by.key,
    reporter: by,
    childKeys: childKeys(sealer, child, draft.schoolId),
    sealed: seal(sealer, key, { child, ...defined({ reason }) }),
    photos,
  };
}

/** The fields of a case after a supplement: later words win, notes are kept one under the other. */
export function supplemented(
  sealer: Sealer,
  stored: StoredDropout,
  details: Supplement,
): Partial<StoredDropout> {
  const before = unseal(sealer, stored);
  const reason = details.reason ?? before.reason;
  const child = mergedChild(before.child, details);
  return {
    ...plainFields(details),
    childKeys: childKeys(sealer, child, details.schoolId ?? stored.schoolId),
    sealed: seal(sealer, stored._id, { child, ...defined({ reason }) }),
  };
}

const DETAILS = ['name', 'idNumber', 'guardian', 'phone'] as const;

function mergedChild(before: ChildDetails, details: Supplement): ChildDetails {
  const given = Object.fromEntries(
    DETAILS.filter((name) => details[name] !== undefined).map((name) => [name, details[name]]),
  );
  const notes = [before.notes, details.notes].filter((note) => note !== undefined).join('\n');
  return { ...before, ...given, ...defined({ notes: notes || undefined }) };
}

/** The personal part, sealed to this very document. */
function seal(sealer: Sealer, id: string, part: SealedPart): Buffer {
  return sealer.seal(JSON.stringify(part), place(id));
}

/** The personal part of a document. */
export function unseal(sealer: Sealer, { _id, sealed }: StoredDropout): SealedPart {
  return JSON.parse(sealer.openText(sealed, place(_id))) as SealedPart;
}

/** The case as the rest of the program reads it. */
export function toCase(sealer: Sealer, stored: StoredDropout): DropoutCase {
  const { reason } = unseal(sealer, stored);
  return {
    id: stored._id,
    no: stored.no,
    state: stored.state,
    open: stored.open,
    reportedAs: stored.reportedAs,
    areaId: stored.areaId,
    ...plainFields(stored),
    ...defined({ reason }),
    reportedAt: stored.reportedAt,
    reportedOn: stored.reportedOn,
    reporter: stored.reporter,
    reporterKey: stored.reporterKey,
    entries: stored.entries.map((entry) => shownEntry(sealer, stored._id, entry)),
  };
}

function place(id: string): string {
  return `dropouts:${id}:sealed`;
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

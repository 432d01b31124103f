import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { type OnBehalf, openOnBehalf, sealOnBehalf } from '../people/on-behalf.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Hazard, HazardDraft, HazardLevel, HazardState } from './types.ts';

/** An entry as it is stored: what an office did lies sealed in it. */
export interface StoredEntry extends Omit<Hazard['entries'][number], 'onBehalf'> {
  readonly sealed?: Buffer;
}

/** A hazard as it lies in the collection `hazards`. */
export interface StoredHazard {
  readonly _id: string;
  readonly no: string;
  readonly serial: number;
  readonly state: HazardState;
  readonly open: boolean;
  readonly withdrawn: boolean;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly placeId: string;
  readonly category?: string;
  readonly level: HazardLevel;
  readonly reportedAt: Date;
  readonly reportedOn: LocalDate;
  readonly reporterKey: string;
  readonly reporter: By;
  /** The sealed description. */
  readonly sealed: Buffer;
  readonly entries: readonly StoredEntry[];
  readonly photos: readonly string[];
  readonly v: number;
}

/** A new hazard of this draft under this number. */
export function newHazard(
  sealer: Sealer,
  draft: HazardDraft,
  { key, no, serial }: { readonly key: string; readonly no: string; readonly serial: number },
): StoredHazard {
  const { by, at } = draft;
  return {
    _id: key,
    no,
    serial,
    state: 'reported',
    open: true,
    withdrawn: false,
    areaId: draft.areaId,
    ...optional(draft),
    placeId: draft.placeId,
    level: draft.level,
    reportedAt: at,
    reportedOn: draft.on,
    reporterKey: by.key,
    reporter: by,
    sealed: sealer.seal(draft.description, place(key)),
    entries: [{ id: key, kind: 'reported', at, by }],
    photos: draft.photos,
    v: 1,
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
    ...optional(stored),
    placeId: stored.placeId,
    description: descriptionOf(sealer, stored),
    level: stored.level,
    reportedAt: stored.reportedAt,
    reportedOn: stored.reportedOn,
    reporter: stored.reporter,
    entries: stored.entries.map((entry) => shownEntry(sealer, stored._id, entry)),
  };
}

function optional({ schoolId, category }: { readonly schoolId?: string; readonly category?: string }) {
  return defined({ schoolId, category });
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
  { sealed, ...entry }: StoredEntry,
): Hazard['entries'][number] {
  if (sealed === undefined) return entry;
  return { ...entry, onBehalf: openOnBehalf(sealer, sealed, `hazards:${id}:${entry.id}`) };
}

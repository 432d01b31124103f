import type { Entry, EntryDocument } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Sealer } from '../privacy/types.ts';
import { PERMIT_MOVES, type PermitMove, type PermitState } from './permit-transitions.ts';
import type { Permit, PermitKey } from './permit-types.ts';

/** An entry as it is stored. */
interface StoredPermitEntry extends Entry<PermitMove, PermitState> {
  /** Of `set`. */
  readonly expiresOn?: LocalDate;
}

/** A permit as it lies in the collection `permits`; `_id` is `<school>:<kind>`, and the keyed hash of the label where it has one. */
export interface StoredPermit extends EntryDocument<StoredPermitEntry> {
  readonly schoolId: string;
  readonly areaId: string;
  readonly kindId: string;
  /** The sealed label. */
  readonly label?: Buffer;
  readonly expiresOn: LocalDate;
  /** The school has it. */
  readonly open: boolean;
}

/** The type of file a permit is. */
export const PERMIT_FILE: FileType<StoredPermitEntry, StoredPermit> = {
  collection: 'permits',
  moves: PERMIT_MOVES,
  sight: { ownFor: 'bound' },
  heads: ({ state, schoolId, areaId, expiresOn }) => {
    const open = state === 'held';
    return { schoolId, areaId, open, nextDue: open ? expiresOn : undefined };
  },
};

/** Every id this permit may have been stored under, one per known key, the present one first. */
export function permitIds(sealer: Sealer, { schoolId, kindId, label }: PermitKey): readonly string[] {
  const front = `${schoolId}:${kindId}`;
  if (label === undefined) return [front];
  return sealer.hashes('permit-label', label).map(({ h }) => `${front}:${h}`);
}

/** What a new permit is besides its history. */
export function freshPermit(
  sealer: Sealer,
  key: PermitKey,
  areaId: string,
  expiresOn: LocalDate,
): Omit<StoredPermit, Exclude<keyof EntryDocument, '_id'>> {
  const { schoolId, kindId, label } = key;
  const [_id = `${schoolId}:${kindId}`] = permitIds(sealer, key);
  return {
    ...{ _id, schoolId, areaId, kindId, expiresOn, open: true },
    // In a box that opens only in its own document.
    ...defined({ label: label === undefined ? undefined : sealer.seal(label, place(_id)) }),
  };
}

/** The permit as the rest of the program reads it: with the last date that its entries tell. */
export function toPermit(sealer: Sealer, stored: StoredPermit): Permit {
  const { _id, label, schoolId, areaId, kindId } = stored;
  const entries = stored.entries.map(({ after: _after, followed: _followed, ...entry }) => entry);
  const told = entries.findLast(({ expiresOn }) => expiresOn !== undefined);
  return {
    id: _id,
    ...{ schoolId, areaId, kindId, entries },
    expiresOn: told?.expiresOn ?? stored.expiresOn,
    ...defined({ label: label && sealer.openText(label, place(_id)) }),
  };
}

const place = (id: string): string => `permits:${id}:label`;

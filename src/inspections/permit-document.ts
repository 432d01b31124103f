import type { Entry, EntryDocument } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { sealedFollowUps } from '../casefiles/follow-up.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { PERMIT_MOVES, type PermitMove, type PermitState } from './permit-transitions.ts';
import type { Permit, PermitKey } from './permit-types.ts';

/** An entry as it is stored. */
interface StoredPermitEntry extends Entry<PermitMove, PermitState> {
  /** Of `set`. */
  readonly expiresOn?: LocalDate;
}

/**
 * A permit as it lies in the collection `permits`; `_id` is `<school>:<kind>`, and the keyed hash of the label where it
 * has one, made with the key of that time.
 */
export interface StoredPermit extends EntryDocument<StoredPermitEntry> {
  readonly schoolId: string;
  readonly areaId: string;
  readonly kindId: string;
  /** The sealed label. */
  readonly label?: Buffer;
  /** Keyed hash of the label; absent of permits that have not seen a change of keys since it is kept. */
  readonly labelKey?: { readonly kid: string; readonly h: string };
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

/** Picks this permit, whichever known key its label was hashed with. */
export function permitFilter(sealer: Sealer, { schoolId, kindId, label }: PermitKey): object {
  const front = `${schoolId}:${kindId}`;
  if (label === undefined) return { _id: front };
  const hashes = sealer.hashes(LABEL, label).map(({ h }) => h);
  const ids = hashes.map((h) => `${front}:${h}`);
  return { $or: [{ _id: { $in: ids } }, { schoolId, kindId, 'labelKey.h': { $in: hashes } }] };
}

const LABEL = 'permit-label';

/** What a new permit is besides its history. */
export function freshPermit(
  sealer: Sealer,
  key: PermitKey,
  areaId: string,
  expiresOn: LocalDate,
): Omit<StoredPermit, Exclude<keyof EntryDocument, '_id'>> {
  const { schoolId, kindId, label } = key;
  const front = `${schoolId}:${kindId}`;
  const plain = { schoolId, areaId, kindId, expiresOn, open: true };
  const [labelKey] = label === undefined ? [] : sealer.hashes(LABEL, label);
  if (label === undefined || labelKey === undefined) return { _id: front, ...plain };
  const _id = `${front}:${labelKey.h}`;
  // In a box that opens only in its own document.
  return { _id, ...plain, labelKey, label: sealer.seal(label, place(_id)) };
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

/** What permits seal, and the hash by which one with a label is found again. */
export const SEALED_PERMITS: SealedCollection = {
  collection: PERMIT_FILE.collection,
  name: '证照',
  boxes: { label: place, ...sealedFollowUps(PERMIT_FILE.collection) },
  hashes: {
    kids: (document) => {
      const { label, labelKey } = document as unknown as StoredPermit;
      return label === undefined ? [] : [labelKey?.kid ?? ''];
    },
    renewed: (document, sealer) => {
      const { _id, label } = document as unknown as StoredPermit;
      return label && { labelKey: sealer.hashes(LABEL, sealer.openText(label, place(_id)))[0] };
    },
  },
};

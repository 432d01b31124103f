import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Permit, PermitEntry, PermitKey } from './permit-types.ts';

/** A permit as it lies in the collection `permits`. */
export interface StoredPermit {
  /** `<school>:<kind>`, and the keyed hash of the label where it has one. */
  readonly _id: string;
  readonly schoolId: string;
  readonly areaId: string;
  readonly kindId: string;
  /** The sealed label. */
  readonly label?: Buffer;
  readonly expiresOn: LocalDate;
  /** The school has it. */
  readonly open: boolean;
  readonly entries: readonly PermitEntry[];
  readonly v: number;
}

/** Every id this permit may have been stored under, one per known key, the present one first. */
export function permitIds(sealer: Sealer, { schoolId, kindId, label }: PermitKey): readonly string[] {
  const front = `${schoolId}:${kindId}`;
  if (label === undefined) return [front];
  return sealer.hashes('permit-label', label).map(({ h }) => `${front}:${h}`);
}

/** The label in a box that opens only in its own document. */
export function sealedLabel(sealer: Sealer, id: string, label: string | undefined): { label?: Buffer } {
  return label === undefined ? {} : { label: sealer.seal(label, place(id)) };
}

/** The permit as the rest of the program reads it. */
export function toPermit(sealer: Sealer, stored: StoredPermit): Permit {
  const { _id, label, schoolId, areaId, kindId, expiresOn, entries } = stored;
  return {
    id: _id,
    ...{ schoolId, areaId, kindId, expiresOn, entries },
    ...defined({ label: label && sealer.openText(label, place(_id)) }),
  };
}

const place = (id: string): string => `permits:${id}:label`;

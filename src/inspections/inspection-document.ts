import { z } from 'zod';
import type { By } from '../kit/by.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Finding, Inspection, InspectionDraft } from './types.ts';

/** An inspection as it lies in the collection `inspections`. */
export interface StoredInspection {
  /** The effect key. */
  readonly _id: string;
  readonly formId: string;
  readonly formName: string;
  readonly schoolId: string;
  readonly areaId: string;
  readonly on: LocalDate;
  readonly at: Date;
  readonly by: By;
  readonly photos: readonly string[];
  /** The findings with their words. */
  readonly sealed: Buffer;
}

const findings = z.array(
  z.object({ item: z.int().positive().exactOptional(), words: z.string().exactOptional() }),
);

/** A new inspection of this draft under its effect key. */
export function newInspection(sealer: Sealer, draft: InspectionDraft, key: string): StoredInspection {
  const { form, schoolId, areaId, on, at, by, photos } = draft;
  return {
    _id: key,
    formId: form.id,
    formName: form.name,
    ...{ schoolId, areaId, on, at, by, photos },
    sealed: sealer.seal(JSON.stringify(draft.findings), place(key)),
  };
}

/** The inspection as the rest of the program reads it. */
export function toInspection(sealer: Sealer, stored: StoredInspection): Inspection {
  const { _id, sealed, ...rest } = stored;
  return { id: _id, ...rest, findings: opened(sealer, _id, sealed) };
}

function opened(sealer: Sealer, id: string, sealed: Buffer): readonly Finding[] {
  return findings.parse(JSON.parse(sealer.openText(sealed, place(id))));
}

const place = (id: string): string => `inspections:${id}:findings`;

/** What inspections seal. */
export const SEALED_INSPECTIONS: SealedCollection = {
  collection: 'inspections',
  name: '检查',
  boxes: { sealed: place },
};

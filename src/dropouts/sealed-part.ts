import { defined } from '../kit/defined.ts';
import type { Sealer } from '../privacy/types.ts';
import type { ChildDetails, ChildTraits, Supplement } from './types.ts';

/** What of a case is personal: the child, what points at them, and the reason, which may be anybody's words. */
export interface SealedPart {
  readonly child: ChildDetails;
  readonly traits: ChildTraits;
  readonly reason?: string;
}

/** A case as far as sealing sees it. */
interface Sealed {
  readonly _id: string;
  readonly sealed: Buffer;
}

const TRAITS = ['grade', 'className', 'sex', 'absentSince'] as const;
const DETAILS = ['name', 'idNumber', 'guardian', 'phone', 'groups'] as const;

/** The traits that a draft, a supplement or a document has. */
export function traitsOf(from: ChildTraits): ChildTraits {
  return picked(from, TRAITS);
}

/** The personal part, sealed to this very case. */
export function sealPart(sealer: Sealer, id: string, part: SealedPart): Buffer {
  return sealer.seal(JSON.stringify(part), casePlace(id));
}

/** The personal part of a case; of one from before traits were sealed it has none. */
export function openPart(sealer: Sealer, { _id, sealed }: Sealed): SealedPart {
  const part = JSON.parse(sealer.openText(sealed, casePlace(_id))) as Omit<SealedPart, 'traits'>;
  return { traits: {}, ...part };
}

/** The personal part after a supplement: later words win, notes are kept one under the other. */
export function mergedPart({ child, traits, reason }: SealedPart, details: Supplement): SealedPart {
  const notes = [child.notes, details.notes].filter((note) => note !== undefined).join('\n');
  return {
    child: { ...child, ...picked(details, DETAILS), ...defined({ notes: notes || undefined }) },
    traits: { ...traits, ...traitsOf(details) },
    ...defined({ reason: details.reason ?? reason }),
  };
}

function picked<T extends object, K extends keyof T>(from: T, names: readonly K[]): Partial<Pick<T, K>> {
  const given = names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]);
  return Object.fromEntries(given) as Partial<Pick<T, K>>;
}

/** What the personal part of a case is sealed to. */
export function casePlace(id: string): string {
  return `dropouts:${id}:sealed`;
}

import type { Sealer } from '../privacy/types.ts';

/** What an office or a person outside the bureau's organisation did about a file, as somebody recorded it. */
export interface OnBehalf {
  /** Department or person: 民政局, 派出所. */
  readonly unit: string;
  /** What was done, in the recorder's words; may name anybody, so it is sealed at rest. */
  readonly words: string;
}

/** The kind of an entry that holds one. */
export const ON_BEHALF = 'on-behalf';

/** What it is sealed to, after the place of its entry. */
export const onBehalfPlace = (place: string): string => `${place}:${ON_BEHALF}`;

/** Seals it to one entry of one file. */
export function sealOnBehalf(sealer: Sealer, note: OnBehalf, place: string): Buffer {
  return sealer.seal(JSON.stringify(note), onBehalfPlace(place));
}

/** Opens what `sealOnBehalf` sealed. */
export function openOnBehalf(sealer: Sealer, box: Buffer, place: string): OnBehalf {
  return JSON.parse(sealer.openText(box, onBehalfPlace(place))) as OnBehalf;
}

import { entryPlace } from '../casefiles/follow-up.ts';
import type { Sealer } from '../privacy/types.ts';
import type { EntryData, EntrySaid } from './decisions.ts';

/** The collection that hazards lie in. */
export const HAZARD_COLLECTION = 'hazards';

/** What an entry brings: what it says in clear, and the rest in a box that opens only in this entry of this hazard. */
export function saidParts(
  sealer: Sealer,
  { id, entry }: { readonly id: string; readonly entry: string },
  { data, said }: { readonly data: EntryData; readonly said: EntrySaid },
): { readonly data?: EntryData; readonly sealed?: Buffer } {
  return {
    ...(Object.keys(data).length === 0 ? {} : { data }),
    ...(Object.keys(said).length === 0
      ? {}
      : { sealed: sealer.seal(JSON.stringify(said), saidPlace(id, entry)) }),
  };
}

/** What was sealed so. */
export function openSaid(sealer: Sealer, box: Buffer, id: string, entry: string): EntrySaid {
  return JSON.parse(sealer.openText(box, saidPlace(id, entry))) as EntrySaid;
}

/** What it is sealed to. */
export const saidPlace = (id: string, entry: string): string =>
  `${entryPlace(HAZARD_COLLECTION, id, entry)}:said`;

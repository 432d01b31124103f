import { standing } from '../casefiles/undo.ts';
import type { HazardLevel } from './level.ts';

/** Entries as far as the level of a hazard follows from them. */
export interface LevelledEntry {
  readonly id?: string;
  readonly undoes?: string;
  readonly data?: { readonly judged?: HazardLevel; readonly before?: HazardLevel };
}

/**
 * The level that follows from these entries; `level` is what stands in the file now, which holds where nobody ever
 * judged. Of a past instant only the entries up to then are given as `past`.
 */
export function levelOf(
  { level, entries = [] }: { readonly level: HazardLevel; readonly entries?: readonly LevelledEntry[] },
  past: readonly LevelledEntry[] = entries,
): HazardLevel {
  const judged = standing(past).findLast(({ data }) => data?.judged !== undefined)?.data?.judged;
  return judged ?? entries.find(({ data }) => data?.before !== undefined)?.data?.before ?? level;
}

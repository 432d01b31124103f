import type { DropoutCase } from '../dropouts/types.ts';
import type { Hazard } from '../hazards/types.ts';
import type { Incident } from '../incidents/types.ts';

/** A file of any kind, found by its number. */
export type FoundFile =
  | { readonly kind: 'dropout'; readonly no: string; readonly file: DropoutCase }
  | { readonly kind: 'hazard'; readonly no: string; readonly file: Hazard }
  | { readonly kind: 'incident'; readonly no: string; readonly file: Incident };

/** Files by number, however loosely it was typed. */
export interface Files {
  /** Every file the words may mean: `K26-0417-F`, `k417`, `417`; this year's first, then last year's. */
  find(words: string, year2: number): Promise<readonly FoundFile[]>;
}

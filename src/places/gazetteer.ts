import type { Place, School, Township, Village, Water } from './place.ts';

/** Where in a text a place was named, and what it may be. Several candidates: the person must choose. */
export interface PlaceMention {
  /** Offsets into the text given, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly Place[];
}

/** The county's places, one immutable version of the county file. All look-ups are pure and in memory. */
export interface Gazetteer {
  readonly version: string;
  readonly county: { readonly name: string; readonly code?: string; readonly dutyPhone?: string };
  /** In county-file order, which is the order of every count. Retired ones are left out. */
  readonly townships: readonly Township[];
  readonly schools: readonly School[];
  readonly villages: readonly Village[];
  readonly waters: readonly Water[];
  /** Any place by its id, retired ones included (old cases still name them). */
  byId(id: string): Place | undefined;
  /** Exact names and aliases found in the text, longest first, not overlapping, in order of appearance; 区外 included. */
  scan(text: string): readonly PlaceMention[];
  /** Schools called by what is left of their names without township and kind, 松毛岭; where no place is named whole. */
  stems(text: string): readonly PlaceMention[];
  /** Places whose name is like `word` (typing slips, look-alike characters, pinyin), best first, at most `limit`. */
  nearest(word: string, limit: number): readonly Place[];
  /** Compulsory-education pupils of a township when every school of it gives a number, else undefined. */
  pupils(townshipId: string): number | undefined;
}

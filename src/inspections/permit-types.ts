import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';

/** A kind of permit or certificate that runs out: data of `templates/forms/permits`. */
export interface PermitKind {
  /** ASCII: `bus`. */
  readonly id: string;
  /** 校车. Unique among names and aliases of all kinds. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Posts that are told, best first. */
  readonly posts: readonly string[];
  readonly basis: string;
}

/** Which permit: of one school, one kind, and, where a school has several of a kind, a label (a plate, a place). */
export interface PermitKey {
  readonly schoolId: string;
  readonly kindId: string;
  /** Sealed at rest: it may be somebody's name. */
  readonly label?: string;
}

/** What was said about a permit, one line of its history. */
export interface PermitEntry {
  /** Effect key. */
  readonly id: string;
  /** `set` a date was told · `ended` the school no longer has it. */
  readonly kind: 'set' | 'ended';
  /** Of `set`: the last day it holds. */
  readonly expiresOn?: LocalDate;
  readonly by: By;
  readonly at: Date;
}

/** A permit as the rest of the program reads it. */
export interface Permit extends PermitKey {
  /** Stable, tells nothing. */
  readonly id: string;
  readonly areaId: string;
  /** The last day it holds. */
  readonly expiresOn: LocalDate;
  readonly entries: readonly PermitEntry[];
}

/** Permits and certificates of schools, one document each. */
export interface Permits {
  /** The kinds this program knows, in the order they are listed. */
  readonly kinds: readonly PermitKind[];
  /** Tells the last day a permit holds; telling a later one is its renewal. */
  tell(key: PermitKey, areaId: string, expiresOn: LocalDate, by: By, at: Date): Effect<Permit>;
  /** The school no longer has it: nobody is reminded. Undefined when there was none. */
  end(key: PermitKey, by: By, at: Date): Effect<Permit | undefined>;
  /** What the school has, the one that ends first in front. */
  of(schoolId: string): Promise<readonly Permit[]>;
  /** What ends in `from..to`, both included, of the whole county or one area, the first in front. */
  ending(from: LocalDate, to: LocalDate, areaId?: string): Promise<readonly Permit[]>;
}

import type { Appended } from '../casefiles/appended.ts';
import type { Entry } from '../casefiles/entry.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { PermitMove, PermitState } from './permit-transitions.ts';

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
export interface PermitEntry extends Omit<Entry<PermitMove, PermitState>, 'after' | 'followed'> {
  /** Of `set`: the last day it holds. */
  readonly expiresOn?: LocalDate;
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

/** What became of something said about a permit; `missing`: the school has told of none. */
export type OnPermit = Appended<Permit, PermitMove>;

/** Permits and certificates of schools, one document each. */
export interface Permits {
  /** The kinds this program knows, in the order they are listed. */
  readonly kinds: readonly PermitKind[];
  /** Tells the last day a permit holds; telling a later one is its renewal. */
  tell(key: PermitKey, areaId: string, expiresOn: LocalDate, by: By, at: Date): Effect<OnPermit>;
  /** The school no longer has it: nobody is reminded. */
  end(key: PermitKey, by: By, at: Date): Effect<OnPermit>;
  /** What the school has, the one that ends first in front. */
  of(schoolId: string): Promise<readonly Permit[]>;
  /** What ends in `from..to`, both included, of the whole county or one area, the first in front. */
  ending(from: LocalDate, to: LocalDate, areaId?: string): Promise<readonly Permit[]>;
}

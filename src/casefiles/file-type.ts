import type { Entry, EntryDocument } from './entry.ts';
import type { Sight } from './rights.ts';
import type { Transitions } from './transitions.ts';

/** What lists of files are read by, set anew with each entry. An index stands on each pair that is asked for. */
export interface Heads {
  /** Somebody still has to do something. */
  readonly open?: boolean | undefined;
  readonly areaId?: string | undefined;
  readonly schoolId?: string | undefined;
  readonly villageId?: string | undefined;
  /** Persons whose file it is. */
  readonly owners?: readonly string[] | undefined;
  /** The person or role that is next. */
  readonly waitsFor?: string | undefined;
  /** The day by which they should have acted. */
  readonly nextDue?: string | undefined;
}

/** A type of file: where it lies, what may happen to it, who sees it and what lists read of it. */
export interface FileType<E extends Entry, D extends EntryDocument<E>> {
  readonly collection: string;
  readonly moves: Transitions<E['kind'], E['to']>;
  readonly sight: Sight;
  /** The heads of the file as an entry leaves it; what is undefined is taken away. */
  heads(file: D): Heads & { readonly [K in Exclude<keyof D, keyof EntryDocument>]?: D[K] | undefined };
}

import { defined } from '../kit/defined.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { Assignee } from './assignee.ts';
import type { Five, ListingData, ListingLevel, ListingMove, ListingSaid } from './listing-types.ts';

/** Entries as far as a listing follows from them. */
export interface ListedHazard {
  readonly entries: readonly {
    readonly kind: string;
    readonly on: LocalDate;
    readonly data?: ListingData & { readonly due?: LocalDate };
    readonly said?: ListingSaid;
    readonly by?: { readonly name?: string };
  }[];
}

/** How the listing of a hazard stands. */
export interface Listing {
  readonly level: ListingLevel;
  readonly authority?: string;
  readonly number: string;
  readonly on: LocalDate;
  readonly person?: Assignee;
  readonly monitor?: Assignee;
  readonly five: Five;
  readonly scope?: string;
  /** The day of the newest progress that was given. */
  readonly progressOn?: LocalDate;
  /** 摘牌. */
  readonly delisted?: { readonly on: LocalDate; readonly number: string };
}

const WEEK = 7;

/** The newest listing of a hazard, whether it stands or was ended; undefined for one that never was listed. Pure. */
export function listingOf({ entries }: ListedHazard): Listing | undefined {
  const at = entries.findLastIndex(({ kind }) => kind === 'listed');
  const first = entries[at];
  const { level, authority, number } = first?.data ?? {};
  if (first === undefined || level === undefined || number === undefined) return undefined;
  const since = entries.slice(at);
  const newest = (kind: ListingMove) => since.findLast((entry) => entry.kind === kind);
  const ended = newest('delisted');
  return {
    ...{ level, number, on: first.on },
    five: Object.assign({}, ...since.map(({ said }) => said?.five ?? {})) as Five,
    ...defined({
      authority,
      person: since.findLast(({ data }) => data?.person !== undefined)?.data?.person,
      monitor: since.findLast(({ data }) => data?.monitor !== undefined)?.data?.monitor,
      scope: since.findLast(({ said }) => said?.scope !== undefined)?.said?.scope,
      progressOn: newest('progress')?.on,
      delisted: ended === undefined ? undefined : { on: ended.on, number: ended.data?.number ?? '' },
    }),
  };
}

/** The listing that stands now. */
export function standingListing(file: ListedHazard): Listing | undefined {
  const listing = listingOf(file);
  return listing?.delisted === undefined ? listing : undefined;
}

/** The day by which the next progress should be told: a week after the newest, or after the listing. */
export function progressDue({ on, progressOn }: Pick<Listing, 'on' | 'progressOn'>): LocalDate {
  return addDays(progressOn ?? on, WEEK);
}

/** The extension that was asked for and that nobody has decided on; undefined where there is none. */
export function openExtension({ entries }: ListedHazard): { readonly until: LocalDate } | undefined {
  const kinds: readonly string[] = ['extension-asked', 'extension-agreed', 'extension-refused', 'delisted'];
  const last = entries.findLast(({ kind }) => kinds.includes(kind));
  const until = last?.kind === 'extension-asked' ? last.data?.until : undefined;
  return until === undefined ? undefined : { until };
}

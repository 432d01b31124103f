import { daysBetween, type LocalDate, spokenDate } from '../kit/local-date.ts';
import { type Listing, listingOf, openExtension, progressDue } from './listing.ts';
import { FIVE } from './listing-types.ts';
import type { Hazard } from './types.ts';

/** How a listing is shown (T9), to those of its area in private. */
export interface ShownListing {
  readonly level: string;
  readonly authority: string | undefined;
  readonly number: string;
  readonly on: string;
  readonly person: string | undefined;
  readonly monitor: string | undefined;
  readonly settled: readonly string[];
  readonly lacking: readonly string[];
  readonly scope: string | undefined;
  readonly government: readonly string[];
  readonly progress: string | undefined;
  /** Days since the progress of a week was due; 0 while it is not. */
  readonly late: number;
  readonly extension: string | undefined;
  readonly delisted: string | undefined;
}

/** The listing of a hazard as it stands on that day; undefined for one that never was listed. */
export function shownListing(file: Hazard, today: LocalDate): ShownListing | undefined {
  const listing = listingOf(file);
  if (listing === undefined) return undefined;
  const { five, delisted, progressOn } = listing;
  const extension = openExtension(file);
  return {
    ...{ level: listing.level, authority: listing.authority, number: listing.number },
    on: spokenDate(listing.on),
    ...{ person: listing.person?.name, monitor: listing.monitor?.name, scope: listing.scope },
    settled: FIVE.flatMap((word) => (five[word] === undefined ? [] : [`${word}：${five[word]}`])),
    lacking: delisted === undefined ? lackingOf(listing) : [],
    government: toldGovernment(file),
    progress: progressOn === undefined ? undefined : spokenDate(progressOn),
    late: delisted === undefined ? Math.max(0, daysBetween(progressDue(listing), today)) : 0,
    extension: extension === undefined ? undefined : spokenDate(extension.until),
    delisted: delisted === undefined ? undefined : `${spokenDate(delisted.on)}，${delisted.number}`,
  };
}

function lackingOf({ five, scope, person, monitor }: Listing): readonly string[] {
  return [
    ...FIVE.filter((word) => five[word] === undefined),
    ...(scope === undefined ? ['停用范围'] : []),
    ...(person === undefined ? ['责任人'] : []),
    ...(monitor === undefined ? ['监控人'] : []),
  ];
}

/** When the local government was told of it, by whom, under which number. */
function toldGovernment({ entries }: Hazard): readonly string[] {
  return entries
    .filter(({ kind }) => kind === 'government-told')
    .map(({ on, by, data }) =>
      [spokenDate(on), by.name, data?.authority ?? '当地政府', data?.number].filter(Boolean).join(' '),
    );
}

import type { TrailFact } from '../audit/types.ts';
import { SentinelError, toError } from '../errors.ts';
import { within } from '../kit/within.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Entry } from './entry.ts';
import {
  type ClaimPhotos,
  entryPlace,
  type LinkFile,
  openWords,
  type TellSomebody,
  type Words,
} from './follow-up.ts';
import { factOf } from './on-trail.ts';

/** Where follow-ups go; handed in by the composition root. Each must be safe to repeat with the same id. */
export interface RelayTargets {
  trail(fact: TrailFact): Promise<void>;
  photos(follow: ClaimPhotos): Promise<void>;
  link(id: string, follow: LinkFile, made: Pick<Entry, 'by' | 'at'>): Promise<void>;
  /** Whoever has no standing in the county any more is not told: that is decided here, when it is told. */
  tell(id: string, follow: Omit<TellSomebody, 'sealed' | 'kind'>, words: Words): Promise<void>;
}

/** An entry of a file, from which something follows. */
export interface Followed {
  readonly collection: string;
  readonly file: { readonly _id: string; readonly no?: string };
  readonly entry: Entry;
}

/**
 * Carries out what follows from one entry, each by itself: one that fails keeps none of the others from being done.
 * Rejects with the first failure, and when it takes longer than `longestMs`; then all of it is to be done again.
 */
export async function carryOut(
  { longestMs, ...to }: RelayTargets & { readonly sealer: Sealer; readonly longestMs: number },
  { collection, file, entry }: Followed,
): Promise<void> {
  const place = entryPlace(collection, file._id, entry.id);
  const all = (entry.after ?? []).map(async (follow, n) => {
    if (follow.kind === 'trail') return to.trail(factOf(collection, file, entry, follow.what));
    if (follow.kind === 'photos') return to.photos(follow);
    if (follow.kind === 'link') return to.link(`${place}:${n}`, follow, entry);
    const { kind: _kind, sealed: _sealed, ...plain } = follow;
    return to.tell(`${place}:${n}`, plain, openWords(to.sealer, place, follow));
  });
  const done = await within(longestMs, Promise.allSettled(all), tooSlow);
  const failed = done.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw toError(failed.reason);
}

function tooSlow(): never {
  throw new SentinelError('relay_slow', 'What follows from an entry takes too long.');
}

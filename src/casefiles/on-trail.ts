import type { TrailFact } from '../audit/types.ts';
import type { Entry } from './entry.ts';
import { entryPlace, type RecordOnTrail } from './follow-up.ts';
import type { Transition } from './transitions.ts';

/**
 * Whether an entry is recorded on the trail: what its move says, else whatever changes the state of a file that was
 * there. A plain report is its own record, and must cost no more than itself.
 */
export function isTrailed<S extends string>(
  { trail }: Pick<Transition<S>, 'trail'>,
  before: S | undefined,
  to: S,
): boolean {
  return trail === undefined ? before !== undefined && before !== to : trail !== false;
}

/** The follow-up that records an entry; none for one that leaves no trace there. */
export function trailOf<S extends string>(
  move: Pick<Transition<S>, 'trail'>,
  before: S | undefined,
  to: S,
): readonly RecordOnTrail[] {
  if (!isTrailed(move, before, to)) return [];
  return [move.trail === 'erased' ? { kind: 'trail', what: 'erased' } : { kind: 'trail' }];
}

/** What the trail keeps of an entry: who, what, when and of which file, never its words. */
export function factOf(
  collection: string,
  { _id, no = _id }: { readonly _id: string; readonly no?: string },
  { id, kind, to, at, by, from }: Entry,
  what: 'decided' | 'erased' = 'decided',
): TrailFact {
  return {
    key: entryPlace(collection, _id, id),
    ...{ at, what, by },
    file: no,
    detail: { of: collection, kind, to, ...(from === 'chat' ? {} : { from }) },
  };
}

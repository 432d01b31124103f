import { type Entry, stateAt } from '../casefiles/entry.ts';
import { standing } from '../casefiles/undo.ts';
import { BUCKETS, type Bucket, bucketOf, isOutOfSchool } from '../dropouts/states.ts';
import type { DropoutMove, DropoutState } from '../dropouts/transitions.ts';
import type { CaseEvent } from './events.ts';

/** How many cases are in each part of the partition: every case is in exactly one. */
export type Parts = Readonly<Record<Bucket, number>>;

/** The partition of one area; 其中 of those out of school: who dropped out again, and who is of a special group. */
export interface AreaParts {
  /** Township id, or `outside`. */
  readonly areaId: string;
  readonly parts: Parts;
  readonly relapsed: number;
  readonly special: number;
}

/** What the partition needs to know of a case. */
export interface PartFact {
  readonly areaId: string;
  readonly special: boolean;
  readonly entries: readonly CaseEvent[];
}

const NAMES = Object.keys(BUCKETS) as readonly Bucket[];
/** Nothing in any part. */
export const NO_PARTS = Object.fromEntries(NAMES.map((name) => [name, 0])) as Parts;

/** The partition of every area that has any case, at that instant. */
export function partitionAt(cases: readonly PartFact[], at: Date): readonly AreaParts[] {
  const areas = new Map<string, AreaParts>();
  for (const one of cases) {
    const state = stateAt(one.entries, at);
    if (state === undefined) continue;
    const out = isOutOfSchool(state);
    const part = {
      bucket: bucketOf(state),
      relapsed: Number(out && isRelapseAt(one, at)),
      special: Number(out && one.special),
    };
    areas.set(one.areaId, withPart(areas.get(one.areaId) ?? noParts(one.areaId), { ...part, n: 1 }));
  }
  return [...areas.values()].sort((a, b) => (a.areaId < b.areaId ? -1 : 1));
}

/** Some more of one part of an area. */
export interface MoreOfPart {
  readonly bucket: Bucket;
  readonly n: number;
  readonly relapsed: number;
  readonly special: number;
}

/** The partition of an area without any case. */
export function noParts(areaId: string): AreaParts {
  return { areaId, parts: NO_PARTS, relapsed: 0, special: 0 };
}

/** The area with so many more in that part. */
export function withPart(area: AreaParts, { bucket, n, relapsed, special }: MoreOfPart): AreaParts {
  return {
    areaId: area.areaId,
    parts: { ...area.parts, [bucket]: area.parts[bucket] + n },
    relapsed: area.relapsed + relapsed,
    special: area.special + special,
  };
}

type Event = Pick<Entry<DropoutMove, DropoutState>, 'kind' | 'at' | 'to'>;

/** Whether the child had dropped out again by then: the mark that a correction takes away. */
export function isRelapseAt({ entries }: { readonly entries: readonly Event[] }, at: Date): boolean {
  const known = standing(entries.slice(0, entries.findLastIndex((entry) => entry.at <= at) + 1));
  return known.some(({ kind, to }) => to === 'relapsed' && (kind === 'relapsed' || kind === 'reported'));
}

import type { TrailFact } from '../audit/types.ts';
import { BY_PROGRAM } from '../kit/by.ts';
import type { VersionFacts } from './county-store.ts';

const BY_WHOM = {
  start: { key: 'system:start', role: BY_PROGRAM },
  hand: { key: 'system:terminal', role: BY_PROGRAM },
  rollback: { key: 'system:terminal', role: BY_PROGRAM },
} as const;
/** Older ones were recorded when they came. */
const NEWEST = 20;

/**
 * That county files came into force, which changes who may do what. From the versions themselves: whoever looks records
 * the same facts, so that none is lost when a program ends between the change and the record.
 */
export function countyFacts(versions: readonly VersionFacts[]): readonly TrailFact[] {
  return versions.slice(0, NEWEST).map(({ seq, loadedAt: at, by = 'start', members, schools }) => ({
    key: `county:${seq}`,
    ...{ at, what: 'rights', by: BY_WHOM[by] },
    detail: { act: 'county', seq, how: by, members, schools },
  }));
}

import { moveUnits } from '../../people/move-units-store.ts';
import type { CountyStore } from '../../places/county-store.ts';
import type { Services } from '../../services.ts';
import type { Database } from '../open-database.ts';
import { moveMerged } from './move-merged.ts';

/** What the work of merged schools is moved in. */
export interface MergeSetup {
  readonly county: Pick<CountyStore, 'current'>;
  readonly services: Pick<Services, 'dropouts' | 'hazards' | 'duties'>;
}

/** Moves what is open of merged schools, as the current version of the county file has them. */
export function buildMerge(
  { mongo }: Pick<Database, 'mongo'>,
  { county, services }: MergeSetup,
): (at: Date) => Promise<number> {
  const { dropouts, hazards, duties } = services;
  return async (at) => {
    const { schools } = await county.current();
    const units = (from: string, to: Parameters<typeof moveUnits>[2]) => moveUnits(mongo, from, to);
    return moveMerged({ dropouts, hazards, duties, schools, moveUnits: units }, at);
  };
}

import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, fullName } from '../places/naming.ts';
import type { DropoutCase } from './types.ts';

/** Where a case belongs, as private replies print it: its school, else its area. */
export function casePlace(
  gazetteer: Gazetteer,
  { schoolId, areaId }: Pick<DropoutCase, 'schoolId' | 'areaId'>,
): string {
  const school = schoolId === undefined ? undefined : gazetteer.byId(schoolId);
  return school ? fullName(gazetteer, school) : areaName(gazetteer, areaId);
}

/** Grade and class as the ledgers write them; empty where nobody said. */
export function caseClass({ grade, className }: Pick<DropoutCase, 'grade' | 'className'>): string {
  return [grade, className].filter(Boolean).join('');
}

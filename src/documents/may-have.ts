import { maySee, type Reader } from '../casefiles/rights.ts';
import type { DropoutCase } from '../dropouts/types.ts';
import type { Hazard } from '../hazards/types.ts';
import { SIGHT } from '../hazards/whose.ts';
import { covers } from '../people/scope.ts';
import type { School } from '../places/place.ts';
import type { DocumentKind } from './kinds.ts';

/** What a document is about, found. */
export type FoundSubject =
  | { readonly subject: 'case'; readonly of: DropoutCase }
  | { readonly subject: 'hazard'; readonly of: Hazard }
  | { readonly subject: 'school'; readonly of: School; readonly form?: string };

/**
 * Whether this person may have a document of this kind about it. A paper about a child shows names in full: it is for
 * those whose work the file is, within their area, and for nobody else, whatever they may see masked.
 */
export function mayHave(
  reader: Reader,
  { who, of: subjects }: Pick<DocumentKind, 'who' | 'of'>,
  found: FoundSubject,
): boolean {
  const { actor } = reader;
  if (!actor.bound || !who.includes(actor.role) || !subjects.includes(found.subject)) return false;
  // Nobody could say who took it.
  if (found.subject === 'case' && actor.shared === true) return false;
  if (found.subject === 'hazard') return maySee(reader, found.of, SIGHT);
  return covers(actor, areaOf(found));
}

/** Where it lies. */
export function areaOf(found: FoundSubject): { readonly areaId: string; readonly schoolId?: string } {
  if (found.subject === 'school') return { areaId: found.of.townshipId, schoolId: found.of.id };
  const { areaId, schoolId } = found.of;
  return { areaId, ...(schoolId === undefined ? {} : { schoolId }) };
}

/** The number of a file, the id of a school. */
export function idOfSubject(found: FoundSubject): string {
  return found.subject === 'school' ? found.of.id : found.of.no;
}

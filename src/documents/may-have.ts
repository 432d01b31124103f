import { maySee, type Reader } from '../casefiles/rights.ts';
import { readsWhole } from '../dropouts/reads.ts';
import type { DropoutCase } from '../dropouts/types.ts';
import type { Hazard } from '../hazards/types.ts';
import { SIGHT } from '../hazards/whose.ts';
import { covers } from '../people/scope.ts';
import type { School } from '../places/place.ts';
import type { PrivacyRules } from '../places/privacy-rules.ts';
import type { DocumentKind } from './kinds.ts';

/** What a document is about, found. */
export type FoundSubject =
  | { readonly subject: 'case'; readonly of: DropoutCase }
  | { readonly subject: 'hazard'; readonly of: Hazard }
  | { readonly subject: 'school'; readonly of: School; readonly form?: string };

/** Which documents somebody may have, and of what. */
export type MayHave = (kind: Pick<DocumentKind, 'who' | 'of'>, found: FoundSubject) => boolean;

/**
 * What this person may have. A paper about a child shows names in full: having one is reading the whole file, so it
 * needs that right as well as the work, within the own area.
 */
export function mayHave(reader: Reader, rules: Pick<PrivacyRules, 'fullView'>): MayHave {
  const { actor } = reader;
  return ({ who, of: subjects }, found) => {
    if (!actor.bound || !who.includes(actor.role) || !subjects.includes(found.subject)) return false;
    if (found.subject === 'case') return readsWhole(actor, areaOf(found), rules);
    return found.subject === 'hazard' ? maySee(reader, found.of, SIGHT) : covers(actor, areaOf(found));
  };
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

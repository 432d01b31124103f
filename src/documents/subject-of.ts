import type { DropoutStore } from '../dropouts/types.ts';
import type { HazardStore } from '../hazards/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import type { FoundSubject } from './may-have.ts';
import type { SubjectOf } from './register-types.ts';

/** Where subjects are found. */
export interface SubjectSources {
  readonly dropouts: Pick<DropoutStore, 'find'>;
  readonly hazards: Pick<HazardStore, 'find'>;
  readonly places: { current(): Promise<Gazetteer> };
}

/** What a document is about, as it is now; undefined where it is no longer there. */
export async function subjectOf(
  { dropouts, hazards, places }: SubjectSources,
  { subject, of, form }: Pick<SubjectOf, 'subject' | 'of'> & { readonly form?: string },
): Promise<FoundSubject | undefined> {
  if (subject === 'case') {
    const file = await dropouts.find(of);
    return file && { subject, of: file };
  }
  if (subject === 'hazard') {
    const file = await hazards.find(of);
    return file && { subject, of: file };
  }
  const school = (await places.current()).byId(of);
  if (school?.kind !== 'school') return undefined;
  return { subject, of: school, ...(form === undefined ? {} : { form }) };
}

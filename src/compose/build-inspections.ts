import { join } from 'node:path';
import type { NumberedServices } from '../casefiles/numbered-store.ts';
import { createChecks } from '../inspections/checks-store.ts';
import { createInspections } from '../inspections/inspections-store.ts';
import { loadForms } from '../inspections/load-forms.ts';
import { loadPermitKinds } from '../inspections/load-permit-kinds.ts';
import { createOfficerVisits } from '../inspections/officer-visits-store.ts';
import { createPermits } from '../inspections/permits-store.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Services } from '../services.ts';
import { TEMPLATES_DIR } from './paths.ts';

/** Inspections and permits, with the forms and kinds of the templates. A form that cannot be read stops the start. */
export function buildInspections(
  shared: NumberedServices & { readonly sealer: Sealer },
): Pick<Services, 'inspections' | 'checks' | 'officerVisits' | 'permits'> {
  const folder = join(TEMPLATES_DIR, 'forms');
  return {
    inspections: createInspections({ ...shared, forms: loadForms(folder) }),
    checks: createChecks(shared),
    officerVisits: createOfficerVisits(shared),
    permits: createPermits({ ...shared, kinds: loadPermitKinds(join(folder, 'permits', 'kinds.yaml')) }),
  };
}

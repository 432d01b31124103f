import { defined } from '../kit/defined.ts';
import type { Sealer } from '../privacy/types.ts';
import { childKeys } from './child-keys.ts';
import { plainFields, type SealedPart, type StoredDropout, seal, unseal } from './dropout-document.ts';
import type { ChildDetails, Supplement } from './types.ts';

/** The fields of a case after a supplement: later words win, notes are kept one under the other. */
export function supplemented(
  sealer: Sealer,
  stored: StoredDropout,
  details: Supplement,
): Partial<StoredDropout> {
  const before = unseal(sealer, stored);
  const reason = details.reason ?? before.reason;
  const part: SealedPart = {
    child: mergedChild(before.child, details),
    ...defined({ reason }),
  };
  return {
    ...plainFields(details),
    childKeys: childKeys(sealer, part.child, details.schoolId ?? stored.schoolId),
    sealed: seal(sealer, stored._id, part),
  };
}

const DETAILS = ['name', 'idNumber', 'guardian', 'phone'] as const;

function mergedChild(before: ChildDetails, details: Supplement): ChildDetails {
  const given = Object.fromEntries(
    DETAILS.filter((name) => details[name] !== undefined).map((name) => [name, details[name]]),
  );
  const notes = [before.notes, details.notes].filter((note) => note !== undefined).join('\n');
  return { ...before, ...given, ...defined({ notes: notes || undefined }) };
}

import type { Actor } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import { covers, type FileArea } from '../people/scope.ts';
import type { PrivacyRules } from '../places/privacy-rules.ts';

const WORDS: readonly Role[] = ['teacher', 'school', 'village', 'township', 'bureau'];
const CONTACTS: readonly Role[] = ['teacher', 'school', 'township'];

/** Whether what people said in this file is read back to this person: who works on it, and the bureau. */
export function readsWords(actor: Actor, file: FileArea): boolean {
  return WORDS.includes(actor.role) && covers(actor, file);
}

/**
 * Whether this person is one of the pair who answer for the child, and may have address and phone without a reason; by
 * an account that several share nobody can say who had them.
 */
export function readsContacts(actor: Actor, file: FileArea): boolean {
  return actor.shared !== true && CONTACTS.includes(actor.role) && covers(actor, file);
}

/** Who never reads a whole file, whatever the county says: strangers, and who watches the readers. */
const NEVER: readonly Role[] = ['visitor', 'auditor'];

/**
 * Whether this person may read a child's whole file for a reason: by their role as the county says, or by name, in their
 * own area; through an account that several people share nobody does.
 */
export function readsWhole(
  actor: Actor,
  file: FileArea,
  { fullView }: Pick<PrivacyRules, 'fullView'>,
): boolean {
  if (!actor.bound || actor.shared === true || NEVER.includes(actor.role)) return false;
  const named = actor.rights?.includes('full-view') === true;
  return (named || fullView.includes(actor.role)) && covers(actor, file);
}

import type { Actor } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import { covers, type FileArea } from '../people/scope.ts';

const WORDS: readonly Role[] = ['teacher', 'school', 'village', 'township', 'bureau'];
const CONTACTS: readonly Role[] = ['teacher', 'school', 'township'];

/** Whether what people said in this file is read back to this person: who works on it, and the bureau. */
export function readsWords(actor: Actor, file: FileArea): boolean {
  return WORDS.includes(actor.role) && covers(actor, file);
}

/** Whether this person is one of the pair who answer for the child, and may have address and phone without a reason. */
export function readsContacts(actor: Actor, file: FileArea): boolean {
  return CONTACTS.includes(actor.role) && covers(actor, file);
}

import { type LocalDate, printedDate } from '../kit/local-date.ts';
import { ROLE_WORDS, ROLES } from '../people/roles.ts';
import type { Person } from '../people/types.ts';

/** A day as papers print it; undefined stays undefined. */
export function day(on: LocalDate | undefined): string | undefined {
  return on === undefined ? undefined : printedDate(on);
}

/** The same in the narrow columns of a table: 2026.11.24. */
export function shortDay(on: LocalDate | undefined): string | undefined {
  return on?.replaceAll('-', '.');
}

/** Undefined for no words at all. */
export function some(words: string | undefined): string | undefined {
  return words === '' ? undefined : words;
}

/** An officer with their post: `桑小满（教育专干）`; undefined for nobody or somebody without a name. */
export function personWord(person: Pick<Person, 'name' | 'post'> | undefined): string | undefined {
  if (person?.name === undefined) return undefined;
  return person.post === undefined ? person.name : `${person.name}（${person.post}）`;
}

/** The word for a role, as papers name somebody without a name. */
export function roleWord(role: string): string | undefined {
  const known = ROLES.find((one) => one === role);
  return known === undefined || known === 'visitor' ? undefined : ROLE_WORDS[known][0];
}

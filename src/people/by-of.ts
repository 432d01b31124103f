import type { By } from '../kit/by.ts';
import type { Actor } from './actor.ts';

/** What an entry keeps of whoever made it. */
export function byOf({ key, role, name }: Pick<Actor, 'key' | 'role' | 'name'>): By {
  return { key, role, ...(name === undefined ? {} : { name }) };
}

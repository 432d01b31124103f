import { peopleOf } from '../duties/units.ts';
import type { Person } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import type { ToldDays } from './asks.ts';
import type { Item } from './item.ts';
import { canBeTold } from './who.ts';

/** Items by the person who hears them, and those that nobody can be told. */
export interface Addressed {
  readonly byPerson: ReadonlyMap<Person, readonly Item[]>;
  readonly nobody: readonly Item[];
}

/**
 * Of every unit one person hears it: the best of its people who has an account, and the same one the second time.
 * What is said beside that goes to the next one, or to nobody.
 */
export function addressItems(
  items: readonly Item[],
  people: readonly Person[],
  gazetteer: Pick<Gazetteer, 'schools'>,
  told: ToldDays,
): Addressed {
  const byPerson = new Map<Person, Item[]>();
  const nobody: Item[] = [];
  const choices = new Map<string, readonly Person[]>();
  for (const item of items) {
    const person = personFor(item, people, gazetteer, told, choices);
    if (person !== undefined) byPerson.set(person, [...(byPerson.get(person) ?? []), item]);
    else if (item.beside === undefined) nobody.push(item);
  }
  return { byPerson, nobody };
}

function personFor(
  item: Item,
  people: readonly Person[],
  gazetteer: Pick<Gazetteer, 'schools'>,
  told: ToldDays,
  choices: Map<string, readonly Person[]>,
): Person | undefined {
  const { unitId, posts, audience, beside, after = beside } = item;
  const named = people.find((one) => one.id === item.person);
  if (named !== undefined && canBeTold(named)) return named;
  const asked = JSON.stringify([unitId, audience, posts]);
  const known = choices.get(asked) ?? peopleOf(unitId, item, people, gazetteer).filter(canBeTold);
  choices.set(asked, known);
  const before = after === undefined ? undefined : told.get(after)?.personId;
  const first = known.find(({ id }) => id === before) ?? known[0];
  return beside === undefined ? first : known.find((person) => person !== first);
}

/** A case as the count of children sees it: keyed hashes only, no case without its area. */
export interface CaseOfChild {
  readonly areaId: string;
  readonly reportedAt: Date;
  /** Hashes of the ID number (one per data key) and of name with school. */
  readonly childKeys: readonly { readonly of: 'id' | 'name'; readonly kid: string; readonly h: string }[];
}

/**
 * Children by area, each once, in the area of its newest report. One child: the same ID number; without one, the same
 * name at the same school, unless several ID numbers go by that name. A case that names nobody is a child of its own.
 */
export function childrenByArea(cases: readonly CaseOfChild[]): Map<string, number> {
  const newestFirst = [...cases].sort((a, b) => b.reportedAt.getTime() - a.reportedAt.getTime());
  const hasId = (each: CaseOfChild): boolean => each.childKeys.some(({ of }) => of === 'id');
  const people = new People();
  for (const each of newestFirst.filter(hasId)) people.addById(each);
  for (const each of newestFirst.filter((one) => !hasId(one))) people.addByName(each);
  const counts = new Map<string, number>();
  for (const { areaId } of people.newest()) counts.set(areaId, (counts.get(areaId) ?? 0) + 1);
  return counts;
}

interface Person {
  newest: CaseOfChild;
}

class People {
  readonly #all = new Set<Person>();
  readonly #byId = new Map<string, Person>();
  readonly #byName = new Map<string, Set<Person>>();

  addById(one: CaseOfChild): void {
    const ids = keysOf(one, 'id');
    this.#note(
      one,
      ids.map((id) => this.#byId.get(id)).find((person) => person !== undefined),
      ids,
    );
  }

  addByName(one: CaseOfChild): void {
    const namesakes = new Set(keysOf(one, 'name').flatMap((name) => [...(this.#byName.get(name) ?? [])]));
    const [only] = namesakes;
    this.#note(one, namesakes.size === 1 ? only : undefined, []);
  }

  newest(): CaseOfChild[] {
    return [...this.#all].map((person) => person.newest);
  }

  #note(one: CaseOfChild, known: Person | undefined, ids: readonly string[]): void {
    const person = known ?? { newest: one };
    if (one.reportedAt > person.newest.reportedAt) person.newest = one;
    this.#all.add(person);
    for (const id of ids) this.#byId.set(id, person);
    for (const name of keysOf(one, 'name')) {
      this.#byName.set(name, (this.#byName.get(name) ?? new Set()).add(person));
    }
  }
}

function keysOf({ childKeys }: CaseOfChild, kind: 'id' | 'name'): string[] {
  return childKeys.filter(({ of }) => of === kind).map(({ kid, h }) => `${kid}:${h}`);
}

import { createHash } from 'node:crypto';

/** How an item of the file is recognised again: the first key that an earlier item has decides. */
export interface Identity {
  /** Strongest first, e.g. code, then township and name. */
  readonly keys: readonly string[];
}
/** An item that has its id already. */
export interface KnownItem extends Identity {
  readonly id: string;
}

/**
 * Gives every item the id of the earlier item it continues, else a new one made of its strongest key. All first
 * keys are compared before any second ones, and no id is given twice.
 */
export function assignIds(
  prefix: string,
  items: readonly Identity[],
  known: readonly KnownItem[],
): readonly string[] {
  const ids = new Map<Identity, string>();
  const taken = new Set<string>();
  const depth = Math.max(0, ...items.map(({ keys }) => keys.length));
  for (let rank = 0; rank < depth; rank += 1) {
    const free = lookUp(known.filter(({ id }) => !taken.has(id)));
    for (const item of items) {
      const key = item.keys[rank];
      const id = ids.has(item) || key === undefined ? undefined : free.get(key);
      if (id === undefined || taken.has(id)) continue;
      ids.set(item, id);
      taken.add(id);
    }
  }
  const used = new Set([...taken, ...known.map(({ id }) => id)]);
  return items.map((item) => ids.get(item) ?? fresh(prefix, item, used));
}

// A key that two earlier items share says nothing.
function lookUp(known: readonly KnownItem[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string | undefined>();
  for (const { keys, id } of known)
    for (const key of new Set(keys)) ids.set(key, ids.has(key) ? undefined : id);
  return new Map([...ids].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function fresh(prefix: string, { keys }: Identity, used: Set<string>): string {
  for (let again = 0; ; again += 1) {
    const seed = again === 0 ? (keys[0] ?? '') : `${keys[0] ?? ''}#${again}`;
    const id = `${prefix}-${createHash('sha256').update(seed).digest('hex').slice(0, 12)}`;
    if (used.has(id)) continue;
    used.add(id);
    return id;
  }
}

/** The items by their key, keys in the order of their first item. */
export function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const mine = groups.get(key);
    if (mine === undefined) groups.set(key, [one]);
    else mine.push(one);
  }
  return groups;
}

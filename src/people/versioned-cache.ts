import { LRUCache } from 'lru-cache';

const MOST = 20_000;

/**
 * Remembers what `find` gave for a key as long as the version stays the same. What was asked under an older
 * version is never given under a newer one.
 */
export function versionedCache<T extends object>(
  version: () => Promise<number>,
  find: (key: string) => Promise<T | undefined>,
): (key: string) => Promise<T | undefined> {
  const kept = new LRUCache<string, { readonly version: number; readonly value: T | undefined }>({
    max: MOST,
  });
  return async (key) => {
    const now = await version();
    const known = kept.get(key);
    if (known?.version === now) return known.value;
    const value = await find(key);
    kept.set(key, { version: now, value });
    return value;
  };
}

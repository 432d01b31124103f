const MOST = 20_000;

/**
 * Remembers what `find` gave for a key as long as the version stays the same. What was asked under an older
 * version is never given under a newer one.
 */
export function versionedCache<T extends object>(
  version: () => Promise<number>,
  find: (key: string) => Promise<T | undefined>,
): (key: string) => Promise<T | undefined> {
  let kept = new Map<string, T | undefined>();
  let of: number | undefined;
  return async (key) => {
    const now = await version();
    // A new version forgets everything. (No least-recently-used cache: its room is made at once, for each instance.)
    if (now !== of || kept.size >= MOST) kept = new Map();
    of = now;
    const ours = kept;
    if (ours.has(key)) return ours.get(key);
    const value = await find(key);
    ours.set(key, value);
    return value;
  };
}

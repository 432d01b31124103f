/**
 * What `read` makes of these texts, made once for as long as they are among the last `most` that were read. For
 * readings that give the same for the same texts, in results that nobody changes. What it throws is not kept.
 */
export function perText<T>(
  read: (...texts: readonly string[]) => T,
  most: number,
): (...texts: readonly string[]) => T {
  const kept = new Map<string, T>();
  return (...texts) => {
    const key = texts.join('\0');
    const known = kept.get(key);
    const made = known ?? read(...texts);
    // Behind all others, so that the one not asked for longest goes first.
    kept.delete(key);
    kept.set(key, made);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return made;
  };
}

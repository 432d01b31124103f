/** The duty behind each one that was made for a group. Held here so that only reading can get at it. */
export const WRITTEN = new WeakMap<object, object>();

/**
 * The duty as it was written, typed title and all, for reading what was said to it. Its words go into no text.
 */
export function asWritten<D extends object>(duty: D): D {
  return (WRITTEN.get(duty) ?? duty) as D;
}

/**
 * One idempotent write, not yet carried out. Called with the effect key of a message
 * (`<platform>:<messageId>:<line>`), it stores exactly one document or pushes exactly one entry;
 * called again with the same key, also after a crash or from another instance, it changes nothing
 * and resolves to what the first call stored.
 */
export type Effect<T> = (key: string) => Promise<T>;

/**
 * The effect, and what must follow from what it stored: as a whole it may be called again with the same key, because
 * each part may. A crash between the two is made good when the message is run again.
 */
export function followedBy<T>(
  effect: Effect<T>,
  follow: (stored: T, key: string) => Promise<void>,
): Effect<T> {
  return async (key) => {
    const stored = await effect(key);
    await follow(stored, key);
    return stored;
  };
}

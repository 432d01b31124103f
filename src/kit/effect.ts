/**
 * One idempotent write, not yet carried out. Called with the effect key of a message
 * (`<platform>:<messageId>:<line>`), it stores exactly one document or pushes exactly one entry;
 * called again with the same key, also after a crash or from another instance, it changes nothing
 * and resolves to what the first call stored.
 */
export type Effect<T> = (key: string) => Promise<T>;

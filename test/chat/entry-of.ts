import type { TurnEntry } from '../../src/chat/turn.ts';

/** An inbox entry that remembers what was frozen in it, as a re-run finds it. */
export function entryOf(key: string): TurnEntry {
  const frozen = new Map<string, string>();
  return {
    key,
    recall: (name) => frozen.get(name),
    freeze: async (name, choose) => {
      const value = frozen.get(name) ?? (await choose());
      frozen.set(name, value);
      return value;
    },
  };
}

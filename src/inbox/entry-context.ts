import type { EntryDocument } from './entry-document.ts';
import { fieldOf, frozenPlace } from './frozen.ts';
import type { InboxStore } from './inbox-store.ts';
import type { EntrySeals } from './message-codec.ts';
import type { EntryContext } from './types.ts';

/** The part of an entry that the work may use; `frozen` is what earlier runs left in it. */
export function createEntryContext(
  store: Pick<InboxStore, 'freeze'>,
  seals: EntrySeals,
  key: string,
  frozen: EntryDocument['frozen'] = {},
): EntryContext {
  const known = new Map<string, string>();

  const recall = (name: string): string | undefined => {
    const box = frozen[fieldOf(name)];
    return known.get(name) ?? (box === undefined ? undefined : seals.openText(key, frozenPlace(name), box));
  };

  return {
    key,
    recall,
    freeze: async (name, choose) => {
      const before = recall(name);
      if (before !== undefined) return before;
      const box = seals.sealText(key, frozenPlace(name), await choose());
      const value = seals.openText(key, frozenPlace(name), await store.freeze(key, name, box));
      known.set(name, value);
      return value;
    },
  };
}

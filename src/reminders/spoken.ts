import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { ToldDays } from './asks.ts';
import type { SpokenEntry } from './rounds-store.ts';

/** What was said, by the key of each thing: handed on, not only begun. */
export function toldOf(entries: readonly SpokenEntry[]): ToldDays {
  const told = new Map<string, { readonly day: LocalDate; readonly personId: string }>();
  for (const { posted, keys, day, postedOn, personId } of entries) {
    if (!posted) continue;
    for (const key of keys) if (!told.has(key)) told.set(key, { day: postedOn ?? day, personId });
  }
  return told;
}

/** The messages of the daily kind to one person. */
export interface PersonLedger {
  /** Begun and not known to be handed on; the oldest of them is finished first. */
  readonly open?: SpokenEntry;
  /** The days on which they got one, begun ones included. */
  readonly spokenOn: readonly LocalDate[];
}

/** The ledger of the daily messages by person. */
export function ledgersOf(
  entries: readonly SpokenEntry[],
  kind: SpokenEntry['kind'],
): ReadonlyMap<string, PersonLedger> {
  const ledgers = new Map<string, PersonLedger>();
  for (const entry of entries) {
    if (entry.kind !== kind) continue;
    const before = ledgers.get(entry.personId) ?? { spokenOn: [] };
    const open = before.open ?? (entry.posted ? undefined : entry);
    ledgers.set(entry.personId, {
      spokenOn: [...before.spokenOn, entry.day, ...(entry.postedOn === undefined ? [] : [entry.postedOn])],
      ...defined({ open }),
    });
  }
  return ledgers;
}

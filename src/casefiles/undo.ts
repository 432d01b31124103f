import type { Entry } from './entry.ts';

type MayUndo = Partial<Pick<Entry, 'kind' | 'id' | 'undoes'>>;
type Undoable = Pick<Entry, 'kind'> & MayUndo;

/** Entries that stand: those that no later one has undone, whatever it did by itself. */
export function standing<E extends MayUndo>(entries: readonly E[]): readonly E[] {
  const undone = new Set(entries.flatMap(({ undoes }) => undoes ?? []));
  return undone.size === 0 ? entries : entries.filter(({ id }) => id === undefined || !undone.has(id));
}

/** The newest entry of these kinds that still stands: what undoing would undo. */
export function newestStanding<E extends Undoable>(
  entries: readonly E[],
  kinds: readonly string[],
): E | undefined {
  return standing(entries).findLast(({ kind }) => kinds.includes(kind));
}

/** The entry that would be undone, and the state before it; undefined when there is nothing to undo or nothing before it. */
export function undoing<S extends string>(
  entries: readonly Pick<Entry<string, S>, 'id' | 'kind' | 'to' | 'undoes'>[],
  kinds: readonly string[],
): { readonly undoes: string; readonly to: S } | undefined {
  const undone = newestStanding(entries, kinds);
  const before = undone === undefined ? undefined : entries[entries.indexOf(undone) - 1];
  return undone === undefined || before === undefined ? undefined : { undoes: undone.id, to: before.to };
}

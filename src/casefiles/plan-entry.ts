import { defined } from '../kit/defined.ts';
import { localDate } from '../kit/local-date.ts';
import type { Appended, Decline, Move } from './appended.ts';
import { checkMove, legalMoves } from './check-move.ts';
import { type Entry, type EntryDocument, hasEntry } from './entry.ts';
import type { FileType } from './file-type.ts';
import type { FollowUp } from './follow-up.ts';
import { trailOf } from './on-trail.ts';

/** What an entry brings besides who, when and what: its own members, and the fields of the file that follow from it. */
export interface Parts<E extends Entry, D extends EntryDocument<E>> {
  readonly entry?: Partial<Omit<E, keyof Entry>>;
  readonly after?: readonly FollowUp[];
  readonly set?: Partial<Omit<D, keyof EntryDocument>>;
  /** The fields of a file that this entry begins. */
  readonly fresh?: Omit<D, Exclude<keyof EntryDocument, '_id'>>;
}

/** Sees the newest file (undefined: none yet) and says what the entry brings, or why it is refused. May be asked again. */
export type Build<E extends Entry, D extends EntryDocument<E>> = (
  file: D | undefined,
) => Parts<E, D> | Decline;

/** Which kind it is may depend on the file: the second answer is a correction. */
export type MoveOn<E extends Entry, D extends EntryDocument<E>> = Omit<Move<E['kind']>, 'kind'> & {
  readonly kind: E['kind'] | ((file: D | undefined) => E['kind']);
};

/** An entry that may be written now, with the file as it would leave it. */
export interface Planned<E extends Entry, D extends EntryDocument<E>> {
  readonly entry: E;
  readonly before: D | undefined;
  readonly after: D;
  /** The fields of the file that change, heads included; undefined ones are taken away. */
  readonly set: Readonly<Record<string, unknown>>;
}

/** What would become of a move on the file as it is now. Pure. */
export function planEntry<E extends Entry, D extends EntryDocument<E>>(
  type: FileType<E, D>,
  file: D | undefined,
  move: MoveOn<E, D>,
  { build, tz }: { readonly build: Build<E, D>; readonly tz: string },
): Planned<E, D> | Appended<D, E['kind']> {
  if (file !== undefined && hasEntry(file, move.key))
    return { outcome: 'repeated', file: asLeftBy(type, file, move.key) };
  const kind = typeof move.kind === 'function' ? move.kind(file) : move.kind;
  const { at, by, accounts = [by.key] } = move;
  const mover = { accounts, day: localDate(at, tz) };
  const legal = checkMove(type.moves, { kind, ...mover }, file);
  const parts = 'why' in legal ? legal.why : build(file);
  if (typeof parts === 'string' || 'why' in legal)
    return declined(file, parts as Decline, legalMoves(type.moves, mover, file));
  const trail = trailOf(type.moves[kind], file?.state, legal.to);
  const after = [...(parts.after ?? []), ...trail];
  const entry = entryOf<E>({ ...move, kind, ...legal, tz }, { ...parts, after });
  const grown = file === undefined ? begin<E, D>(entry, parts) : grow(file, entry, parts);
  if (grown === undefined) return { outcome: 'missing' };
  return { entry, before: file, after: headed(type, grown), set: { ...parts.set, ...type.heads(grown) } };
}

/** A declined move; of a file that is not there nothing is. */
export function declined<K extends string, D>(
  file: D | undefined,
  why: Decline,
  moves: readonly K[],
): Appended<D, K> {
  return file === undefined ? { outcome: 'missing' } : { outcome: 'declined', why, file, moves };
}

/** The file with its history and heads up to this entry: whoever is run again says what they said, whatever came since. */
export function asLeftBy<E extends Entry, D extends EntryDocument<E>>(
  type: Pick<FileType<E, D>, 'heads'>,
  file: D,
  key: string,
): D {
  const entries = file.entries.slice(0, file.entries.findIndex(({ id }) => id === key) + 1);
  const newest = entries.at(-1);
  if (newest === undefined) return file;
  const v = file.v - (file.entries.length - entries.length);
  return headed(type, { ...file, entries, state: newest.to, v });
}

function headed<E extends Entry, D extends EntryDocument<E>>(
  { heads }: Pick<FileType<E, D>, 'heads'>,
  file: D,
): D {
  return defined({ ...file, ...heads(file) }) as unknown as D;
}

/** Where the entry leads, and what it undoes. */
interface Made<E extends Entry> {
  readonly to: E['to'];
  readonly undoes?: string;
  readonly tz: string;
}

/** An entry of this move. */
export function entryOf<E extends Entry>(
  { key, kind, to, undoes, by, at, on, from, tz }: Move<E['kind']> & Made<E>,
  { entry: own = {}, after = [] }: Pick<Parts<E, EntryDocument<E>>, 'entry' | 'after'> = {},
): E {
  const entry: Entry = {
    ...{ id: key, kind, at, on: on ?? localDate(at, tz), to, by, from: from ?? 'chat' },
    ...defined({ ...own, undoes }),
    ...(after.length === 0 ? {} : { after }),
  };
  return entry as E;
}

/** What a file is that has one entry only. */
export function begun<E extends Entry>(entry: E): Omit<EntryDocument<E>, '_id'> {
  return { state: entry.to, entries: [entry], v: 1, ...(entry.after === undefined ? {} : { pending: 1 }) };
}

function begin<E extends Entry, D extends EntryDocument<E>>(
  entry: E,
  { fresh, set }: Parts<E, D>,
): D | undefined {
  return fresh === undefined ? undefined : ({ ...fresh, ...set, ...begun(entry) } as unknown as D);
}

function grow<E extends Entry, D extends EntryDocument<E>>(file: D, entry: E, { set }: Parts<E, D>): D {
  const pending = (file.pending ?? 0) + (entry.after === undefined ? 0 : 1);
  return {
    ...{ ...file, ...set },
    ...{ state: entry.to, entries: [...file.entries, entry], v: file.v + 1 },
    ...(pending === 0 ? {} : { pending }),
  };
}

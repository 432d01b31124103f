import type { mongo } from 'mongoose';
import type { By } from '../kit/by.ts';
import { type CaseKind, formatCaseNumber, readCaseNumber } from '../kit/case-number.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Mongo } from './connect.ts';
import { DuplicateKey } from './errors.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Serials } from './serials.ts';

/** One line of a file's history; `id` is the effect key that made it. */
export interface FileEntry {
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly by: By;
}

/** What every file has: a numbered document that grows by entries. `_id` is the effect key that opened it. */
export interface FileDocument {
  readonly _id: string;
  readonly no: string;
  readonly serial: number;
  readonly reportedAt: Date;
  readonly reportedOn: LocalDate;
  readonly reporterKey: string;
  readonly open: boolean;
  readonly entries: readonly FileEntry[];
  /** Grows with every entry; a write that saw an older one starts over. */
  readonly v: number;
}

/** One more entry, and the fields that follow from it. */
export interface Amendment<D> {
  readonly entry: FileEntry;
  readonly set: Partial<Omit<D, keyof FileDocument>> & { readonly open?: boolean };
}

/** What the collections of files share. */
export interface FileServices {
  readonly mongo: Mongo;
  readonly commit: GroupCommit;
  readonly serials: Serials;
}

/** Files of one kind. */
export interface FileCollection<D extends FileDocument> {
  /** The collection itself, for queries of the domain; Buffers come back as Buffers. */
  readonly files: mongo.Collection<D>;
  /** The file opened under this effect key: made now, under a fresh number, or stored by an earlier call. */
  openOnce(key: string, on: LocalDate, make: (no: string, serial: number) => D): Promise<D>;
  /**
   * The file after the entry: added now, or by an earlier call with the same effect key. Undefined when there is no
   * such file or `amend` declines. `amend` sees the newest version and may be called again when somebody was faster.
   */
  addOnce(no: string, key: string, amend: (file: D) => Amendment<D> | undefined): Promise<D | undefined>;
  byNo(no: string): Promise<D | undefined>;
  /** Open files that these accounts of one person reported that day, newest first, at most 20. */
  openedBy(reporterKeys: readonly string[], on: LocalDate): Promise<readonly D[]>;
  /** Full numbers with this serial, of any year, newest first. */
  numbersBySerial(serial: number): Promise<readonly string[]>;
}

const TRIES = 50;

/** The files of `kind` in the collection `name`. */
export function createFileCollection<D extends FileDocument>(
  { mongo: database, commit, serials }: FileServices,
  name: string,
  kind: CaseKind,
): FileCollection<D> {
  const files = database.db.collection<D>(name, { promoteBuffers: true });
  const one = async (filter: object): Promise<D | undefined> =>
    ((await files.findOne(filter as mongo.Filter<D>)) as D | null) ?? undefined;
  const list = async (filter: object, limit: number): Promise<readonly D[]> =>
    (await files
      .find(filter as mongo.Filter<D>)
      .sort({ reportedAt: -1, serial: -1 })
      .limit(limit)
      .toArray()) as D[];

  /** A number for a file that turns out to be there already is lost: gaps are allowed, a look beforehand is not free. */
  const openOnce: FileCollection<D>['openOnce'] = async (key, on, make) => {
    const year = on.slice(2, 4);
    const serial = await serials.next(`${kind}${year}`);
    const document = make(formatCaseNumber(kind, Number(year), serial), serial);
    try {
      await commit.insert(name, document, (existing) => existing.no === document.no);
      return document;
    } catch (error) {
      const stored = error instanceof DuplicateKey ? await one({ _id: key }) : undefined;
      if (stored === undefined) throw error;
      return stored;
    }
  };

  const addOnce: FileCollection<D>['addOnce'] = async (no, key, amend) => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const file = await one(numbered(no));
      if (file === undefined || file.entries.some((entry) => entry.id === key)) return file;
      const amendment = amend(file);
      if (amendment === undefined) return undefined;
      const written = await write(files, file, amendment);
      if (written !== undefined) return written;
    }
    throw new Error(`Too many people write to one file of ${name} at once.`);
  };

  return {
    files,
    openOnce,
    addOnce,
    byNo: (no) => one(numbered(no)),
    openedBy: (reporterKeys, on) =>
      list({ reporterKey: { $in: [...reporterKeys] }, reportedOn: on, open: true }, 20),
    numbersBySerial: async (serial) => (await list({ serial }, 20)).map(({ no }) => no),
  };
}

// By the serial's index, which both look-ups share: every index less makes every report cheaper.
function numbered(no: string): { readonly serial: number; readonly no: string } {
  return { serial: readCaseNumber(no)?.serial ?? 0, no };
}

/** One guarded update; undefined when the file has another version by now. */
async function write<D extends FileDocument>(
  files: mongo.Collection<D>,
  { _id, v }: D,
  { entry, set }: Amendment<D>,
): Promise<D | undefined> {
  const update = {
    $push: { entries: entry },
    $set: { ...set, v: v + 1 },
  } as unknown as mongo.UpdateFilter<D>;
  const options = { returnDocument: 'after' } as const;
  const written = await files.findOneAndUpdate({ _id, v } as mongo.Filter<D>, update, options);
  return (written as D | null) ?? undefined;
}

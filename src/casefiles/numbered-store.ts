import type { mongo } from 'mongoose';
import { type CaseKind, formatCaseNumber, readCaseNumber } from '../kit/case-number.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { DuplicateKey } from '../mongo/errors.ts';
import type { GroupCommit } from '../mongo/group-commit.ts';
import type { Serials } from '../mongo/serials.ts';
import { type Appends, type CaseFileServices, createAppends } from './append-store.ts';
import type { Appended } from './appended.ts';
import type { Entry, EntryDocument } from './entry.ts';
import type { FileType } from './file-type.ts';
import { asLeftBy, type Build, type MoveOn } from './plan-entry.ts';

/** A file that people call by a number. `_id` is the effect key that opened it. */
export interface NumberedDocument<E extends Entry = Entry> extends EntryDocument<E> {
  readonly no: string;
  readonly serial: number;
  readonly reportedAt: Date;
  readonly reportedOn: LocalDate;
  readonly reporterKey: string;
  readonly open: boolean;
}

/** What a file is opened under. */
export interface Opening {
  /** The effect key. */
  readonly key: string;
  readonly no: string;
  readonly serial: number;
  readonly tz: string;
}

/** What collections of numbered files share besides. */
export interface NumberedServices extends CaseFileServices {
  readonly commit: GroupCommit;
  readonly serials: Serials;
}

/** Numbered files of one type. */
export interface NumberedFiles<E extends Entry, D extends NumberedDocument<E>>
  extends Pick<Appends<E, D>, 'files'> {
  /** The file opened under this effect key: made now, under a fresh number, or stored by an earlier call. */
  openOnce(key: string, on: LocalDate, make: (no: string, serial: number) => D): Promise<D>;
  /** See `Appends.append`. */
  append(no: string, move: MoveOn<E, D>, build?: Build<E, D>): Promise<Appended<D, E['kind']>>;
  byNo(no: string): Promise<D | undefined>;
  /** Open files that these accounts of one person reported that day, newest first, at most 20. */
  openedBy(reporterKeys: readonly string[], on: LocalDate): Promise<readonly D[]>;
  /** The newest file that these accounts reported that day, whatever became of it. */
  newestBy(reporterKeys: readonly string[], on: LocalDate): Promise<D | undefined>;
}

const MOST_OPENED = 20;

/** The files of `type`, numbered with the letter `kind`. */
export function createNumberedFiles<E extends Entry, D extends NumberedDocument<E>>(
  services: NumberedServices,
  type: FileType<E, D>,
  kind: CaseKind,
): NumberedFiles<E, D> {
  const { commit, serials, relay } = services;
  const name = type.collection;
  const { files, one, append } = createAppends(services, type);
  const openedBy: NumberedFiles<E, D>['openedBy'] = async (reporterKeys, on) => {
    const filter = { reporterKey: { $in: [...reporterKeys] }, reportedOn: on, open: true };
    const newest = files.find(filter as unknown as mongo.Filter<D>).sort({ reportedAt: -1, serial: -1 });
    return (await newest.limit(MOST_OPENED).toArray()) as D[];
  };

  const newestBy: NumberedFiles<E, D>['newestBy'] = async (reporterKeys, on) => {
    const filter = { reporterKey: { $in: [...reporterKeys] }, reportedOn: on };
    const newest = files.find(filter as unknown as mongo.Filter<D>).sort({ reportedAt: -1, serial: -1 });
    const [file] = await newest.limit(1).toArray();
    return file as D | undefined;
  };

  /** A number for a file that turns out to be there already is lost: gaps are allowed, a look beforehand is not free. */
  const openOnce: NumberedFiles<E, D>['openOnce'] = async (key, on, make) => {
    const year = on.slice(2, 4);
    const serial = await serials.next(`${kind}${year}`);
    const document = make(formatCaseNumber(kind, Number(year), serial), serial);
    try {
      await commit.insert(name, document, (existing) => existing.no === document.no);
    } catch (error) {
      const stored = error instanceof DuplicateKey ? await one({ _id: key }) : undefined;
      if (stored === undefined) throw error;
      return asLeftBy(type, stored, key);
    }
    if (document.pending !== undefined) await relay(name, key);
    return document;
  };

  return {
    files,
    openOnce,
    append: (no, move, build) => append(numbered(no), move, build),
    byNo: (no) => one(numbered(no)),
    openedBy,
    newestBy,
  };
}

// By the serial's index, which both look-ups share: every index less makes every report cheaper.
function numbered(no: string): { readonly serial: number; readonly no: string } {
  return { serial: readCaseNumber(no)?.serial ?? 0, no };
}

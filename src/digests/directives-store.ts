import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { Effect } from '../kit/effect.ts';
import { type LocalDate, localDate } from '../kit/local-date.ts';
import { createFileCollection, type FileDocument, type FileServices } from '../mongo/file-collection.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Directive } from './types.ts';

interface StoredDirective extends FileDocument {
  readonly tag?: string;
  readonly state: 'open' | 'done';
  readonly by: By;
  /** The leader's words, sealed. */
  readonly sealed: Buffer;
  /** What was done, sealed. */
  readonly doneSealed?: Buffer;
  readonly doneAt?: Date;
}

/** Instructions (批示), one document each. */
export interface Directives {
  open(words: string, tag: string | undefined, by: By, at: Date): Effect<Directive>;
  /** Undefined: no such instruction, or done already by somebody else. */
  finish(no: string, words: string, by: By, at: Date): Effect<Directive | undefined>;
  /** The oldest first. */
  openOnes(): Promise<readonly Directive[]>;
  /** Given or done after `from`, and all open ones. */
  since(from: Date): Promise<readonly Directive[]>;
}

/** Instructions in the collection `directives`. */
export function createDirectives(
  services: FileServices & { readonly sealer: Sealer; readonly tz: string },
): Directives {
  const { sealer, tz } = services;
  const directives = createFileCollection<StoredDirective>(services, 'directives', 'P');
  const shown = (stored: StoredDirective): Directive => shownDirective(sealer, stored);
  const list = async (filter: object): Promise<readonly Directive[]> =>
    (await directives.files.find(filter).sort({ reportedAt: 1, serial: 1 }).toArray()).map((stored) =>
      shown(stored as StoredDirective),
    );

  return {
    open: (words, tag, by, at) => async (key) =>
      shown(
        await directives.openOnce(key, localDate(at, tz), (no, serial) => ({
          ...newFile(key, no, serial, by, at, localDate(at, tz)),
          ...defined({ tag }),
          sealed: sealer.seal(words, place(key, 'words')),
        })),
      ),
    finish: (no, words, by, at) => async (key) => {
      const stored = await directives.addOnce(no, key, (file) =>
        file.open
          ? {
              entry: { id: key, kind: 'done', at, by },
              set: {
                open: false,
                state: 'done',
                doneAt: at,
                doneSealed: sealer.seal(words, place(file._id, 'done')),
              },
            }
          : undefined,
      );
      return stored === undefined ? undefined : shown(stored);
    },
    openOnes: () => list({ open: true }),
    since: (from) =>
      list({ $or: [{ open: true }, { reportedAt: { $gt: from } }, { doneAt: { $gt: from } }] }),
  };
}

function newFile(_id: string, no: string, serial: number, by: By, at: Date, on: LocalDate) {
  return {
    ...{ _id, no, serial, by },
    state: 'open' as const,
    open: true,
    reportedAt: at,
    reportedOn: on,
    reporterKey: by.key,
    entries: [{ id: _id, kind: 'directed', at, by }],
    v: 1,
  };
}

const place = (id: string, what: string): string => `directives:${id}:${what}`;

function shownDirective(sealer: Sealer, stored: StoredDirective): Directive {
  const { _id: id, no, tag, by, reportedAt: at, state, doneAt, doneSealed } = stored;
  const doneBy = stored.entries.find(({ kind }) => kind === 'done')?.by;
  return {
    ...{ id, no, by, at, state },
    ...defined({ tag }),
    words: sealer.openText(stored.sealed, place(id, 'words')),
    ...defined({ doneBy, doneAt, doneWords: doneSealed && sealer.openText(doneSealed, place(id, 'done')) }),
  };
}

import { type CaseKind, formatCaseNumber, readCaseNumber } from '../kit/case-number.ts';
import type { FileType } from './file-type.ts';
import type { FileKind, FileKinds, FileRight, Files, FoundFile } from './found.ts';
import { type Forbidden, forbids, maySee, type Reader, type Right } from './rights.ts';

/** What of a type of file decides who may have one. */
type Judged = Pick<FileType<never, never>, 'sight'> & {
  readonly moves: Readonly<Record<string, { readonly who: Right }>>;
};

/** Where the files of a kind are found, and the letter their numbers begin with. */
export type Shelves = {
  readonly [K in FileKind]: {
    readonly letter: CaseKind;
    readonly type: Judged;
    find(no: string): Promise<FileKinds[K] | undefined>;
  };
};

/** Look a number up on all shelves: the kind and the year may be missing in what people type. */
export function createFiles(shelves: Shelves): Files {
  const kinds = Object.keys(shelves) as readonly FileKind[];
  const one = async (kind: FileKind, year: number, serial: number): Promise<FoundFile | undefined> => {
    const no = formatCaseNumber(shelves[kind].letter, year, serial);
    const file = await shelves[kind].find(no);
    return file && ({ kind, no, file } as FoundFile);
  };
  const find: Files['find'] = async (words, year2) => {
    const read = readCaseNumber(words);
    if (!read) return [];
    const asked = kinds.filter((kind) => read.kind === undefined || shelves[kind].letter === read.kind);
    const years = read.year2 === undefined ? [year2, (year2 + 99) % 100] : [read.year2];
    for (const year of years) {
      const found = await Promise.all(asked.map((kind) => one(kind, year, read.serial)));
      const files = found.filter((file) => file !== undefined);
      if (files.length > 0) return files;
    }
    return [];
  };
  return {
    find,
    fitting: async (words, year2, reader, { kinds: wanted, right }) => {
      const found = (await find(words, year2)).filter(({ kind }) => wanted.includes(kind));
      const judged = found.map((file) => ({
        file,
        why: whyNot(shelves[file.kind].type, right, reader, file),
      }));
      const fitting = judged.filter(({ why }) => why === undefined).map(({ file }) => file);
      return { fitting, denied: fitting.length === 0 && judged.some(({ why }) => why !== 'unseen') };
    },
  };
}

const WHOEVER_SEES: Right = { roles: 'anyone', files: 'seen' };

function whyNot(
  { moves, sight }: Judged,
  right: FileRight,
  reader: Reader,
  { file }: FoundFile,
): Forbidden | undefined {
  if (right === 'see') return maySee(reader, file, sight) ? undefined : 'unseen';
  return forbids(reader, moves[right]?.who ?? WHOEVER_SEES, file, sight);
}

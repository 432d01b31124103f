import { type CaseKind, formatCaseNumber, readCaseNumber } from '../kit/case-number.ts';
import type { FileKind, FileKinds, Files, FoundFile } from './found.ts';

/** Where the files of a kind are found, and the letter their numbers begin with. */
export type Shelves = {
  readonly [K in FileKind]: {
    readonly letter: CaseKind;
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
  return {
    async find(words, year2) {
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
    },
  };
}

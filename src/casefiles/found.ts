import type { Reader } from './rights.ts';

/** Every kind of file that people call by a number; each domain adds its own (`declare module`), so that none is above. */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled where the kinds of files are declared
export interface FileKinds {}

/** What can happen to each kind of file; each domain adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled where the kinds of files are declared
export interface FileMoves {}

/** What somebody wants of a file: to see it, or to make a move on it. */
export type FileRight = 'see' | FileMoves[keyof FileMoves];

/** The name of a kind of file: `dropout`, `hazard`, `incident`. */
export type FileKind = keyof FileKinds;

/** A file of any kind, found by its number. */
export type FoundFile = {
  [K in FileKind]: { readonly kind: K; readonly no: string; readonly file: FileKinds[K] };
}[FileKind];

/** Which kinds of files are meant, and what for. */
export interface WantedFile {
  readonly kinds: readonly FileKind[];
  readonly right: FileRight;
}

/** What a number means to one reader. */
export interface FilesInReach {
  readonly fitting: readonly FoundFile[];
  /** Nothing fits, but a file is in sight on which the move is not theirs. */
  readonly denied: boolean;
}

/** Files by number, however loosely it was typed. */
export interface Files {
  /** Every file the words may mean: `K26-0417-F`, `k417`, `417`; this year's first, then last year's. */
  find(words: string, year2: number): Promise<readonly FoundFile[]>;
  /** Those of them that the reader may have for this; a kind without such a move only has to be seen. */
  fitting(words: string, year2: number, reader: Reader, wanted: WantedFile): Promise<FilesInReach>;
}

/** Every kind of file that people call by a number; each domain adds its own (`declare module`), so that none is above. */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled where the kinds of files are declared
export interface FileKinds {}

/** The name of a kind of file: `dropout`, `hazard`, `incident`. */
export type FileKind = keyof FileKinds;

/** A file of any kind, found by its number. */
export type FoundFile = {
  [K in FileKind]: { readonly kind: K; readonly no: string; readonly file: FileKinds[K] };
}[FileKind];

/** Files by number, however loosely it was typed. */
export interface Files {
  /** Every file the words may mean: `K26-0417-F`, `k417`, `417`; this year's first, then last year's. */
  find(words: string, year2: number): Promise<readonly FoundFile[]>;
}

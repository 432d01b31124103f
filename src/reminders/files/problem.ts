/** One mistake in a reminder file, for whoever edits the file. */
export interface FileProblem {
  /** Name of the file: `drowning.md`. */
  readonly file: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** English, names the word that is wrong. */
  readonly text: string;
}

/** `drowning.md:12: …`, in the order of the files' lines. */
export function problemLines(problems: readonly FileProblem[]): readonly string[] {
  return [...problems]
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
    .map(({ file, line, text }) => `${file}:${line}: ${text}`);
}

/** One thing wrong with a county file: where, and what to do, in words for the clerk who edits it. */
export interface CountyProblem {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly text: string;
}

/** In file order, each one once. */
export function sortProblems(problems: readonly CountyProblem[]): readonly CountyProblem[] {
  const once = new Map(problems.map((problem) => [`${problem.line} ${problem.text}`, problem]));
  return [...once.values()].sort((a, b) => a.line - b.line);
}

/** `第 12 行：…` */
export function problemLine({ line, text }: CountyProblem): string {
  return `第 ${line} 行：${text}`;
}

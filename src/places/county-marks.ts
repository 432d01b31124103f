import type { CountyProblem } from './county-problem.ts';
import { createMarkReader } from './mark-reader.ts';

/** A text whose marks are those of YAML, and the brackets and quotes that were left open. */
export interface PlainMarks {
  readonly text: string;
  readonly problems: readonly CountyProblem[];
  /** A quote swallowed what follows it: the rest cannot be trusted. */
  readonly swallowed: boolean;
}

const NEW_ITEM = /^\s*[-－—–](?=[\s{｛\p{L}])/u;

/**
 * Marks as clerks type them, made into those of YAML: full-width colons, commas, brackets, quotes, spaces and dashes, and
 * a colon or dash without its space. What stands in quotes, in comments and in the middle of words is left alone. A
 * bracket or quote that is still open where the next item begins is closed there, and told with the line it stands in.
 */
export function plainMarks(source: string, sections: readonly string[]): PlainMarks {
  const section = new RegExp(`^(?:${sections.join('|')})\\s*[:：]`, 'u');
  const problems: CountyProblem[] = [];
  const reader = createMarkReader({
    onOpen: ({ line, mark }) => problems.push({ line, text: openBracket(mark) }),
    onStray: (mark, line) => problems.push({ line, text: strayBracket(mark) }),
  });
  const lines: { code: string; comment: string }[] = [];
  let swallowed = false;
  const closeOpen = (): void => {
    const open = reader.close();
    if (open === undefined) return;
    const last = lines.findLast(({ code }) => code.trim() !== '');
    if (last !== undefined) last.code += open.closing;
    swallowed ||= open.quote;
    problems.push({ line: open.line, text: open.quote ? OPEN_QUOTE : openBracket(open.mark) });
  };
  source.split('\n').forEach((typed, index) => {
    if (NEW_ITEM.test(typed) || section.test(typed)) closeOpen();
    lines.push(reader.line(typed, index + 1));
  });
  closeOpen();
  return { text: lines.map(({ code, comment }) => code + comment).join('\n'), problems, swallowed };
}

const OPEN_QUOTE = '这一行的引号没有写完，请补上后一半。';

function openBracket(mark: string): string {
  const other = mark === '{' ? '}' : ']';
  return `这一行开始的“${mark}”没有写完，请补上“${other}”。`;
}

function strayBracket(mark: string): string {
  const other = mark === '}' ? '{' : '[';
  return `这一行多了“${mark}”，或者前面少了“${other}”。`;
}

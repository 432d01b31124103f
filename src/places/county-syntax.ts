import { LineCounter, parseDocument } from 'yaml';
import type { CountyProblem } from './county-problem.ts';

const SYNTAX: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: '同一项写了两遍，请删去一个。',
  BAD_INDENT: '缩进没有对齐，或方括号、引号没有写完。请与上一行同级的内容对齐。',
  MISSING_CHAR: '少了引号、括号、冒号或“- ”，或者缩进没有对齐。请看这一行和上一行。',
  BAD_SCALAR_START: '这里的内容以特殊符号开头，请用引号括起来。',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个冒号。内容里的冒号请连同内容一起用引号括起来。',
  MULTIPLE_DOCS: '文件里只能有一份县档案，请删去单独一行的 ---。',
  MULTILINE_IMPLICIT_KEY: '这一行没有写成“项: 内容”。冒号用半角，后面空一格。',
};

/** More broken items than that are told in the next go. */
const MOST = 20;
const DOUBLE = 'DUPLICATE_KEY';

/**
 * What of the text is no YAML. One broken item makes the reader stumble over what follows it: it is told by its first
 * line, taken out, and the rest is read once more.
 */
export function syntaxProblems(source: string): readonly CountyProblem[] {
  const problems: CountyProblem[] = [];
  let text = source;
  for (let round = 0; round < MOST; round += 1) {
    const lines = new LineCounter();
    const { errors } = parseDocument(text, { lineCounter: lines, schema: 'failsafe' });
    const found = errors.map(({ code, pos }) => ({ code, line: lines.linePos(pos[0]).line }));
    if (round === 0)
      problems.push(
        ...found.filter(({ code }) => code === DOUBLE).map(({ line }) => ({ line, text: wordsFor(DOUBLE) })),
      );
    const first = found.find(({ code }) => code !== DOUBLE);
    if (first === undefined) break;
    problems.push({ line: first.line, text: wordsFor(first.code) });
    const rest = withoutItem(text, first.line);
    if (rest === undefined) break;
    text = rest;
  }
  return problems;
}

const wordsFor = (code: string): string => SYNTAX[code] ?? '这一行的写法读不懂，请检查缩进、冒号和引号。';

/** The text with empty lines where the item was in which the line stands; undefined: it stands in none. */
function withoutItem(text: string, line: number): string | undefined {
  const lines = text.split('\n');
  const from = lines.findLastIndex((one, n) => n < line && /^\s*-\s/.test(one));
  const outside = lines.findLastIndex((one, n) => n < line && /^\S/.test(one) && !/^-\s/.test(one));
  if (from < 0 || outside > from) return undefined;
  const next = lines.findIndex((one, n) => n >= line && (/^\s*-\s/.test(one) || /^\S/.test(one)));
  const to = next < 0 ? lines.length : next;
  return lines.map((one, n) => (n >= from && n < to ? '' : one)).join('\n');
}

import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import { halfWidth } from '../kit/width.ts';
import { plainMarks } from './county-marks.ts';
import type { CountyProblem } from './county-problem.ts';
import { syntaxProblems } from './county-syntax.ts';

/** A value of the file: every scalar is the text as it was typed, so that codes and user ids lose nothing. */
export type Plain = string | readonly Plain[] | { readonly [key: string]: Plain };
/** Keys and positions from the root. */
export type Path = readonly (string | number)[];

/** The file as plain data; `root` is absent when it could not be read at all. */
export interface CountyYaml {
  readonly root?: { readonly [key: string]: Plain };
  readonly problems: readonly CountyProblem[];
  /** Keys of the root that are written more than once: of their values only the last is there. */
  readonly doubled: ReadonlySet<string>;
  /** The line of the value, or of the nearest thing around it that is there. */
  lineOf(path: Path): number;
}

/**
 * Reads YAML without guessing types, in the marks that clerks type. Tabs, repeated keys and brackets that were left open
 * are reported and reading goes on.
 */
export function readYaml(source: string, sections: readonly string[]): CountyYaml {
  const typed = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const { text, problems: open, swallowed } = plainMarks(typed, sections);
  const tabs = tabProblems(typed);
  const lines = new LineCounter();
  const document = parseDocument(untabbed(text), { lineCounter: lines, schema: 'failsafe' });
  const at = (offset: number): number => lines.linePos(offset).line;
  const problems = [
    ...tabs,
    ...open,
    // Behind a quote that was left open nothing is what it seems.
    ...(swallowed ? [] : elsewhere(document.errors.length === 0 ? [] : syntaxProblems(untabbed(text)), open)),
    ...(swallowed ? [] : anchorProblems(document, at)),
  ];
  const lineOf = (path: Path): number => locate(document, path, at);
  const readable =
    !swallowed &&
    document.errors.every(({ code }) => code === 'DUPLICATE_KEY') &&
    problems.every(({ text: said }) => said !== NO_ANCHORS);
  const doubled = doubledKeys(document.contents);
  if (!readable) return { problems, doubled, lineOf };
  const root = toPlain(document.contents);
  if (typeof root !== 'object' || Array.isArray(root))
    return { problems: [...problems, NOT_A_FILE], doubled, lineOf };
  return { root: root as { readonly [key: string]: Plain }, problems, doubled, lineOf };
}

function doubledKeys(root: unknown): ReadonlySet<string> {
  const keys = isMap(root) ? root.items.map(({ key }) => keyText(key)) : [];
  return new Set(keys.filter((key, n) => keys.indexOf(key) !== n));
}

/** Those in other lines: of one line the brackets are told first. */
function elsewhere(
  problems: readonly CountyProblem[],
  told: readonly CountyProblem[],
): readonly CountyProblem[] {
  const lines = new Set(told.map(({ line }) => line));
  return problems.filter(({ line }) => !lines.has(line));
}

const NOT_A_FILE: CountyProblem = {
  line: 1,
  text: '文件是空的或不是县档案。请从 county: 和 townships: 写起。',
};
const NO_ANCHORS = '不支持 & 和 * 引用，请直接写出内容；以 & 或 * 开头的文字请加引号。';

function tabProblems(text: string): CountyProblem[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      /^[ ]*\t[\s]*[^\s#]/.test(line)
        ? [{ line: index + 1, text: '行首有制表符（Tab），请改成空格，每级两个。' }]
        : [],
    );
}

const untabbed = (text: string): string =>
  text.replace(/^[ \t]+/gm, (indent) => indent.replaceAll('\t', '  ')).replaceAll('\t', ' ');

function anchorProblems(document: Document.Parsed, at: (offset: number) => number): CountyProblem[] {
  const problems: CountyProblem[] = [];
  visit(document, {
    Node: (_key, node) => {
      const anchored = isAlias(node) || ('anchor' in node && node.anchor !== undefined);
      if (anchored) problems.push({ line: at(node.range?.[0] ?? 0), text: NO_ANCHORS });
    },
  });
  return problems;
}

/** Members without a value (`key:`, `~`, `null`) are left out, as if they were not written. */
function toPlain(node: unknown): Plain {
  if (isSeq(node)) return node.items.filter((item) => !isEmpty(item)).map(toPlain);
  if (isMap(node)) {
    const written = node.items.filter((pair) => !isEmpty(pair.value));
    return Object.fromEntries(written.map((pair) => [keyText(pair.key), toPlain(pair.value)]));
  }
  return isScalar(node) ? String(node.value) : '';
}

function isEmpty(node: unknown): boolean {
  if (node === null || node === undefined) return true;
  return isScalar(node) && node.type === 'PLAIN' && /^(~|null|)$/i.test(String(node.value));
}

const keyText = (key: unknown): string => (isScalar(key) ? latin(String(key.value).trim()) : '');

/** ｎａｍｅ is name; what holds other signs stays as it was typed. */
const latin = (key: string): string => (/^[A-Za-z_ａ-ｚＡ-Ｚ＿]+$/.test(key) ? halfWidth(key) : key);

function locate(document: Document.Parsed, path: Path, at: (offset: number) => number): number {
  let here: Spot = { node: document.contents, offset: 0 };
  for (const step of path) {
    const next = stepInto(here, step);
    if (next === undefined) break;
    here = next;
  }
  return at(here.offset);
}

interface Spot {
  readonly node: unknown;
  readonly offset: number;
}

function stepInto({ node, offset }: Spot, step: string | number): Spot | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => keyText(key) === step);
    const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    return pair && { node: pair.value, offset: start ?? offset };
  }
  if (!isSeq(node)) return undefined;
  const item = node.items.filter((each) => !isEmpty(each))[Number(step)];
  return { node: item, offset: isNode(item) ? (item.range?.[0] ?? offset) : offset };
}

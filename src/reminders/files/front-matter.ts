import { isMap, isNode, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import { defined } from '../../kit/defined.ts';
import { FRONT_MATTER, type FrontMatter } from './schema.ts';

/** A mistake of the front matter, and where. */
export interface MatterProblem {
  readonly line: number;
  readonly text: string;
}

/** The front matter as far as it could be read. */
export interface ReadMatter {
  readonly matter?: FrontMatter;
  readonly problems: readonly MatterProblem[];
  /** The line of the value at this path, or of the nearest thing around it that is there. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads YAML strictly: every mistake of syntax or shape, each with its line. */
export function readFrontMatter(yaml: string): ReadMatter {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, strict: true, uniqueKeys: true });
  const at = (offset: number): number => counter.linePos(offset).line;
  const lineOf = (path: readonly PropertyKey[]): number => at(locate(document.contents, path));
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      line: at(error.pos[0]),
      text: `not valid YAML: ${firstLine(error.message)}`,
    }));
    return { problems, lineOf };
  }
  const parsed = FRONT_MATTER.safeParse(document.toJS() ?? {}, { reportInput: true });
  if (parsed.success) return { matter: parsed.data, problems: [], lineOf };
  return { problems: parsed.error.issues.flatMap((issue) => saidOf(issue, lineOf)), lineOf };
}

function saidOf(issue: z.core.$ZodIssue, lineOf: ReadMatter['lineOf']): readonly MatterProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { line: lineOf(path), text: `${spelled(path)}: nobody knows “${key}”` };
    });
  const text = issue.input === undefined ? 'is missing' : issue.message;
  return [{ line: lineOf(issue.path), text: `${spelled(issue.path)}: ${text}` }];
}

/** `parts[0].answer.at_most` */
function spelled(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`,
    )
    .join('');
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? text).replace(/ at line .*$/, '');

/** Where the value begins, or the nearest thing around it that is there. */
function locate(root: ParsedNode | null, path: readonly PropertyKey[]): number {
  let here: Spot = { node: root, offset: 1 };
  for (const step of path) {
    const next = stepInto(here.node, step);
    if (next === undefined) break;
    here = { node: next.node, offset: next.offset ?? here.offset };
  }
  return here.offset;
}

interface Spot {
  readonly node: unknown;
  readonly offset: number;
}

function stepInto(node: unknown, step: PropertyKey): { node: unknown; offset?: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
    return pair && { node: pair.value, ...startOf(pair.key) };
  }
  const item = isSeq(node) ? node.items[Number(step)] : undefined;
  return isNode(item) ? { node: item, ...startOf(item) } : undefined;
}

function startOf(node: unknown): { readonly offset?: number } {
  const offset = isNode(node) ? node.range?.[0] : undefined;
  return defined({ offset });
}

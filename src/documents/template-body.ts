import type { ParagraphKind } from './blocks.ts';

/** Printed only where the field is known, or only where it is not. */
export interface Condition {
  readonly field: string;
  readonly known: boolean;
}

/** A cell as its template says it: `{姓名}`, `{姓名:6}`. */
export interface TemplateCell {
  readonly text: string;
  readonly span: number;
}

/** A row as its template says it; `each`: one for every row of that list, and blank ones up to `least`. */
export interface TemplateRow {
  readonly cells: readonly TemplateCell[];
  readonly header: boolean;
  readonly lines: number;
  readonly each?: { readonly list: string; readonly least: number };
  readonly only?: Condition;
}

/** What a template is made of. */
export type TemplateBlock =
  | { readonly kind: ParagraphKind; readonly text: string; readonly only?: Condition }
  | { readonly kind: 'table'; readonly widths: readonly number[]; readonly rows: readonly TemplateRow[] }
  | { readonly kind: 'space'; readonly lines: number }
  | { readonly kind: 'page' };

/** A line that means nothing here; `line` counts from 1. */
export class BadLine extends Error {
  readonly line: number;

  constructor(line: number, what: string) {
    super(what);
    this.line = line;
  }
}

const MARKS: readonly (readonly [string, ParagraphKind])[] = [
  ['#! ', 'head'],
  ['## ', 'heading'],
  ['# ', 'title'],
  [': ', 'to'],
  ['> ', 'right'],
  ['= ', 'centre'],
  ['~ ', 'note'],
];
const CONDITION = /^([?!])\{([^{}:]+)\}\s*(.*)$/u;
const SPACE = /^\^\d+$/;
const EACH = /^\|@([^\s|:]+)(?::(\d+))?\s*(\|.*)$/u;
const CELL = /^(.*?)(?:\s*<(\d+))?(?:\s*\^(\d+))?$/su;

/** The blocks of a template's body; throws BadLine. Pure. */
export function parseBody(body: string): readonly TemplateBlock[] {
  const blocks: TemplateBlock[] = [];
  let table: OpenTable | undefined;
  body.split('\n').forEach((raw, index) => {
    const { only, text } = withCondition(raw.trim());
    if (text.startsWith('|=')) {
      table = { kind: 'table', widths: widthsOf(text, index + 1), rows: [] };
      blocks.push(table);
      return;
    }
    if (text.startsWith('|')) {
      if (table === undefined) throw new BadLine(index + 1, 'a table begins with its widths: |= 2 | 8');
      table.rows.push(rowOf(text, table.widths.length, index + 1, only));
      return;
    }
    table = undefined;
    if (text !== '') blocks.push(plainOf(text, only));
  });
  return blocks;
}

interface OpenTable {
  readonly kind: 'table';
  readonly widths: readonly number[];
  readonly rows: TemplateRow[];
}

function plainOf(text: string, only: { only: Condition } | undefined): TemplateBlock {
  if (text === '---') return { kind: 'page' };
  if (SPACE.test(text)) return { kind: 'space', lines: Number(text.slice(1)) };
  return { ...paragraphOf(text), ...only };
}

function withCondition(text: string): { only: { only: Condition } | undefined; text: string } {
  const [, mark, field = '', rest = ''] = CONDITION.exec(text) ?? [];
  if (mark === undefined) return { only: undefined, text };
  return { only: { only: { field, known: mark === '?' } }, text: rest };
}

function paragraphOf(text: string): { kind: ParagraphKind; text: string } {
  const [mark, kind] = MARKS.find(([one]) => text.startsWith(one)) ?? ['', 'text' as const];
  return { kind, text: text.slice(mark.length).trim() };
}

function widthsOf(text: string, line: number): readonly number[] {
  const widths = cellsIn(text.slice(2)).map(Number);
  if (widths.some((width) => !(width > 0))) throw new BadLine(line, 'widths are numbers');
  return widths;
}

function rowOf(
  text: string,
  columns: number,
  line: number,
  only: { only: Condition } | undefined,
): TemplateRow {
  const [, list, least = '0', cellsOfEach] = EACH.exec(text) ?? [];
  const header = text.startsWith('|#');
  const read = cellsIn(cellsOfEach ?? (header ? `|${text.slice(2)}` : text)).map(cellOf);
  const spans = read.reduce((sum, { span }) => sum + span, 0);
  const left = columns - spans;
  if (left < 0) throw new BadLine(line, `more than ${columns} columns`);
  const cells = read.map(({ text: said, span }, n) => ({
    text: said,
    span: n === read.length - 1 ? span + left : span,
  }));
  return {
    ...{ cells, header, lines: Math.max(1, ...read.map(({ lines }) => lines)) },
    ...(list === undefined ? {} : { each: { list, least: Number(least) } }),
    ...only,
  };
}

/** `| a | b |`, with or without the last mark. */
function cellsIn(text: string): readonly string[] {
  const inner = text.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split('|').map((cell) => cell.trim());
}

function cellOf(said: string): TemplateCell & { readonly lines: number } {
  const [, text = '', span = '1', lines = '1'] = CELL.exec(said) ?? [];
  return { text, span: Number(span), lines: Number(lines) };
}

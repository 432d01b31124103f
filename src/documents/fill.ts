import type { Block, Cell, Row } from './blocks.ts';
import type { Condition, TemplateBlock, TemplateCell, TemplateRow } from './template-body.ts';

/** One known value per field; what is absent is not known, and stays a blank on the paper. */
export type Values = Readonly<Record<string, string | undefined>>;

/** What a document is filled with. */
export interface Facts {
  readonly values: Values;
  /** What stands in rows, a row each. */
  readonly lists: Readonly<Record<string, readonly Values[]>>;
}

const FIELD = /\{([^{}:]+)(?::(\d+))?\}/gu;
/** How long a line to write on is, where the template does not say. */
const BLANK = 8;

/** The blocks with what is known in the place of its fields, and room to write where nothing is. Pure. */
export function fillBlocks(blocks: readonly TemplateBlock[], facts: Facts): readonly Block[] {
  return blocks.flatMap((block): readonly Block[] => {
    if (block.kind === 'page' || block.kind === 'space') return [block];
    if (block.kind === 'table')
      return [{ kind: 'table', widths: block.widths, rows: block.rows.flatMap((row) => rowsOf(row, facts)) }];
    if (!holds(block.only, facts)) return [];
    return [{ kind: block.kind, text: filled(block.text, facts.values, BLANK) }];
  });
}

/** The names of fields and lists that a template asks for. */
export function askedBy(blocks: readonly TemplateBlock[]): {
  readonly fields: readonly string[];
  readonly lists: Readonly<Record<string, readonly string[]>>;
} {
  const fields: string[] = [];
  const lists: Record<string, readonly string[]> = {};
  for (const block of blocks) {
    if (block.kind === 'page' || block.kind === 'space') continue;
    if (block.kind !== 'table') {
      fields.push(...fieldsIn(block.text), ...conditionOf(block));
      continue;
    }
    for (const row of block.rows) {
      const asked = row.cells.flatMap(({ text }) => fieldsIn(text));
      if (row.each === undefined) fields.push(...asked);
      else lists[row.each.list] = [...(lists[row.each.list] ?? []), ...asked];
      fields.push(...conditionOf(row));
    }
  }
  return { fields: [...new Set(fields)], lists };
}

const conditionOf = ({ only }: { readonly only?: Condition }): readonly string[] =>
  only === undefined ? [] : [only.field];

function holds(only: Condition | undefined, { values, lists }: Facts): boolean {
  if (only === undefined) return true;
  const known = values[only.field] !== undefined || (lists[only.field]?.length ?? 0) > 0;
  return known === only.known;
}

function rowsOf(row: TemplateRow, facts: Facts): readonly Row[] {
  if (!holds(row.only, facts)) return [];
  const { header, lines } = row;
  const of = (values: Values): Row => ({
    ...{ header, lines },
    cells: row.cells.map((cell) => cellOf(cell, values)),
  });
  if (row.each === undefined) return [of(facts.values)];
  const { list, least } = row.each;
  const said = (facts.lists[list] ?? []).map((values, n) => ({ 序: String(n + 1), ...values }));
  const blank: readonly Values[] = Array.from({ length: Math.max(0, least - said.length) }, () => ({}));
  return [...said, ...blank].map(of);
}

function cellOf({ text, span }: TemplateCell, values: Values): Cell {
  return { text: filled(text, values, 0), label: !text.includes('{') && text !== '', span };
}

function filled(text: string, values: Values, blank: number): string {
  return text.replace(
    FIELD,
    (_whole, name: string, width?: string) =>
      printable(values[name]) ?? '＿'.repeat(width === undefined ? blank : Number(width)),
  );
}

const fieldsIn = (text: string): readonly string[] => [...text.matchAll(FIELD)].map(([, name = '']) => name);

/** What people typed, without what no paper shows and what no Word file may hold. */
function printable(value: string | undefined): string | undefined {
  const lines = value?.replace(/\r\n?|[\u2028\u2029]/g, '\n').split('\n') ?? [];
  const clean = lines.map((line) => line.replace(/[\p{Cc}\p{Cs}\p{Cf}\ufffe\uffff]/gu, '').trim());
  return clean.filter((line) => line !== '').join('\n') || undefined;
}

import { type CellValue, writeXlsxStream } from 'hucre/xlsx';

/** What stands in a cell: a number, words, or nothing. */
export type Cell = string | number | undefined;

/** A sheet that is written row by row. */
export interface Sheet {
  /** At most 31 signs, none of which Excel forbids: what else is said is cut. */
  readonly name: string;
  /** In characters, a column each. */
  readonly widths: readonly number[];
  /** Rows that stay when the others are scrolled. */
  readonly head: number;
  readonly rows: Iterable<readonly Cell[]>;
}

/** The Excel file of a sheet, made while its rows are read. No cell of it is a formula, whatever was typed. */
export async function workbook({ name, widths, head, rows }: Sheet): Promise<Buffer> {
  const stream = writeXlsxStream(cellsOf(rows), {
    name: sheetName(name),
    columns: widths.map((width) => ({ width })),
    freezePane: { rows: head },
  });
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

function* cellsOf(rows: Iterable<readonly Cell[]>): Generator<CellValue[]> {
  for (const row of rows)
    yield row.map((cell) => (typeof cell === 'string' ? plainWords(cell) : (cell ?? null)));
}

/**
 * Words as a spreadsheet takes them for words: also where the sheet is saved as text and opened again, what begins
 * like a formula gets a mark in front. Signs that are none, and ends of lines, become blanks.
 */
export function plainWords(text: string): string {
  const formula = /^[=+\-@\t\r＝＋－＠]/u.test(text);
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return formula || /^[=+\-@＝＋－＠]/u.test(clean) ? `'${clean}` : clean;
}

const LONGEST_NAME = 31;

function sheetName(name: string): string {
  const clean = name.replace(/[[\]:*?/\\'\p{Cc}]/gu, '').slice(0, LONGEST_NAME);
  return clean === '' ? '台账' : clean;
}

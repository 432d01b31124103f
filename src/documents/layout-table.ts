import {
  AlignmentType,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Block, Cell, Row } from './blocks.ts';
import { FONTS, type PageSetup } from './page.ts';

const LINE = 360;
/** A cell of more signs may go on on the next page: kept together it would leave half a page empty. */
const LONG_CELL = 260;
const LONGEST_LABEL = 16;
/** A table of so few lines stands on one page. */
const SHORT_TABLE = 14;

/** A table as wide as the page; its header stands on every page, and short rows stay whole. */
export function tableOf({ widths, rows }: Extract<Block, { kind: 'table' }>, setup: PageSetup): Table {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => Math.floor((setup.width * width) / total));
  const short = rows.reduce((sum, row) => sum + linesOf(row), 0) <= SHORT_TABLE;
  return new Table({
    width: { size: columns.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    rows: rows.map((row, n) =>
      rowOf(row, { columns, setup, keeps: n < rows.length - 1 && (row.header || short) }),
    ),
  });
}

interface RowSetup {
  readonly columns: readonly number[];
  readonly setup: PageSetup;
  /** It stays on the page of the next row. */
  readonly keeps: boolean;
}

/** Roughly: a cell of text may be higher than its row asks for. */
const linesOf = ({ cells, lines }: Row): number =>
  Math.max(lines, ...cells.map(({ text }) => Math.ceil(text.length / 24)));

function rowOf({ cells, header, lines }: Row, { columns, setup, keeps }: RowSetup): TableRow {
  let at = 0;
  const made = cells.map((cell) => {
    const width = columns.slice(at, at + cell.span).reduce((sum, one) => sum + one, 0);
    at += cell.span;
    return cellOf(cell, { width, header, setup, keeps });
  });
  return new TableRow({
    tableHeader: header,
    cantSplit: cells.every(({ text }) => text.length <= LONG_CELL),
    height: { value: Math.max(lines, 1) * LINE + 80, rule: HeightRule.ATLEAST },
    children: made,
  });
}

function cellOf(
  { text, label, span }: Cell,
  {
    width,
    header,
    setup,
    keeps,
  }: Omit<RowSetup, 'columns'> & { readonly width: number; readonly header: boolean },
): TableCell {
  const centred = header || (label && text.length <= LONGEST_LABEL && !/[□＿]/.test(text));
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: span,
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 80, right: 80, top: 20, bottom: 20 },
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          children: [
            new TextRun({ text: line, size: setup.cell, font: header ? FONTS.heading : FONTS.text }),
          ],
          keepNext: keeps,
          alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing: { before: 0, after: 0, line: LINE - 40, lineRule: LineRuleType.AT_LEAST },
        }),
    ),
  });
}

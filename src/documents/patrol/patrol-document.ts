import {
  AlignmentType,
  Document,
  Footer,
  HeightRule,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { A4, FONTS } from '../page.ts';
import { wordFile } from '../word-file.ts';
import { fillPatrolWords, type PatrolWords } from './load-patrol-words.ts';

/** What one book says. */
export interface PatrolPage {
  readonly words: PatrolWords;
  readonly school: string;
  /** `2026年12月` */
  readonly month: string;
  /** `1日 周二`, a line each; none in a month of vacation. */
  readonly days: readonly string[];
  /** When it is made. */
  readonly at: Date;
}

// Everything below is in twips, twentieths of a point: 567 are a centimetre.
const MARGIN = 567;
const LOWER_MARGIN = 850;
const WIDTH = A4.height - 2 * MARGIN;
const DAY = 1_350;
const SIGNATURE = 1_750;
const ITEM = 1_020;
/** What title, rule and signature leave to the table: a month of 27 school days still fits on its page. */
const TABLE = 8_400;
const LOWEST_ROW = 300;
const HIGHEST_ROW = 430;

/** In half points. */
const SIZES = { title: 32, text: 20, small: 17 };

/** A patrol book as a Word document: A4 landscape, a page for a month. */
export async function patrolDocument(page: PatrolPage): Promise<Buffer> {
  const { words, school, month } = page;
  const fill = (text: string): string => fillPatrolWords(text, { school, month });
  const line = (text: string, after: number): Paragraph =>
    new Paragraph({ children: [new TextRun(fill(text))], spacing: { before: 0, after } });
  const document = new Document({
    styles: { default: { document: { run: { font: FONTS.plain, size: SIZES.text } } } },
    sections: [
      {
        properties: {
          page: {
            size: { ...A4, orientation: PageOrientation.LANDSCAPE },
            margin: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: LOWER_MARGIN, footer: 400 },
          },
        },
        footers: { default: new Footer({ children: [footer(fill(words.footer))] }) },
        children: [
          title(words.title),
          line(words.heading, 60),
          line(words.rule, 80),
          table(page),
          closing(fill(words.closing)),
        ],
      },
    ],
  });
  return await wordFile(document, { title: `${school}${words.title}${month}`, at: page.at });
}

function title(text: string): Paragraph {
  const run = new TextRun({ text, bold: true, size: SIZES.title });
  return new Paragraph({ children: [run], alignment: AlignmentType.CENTER, spacing: { after: 60 } });
}

function closing(text: string): Paragraph {
  return new Paragraph({ children: [new TextRun(text)], spacing: { before: 160, after: 0 } });
}

function footer(text: string): Paragraph {
  const run = new TextRun({ text, size: SIZES.small });
  return new Paragraph({ children: [run], alignment: AlignmentType.CENTER });
}

function table({ words: { columns, vacation }, days }: PatrolPage): Table {
  const { items, day, remarks, signature } = columns;
  const widths = [DAY, ...items.map(() => ITEM), WIDTH - DAY - SIGNATURE - items.length * ITEM, SIGNATURE];
  const height = Math.min(HIGHEST_ROW, Math.max(LOWEST_ROW, Math.floor(TABLE / (days.length + 1))));
  const row = (texts: readonly string[], isHeader = false): TableRow =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      height: { value: height, rule: HeightRule.EXACT },
      children: widths.map((width, n) => cell(texts[n] ?? '', { width, isHeader })),
    });
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      row([day, ...items, remarks, signature], true),
      ...days.map((label) => row([label])),
      ...(days.length === 0 ? [vacationRow(vacation, widths.length)] : []),
    ],
  });
}

function vacationRow(text: string, columnSpan: number): TableRow {
  return new TableRow({ children: [cell(text, { width: WIDTH, columnSpan })] });
}

function cell(
  text: string,
  {
    width,
    columnSpan = 1,
    isHeader = false,
  }: { readonly width: number; readonly columnSpan?: number; readonly isHeader?: boolean },
): TableCell {
  const grey = { fill: 'EEEEEE', type: ShadingType.CLEAR, color: 'auto' };
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan,
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 40, right: 40, top: 0, bottom: 0 },
    ...(isHeader ? { shading: grey } : {}),
    children: [new Paragraph({ children: [new TextRun(text)], alignment: AlignmentType.CENTER })],
  });
}

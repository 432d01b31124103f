import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type IParagraphOptions,
  LineRuleType,
  PageBreak,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import type { Block, FilledDocument, ParagraphKind } from './blocks.ts';
import { tableOf } from './layout-table.ts';
import { FONTS, PAGES, type PageSetup } from './page.ts';
import { wordFile } from './word-file.ts';

/** Who fetched a copy, as every page of it says; no child is named. */
export interface Fetched {
  /** `桐渡镇教育专干（企业微信 to****du）` */
  readonly who: string;
  /** `2026年11月24日 09:30` */
  readonly when: string;
  readonly at: Date;
}

const RED = 'C00000';
const GREY = '7F7F7F';
const SMALL = 18;
/** 4号, as page numbers are printed. */
const PAGE_NUMBER = 28;

/** The document as a Word file, with a line on every page that says who fetched this copy. */
export function printed(filled: FilledDocument, fetched: Fetched): Promise<Buffer> {
  const setup = PAGES[filled.page];
  const document = new Document({
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: FONTS.text, size: setup.text } } } },
    sections: [
      {
        properties: {
          page: { size: setup.size, margin: { ...setup.margin, header: 700, footer: 900 } },
        },
        headers: { default: headerOf(filled, fetched), even: headerOf(filled, fetched) },
        footers: { default: footerOf(AlignmentType.RIGHT), even: footerOf(AlignmentType.LEFT) },
        children: bodyOf(filled, setup),
      },
    ],
  });
  const title = [filled.name, filled.number].filter((part) => part !== undefined).join(' ');
  return wordFile(document, { title, at: fetched.at });
}

function headerOf({ mark: words }: FilledDocument, { who, when }: Fetched): Header {
  const mark = words === undefined ? [] : [new TextRun({ text: `${words}　`, bold: true, size: 24 })];
  const line = new TextRun({ text: `${when} ${who}取用`, size: SMALL, color: GREY, font: FONTS.plain });
  return new Header({
    children: [new Paragraph({ children: [...mark, line], alignment: AlignmentType.RIGHT })],
  });
}

/** Odd pages on the right, even ones on the left, one sign in from the edge. */
function footerOf(alignment: 'left' | 'right'): Footer {
  const number = new TextRun({
    children: ['— ', PageNumber.CURRENT, ' —'],
    size: PAGE_NUMBER,
    font: FONTS.plain,
  });
  const indent = alignment === 'left' ? { left: 280 } : { right: 280 };
  return new Footer({ children: [new Paragraph({ children: [number], alignment, indent })] });
}

function bodyOf({ blocks, redHead }: FilledDocument, setup: PageSetup): readonly (Paragraph | Table)[] {
  return blocks.flatMap((block, n): readonly (Paragraph | Table)[] => {
    if (block.kind === 'page') return [new Paragraph({ children: [new PageBreak()] })];
    if (block.kind === 'space') return [space(block.lines * setup.line)];
    if (block.kind === 'table') return [tableOf(block, setup), space(setup.line / 3)];
    if (block.kind === 'head' && redHead)
      return [redHeadOf(block.text), ...(isLastHead(blocks, n) ? [redRule()] : [])];
    return [paragraphOf(block, setup, blocks[n + 1])];
  });
}

const isLastHead = (blocks: readonly Block[], n: number): boolean => blocks[n + 1]?.kind !== 'head';

/** Room between two things; without it two tables in a row would grow into one. */
const space = (height: number): Paragraph =>
  new Paragraph({
    children: [],
    spacing: { before: 0, after: 0, line: height, lineRule: LineRuleType.EXACT },
  });

function redHeadOf(text: string): Paragraph {
  const run = new TextRun({ text, font: FONTS.title, size: 60, color: RED });
  return new Paragraph({ children: [run], alignment: AlignmentType.CENTER, spacing: { after: 120 } });
}

const redRule = (): Paragraph =>
  new Paragraph({
    children: [],
    border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: RED, space: 1 } },
    spacing: { after: 300 },
  });

/** What stands before a signature stays on its page. */
const SIGNING: readonly Block['kind'][] = ['right'];

function paragraphOf(
  { kind, text }: { readonly kind: ParagraphKind; readonly text: string },
  setup: PageSetup,
  next: Block | undefined,
): Paragraph {
  const { font, size, ...style } = STYLES[kind](setup);
  const children = text
    .split('\n')
    .map((line, n) => new TextRun({ text: line, font, size, ...(n > 0 ? { break: 1 } : {}) }));
  const keepNext = kind === 'heading' || kind === 'title' || kind === 'head';
  return new Paragraph({
    children,
    ...style,
    keepNext: keepNext || (next !== undefined && SIGNING.includes(next.kind)),
    keepLines: kind === 'right',
  });
}

type Style = Pick<IParagraphOptions, 'alignment' | 'spacing' | 'indent'> & {
  readonly font: (typeof FONTS)[keyof typeof FONTS];
  readonly size: number;
};

const lineOf = ({ line }: PageSetup, before = 0, after = 0) => ({
  ...{ before, after, line },
  lineRule: LineRuleType.EXACT,
});

const STYLES: Readonly<Record<ParagraphKind, (setup: PageSetup) => Style>> = {
  head: (setup) => ({
    ...{ font: FONTS.title, size: setup.title, alignment: AlignmentType.CENTER },
    spacing: { before: 0, after: 60 },
  }),
  title: (setup) => ({
    ...{ font: FONTS.title, size: setup.title, alignment: AlignmentType.CENTER },
    spacing: { before: 60, after: 240 },
  }),
  heading: (setup) => ({
    ...{ font: FONTS.heading, size: setup.text, spacing: lineOf(setup, 60, 60) },
    ...(setup.line > 500 ? { indent: { firstLine: 2 * setup.text * 10 } } : {}),
  }),
  text: (setup) => ({
    ...{ font: FONTS.text, size: setup.text, alignment: AlignmentType.LEFT, spacing: lineOf(setup, 0, 40) },
    indent: { firstLine: 2 * setup.text * 10 },
  }),
  to: (setup) => ({ font: FONTS.text, size: setup.text, spacing: lineOf(setup, 0, 40) }),
  right: (setup) => ({
    ...{ font: FONTS.text, size: setup.text, alignment: AlignmentType.RIGHT, spacing: lineOf(setup) },
    indent: { right: 2 * setup.text * 10 },
  }),
  centre: (setup) => ({
    ...{
      font: FONTS.text,
      size: setup.text,
      alignment: AlignmentType.CENTER,
      spacing: lineOf(setup, 0, 120),
    },
  }),
  note: (setup) => ({ font: FONTS.text, size: setup.cell, spacing: { before: 100, after: 40 } }),
};

/** How a paragraph stands on the page. */
export type ParagraphKind = 'head' | 'title' | 'heading' | 'text' | 'to' | 'right' | 'centre' | 'note';

/** A cell of a table: a label, or something to be filled in. */
export interface Cell {
  readonly text: string;
  readonly label: boolean;
  /** Columns that it spans. */
  readonly span: number;
}

/** A row of a table. */
export interface Row {
  readonly cells: readonly Cell[];
  /** Repeated on every page that the table goes on to. */
  readonly header: boolean;
  /** Lines that it is high at least. */
  readonly lines: number;
}

/** One thing below the other on the page: what a document is made of once it is filled in. */
export type Block =
  | { readonly kind: ParagraphKind; readonly text: string }
  | { readonly kind: 'table'; readonly widths: readonly number[]; readonly rows: readonly Row[] }
  | { readonly kind: 'space'; readonly lines: number }
  | { readonly kind: 'page' };

/** What a printed document says; kept sealed once it is signed. */
export interface FilledDocument {
  /** 整改通知书 */
  readonly name: string;
  /** `letter`: an official paper; `form`: tables, narrower margins; `wide`: the same across. */
  readonly page: DocumentPage;
  /** Absent of drafts and of forms that nobody numbers. */
  readonly number?: string;
  /** What stands on top of every page of one that counts for nothing yet, or no more. */
  readonly mark?: string;
  readonly redHead: boolean;
  readonly blocks: readonly Block[];
}

/** How the paper lies and how much of it is margin. */
export const DOCUMENT_PAGES = ['letter', 'form', 'wide'] as const;
/** One of DOCUMENT_PAGES. */
export type DocumentPage = (typeof DOCUMENT_PAGES)[number];

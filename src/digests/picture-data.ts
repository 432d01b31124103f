import type { LocalDate } from '../kit/local-date.ts';

/** One line of the four-week trend. */
export interface Trend {
  readonly name: string;
  readonly color: string;
  /** A point a day, the oldest first. */
  readonly points: readonly { readonly day: LocalDate; readonly value: number }[];
}

/** Everything a picture shows, in the words it shows it in. No school, no child. */
export interface PictureData {
  readonly title: string;
  readonly subtitle: string;
  /** The rule and the cut-off. */
  readonly note: string;
  /** Three big numbers. */
  readonly cards: readonly { readonly label: string; readonly value: string; readonly detail: string }[];
  /** Two lines, each with its own scale. */
  readonly trends: readonly Trend[];
  /** Townships in county-file order; left out where a small number would point at somebody. */
  readonly bars?: {
    readonly title: string;
    readonly rows: readonly { readonly area: string; readonly n: number }[];
  };
}

/** What a worker draws with. */
export interface PictureJob {
  readonly data: PictureData;
  /** Path of the font file. */
  readonly font: string;
}

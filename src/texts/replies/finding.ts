import type { Nothing } from '../fill.ts';

/** One line of what happened to a file. */
export interface HistoryLine {
  on: string;
  who: string;
  what: string;
}

/** Finding files of children again, reading them, putting them right. */
export interface FindingTexts {
  /** The school lies in another township: the bureau's to change. */
  'dropouts/amend-elsewhere': { no: string };
  'dropouts/amend-what': { no: string };
  /** Masked: what stood there, if anything did, and what stands there now. */
  'dropouts/amended': {
    no: string;
    changed: readonly { label: string; from: string | undefined; to: string }[];
  };
  /** Address and phone in full, for those who answer for the child. */
  'dropouts/contact': {
    no: string;
    name: string | undefined;
    guardian: string | undefined;
    phone: string | undefined;
    notes: readonly string[];
    nothing: boolean;
  };
  'dropouts/contact-not-yours': { no: string };
  'dropouts/about-request': { no: string; granted: boolean; who: string; words: string };
  'dropouts/request-answered': { no: string; granted: boolean; who: string };
  'dropouts/request-how': { no: string | undefined };
  /** The file is in sight anyway. */
  'dropouts/request-needless': { no: string };
  'dropouts/request-none': { no: string };
  /** The same for every number, known or not. */
  'dropouts/request-taken': Nothing;
  /** What waits for one person among the files of their area. `all` lists the rest. */
  /** `of`: what the works are about. */
  'dropouts/todo': {
    of: string;
    parts: readonly {
      name: string;
      n: number;
      all: string;
      works: readonly { no: string; what: string; line: string }[];
    }[];
  };
  'dropouts/told-answered': { no: string; granted: boolean };
  'dropouts/told-request': { no: string; who: string; words: string };
  'dropouts/history': { no: string; history: readonly HistoryLine[] };
  /** `parts`: how many are where in the partition. `place`: of all of them. */
  'dropouts/list': {
    n: number;
    parts: readonly string[];
    place: string | undefined;
    files: readonly {
      no: string;
      state: string;
      place: string | undefined;
      className: string;
      /** Masked. */
      child: string;
      lost: boolean;
      due: string | undefined;
      over: boolean;
    }[];
    first: string;
  };
  'dropouts/list-many': {
    n: number;
    byArea: boolean;
    places: readonly { name: string; n: number }[];
    line: string;
  };
  /** `narrowed`: something was asked for besides the list; `all`: closed ones too. */
  'dropouts/list-none': { narrowed: boolean; all: boolean };
}

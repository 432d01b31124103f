import type { Nothing } from '../fill.ts';

/** From persuading to striking off: what is said about one child's file. */
export interface ChildTexts {
  /** The move is somebody else's; `lines` are this person's. */
  'dropouts/visit-how': { no: string };
  'dropouts/visited': {
    no: string;
    visit: number;
    method: string;
    people: string | undefined;
    promise: string | undefined;
    next: string | undefined;
    /** Nobody was reached. */
    silent: boolean;
    lost: boolean;
    /** So many visits in a row reached nobody: bureau and township were told. */
    told: number | undefined;
    line: string | undefined;
  };
  /** `letter`: this person may ask other places by letter. */
  'dropouts/lost': { no: string; told: boolean; letter: boolean };
  'dropouts/told-lost': { no: string; area: string; tries: number | undefined };
  'dropouts/which-step': { no: string; names: readonly string[] };
  'dropouts/step-number': { no: string; name: string };
  'dropouts/about-step': {
    no: string;
    name: string;
    basis: string;
    /** Of a step that the county has opened beyond the usual two. */
    decided: { reviewer: string; authority: string } | undefined;
    number: string | undefined;
    on: string;
  };
  'dropouts/stepped': { no: string; name: string };
  'dropouts/about-return': {
    no: string;
    school: string | undefined;
    className: string;
    placement: string;
    /** Of 职教: what allows it. */
    document: string | undefined;
  };
  'dropouts/returned': { no: string; next: string | undefined };
  'dropouts/again': { no: string; relapse: boolean; who: readonly string[] };
  'dropouts/checked': {
    no: string;
    attending: boolean;
    lessons: number | undefined;
    checks: readonly string[];
    next: string | undefined;
  };
  'dropouts/check-which': { no: string };
  'dropouts/check-whose': { n: number };
  'dropouts/check-none': Nothing;
  /** What the rounds ask about a child who is back. */
  'dropouts/care-item': {
    no: string;
    what: 'check' | 'see' | 'missed' | 'away' | 'again' | 'ready' | 'vouch';
    /** Since when, or which day; empty where that does not matter. */
    check: string;
  };
  'dropouts/strike-off': {
    no: string;
    state: string;
    closed: boolean;
    ready: boolean;
    items: readonly { done: boolean; words: string }[];
    lines: readonly string[];
  };
  'dropouts/about-strike-off': { no: string; items: readonly { words: string }[] };
  'dropouts/closed': { no: string };
  'dropouts/vouched': { no: string };

  'dropouts/erase-number': { no: string };
  /** `state`: its word; empty where another message was faster. */
  'dropouts/erase-not-yet': { no: string; state: string };
  'dropouts/about-erase': { no: string; document: string };
  'dropouts/erase-asked': { no: string; document: string };
  'dropouts/about-erasing': { no: string; document: string };
  'dropouts/erased': { no: string; document: string; on: string };
  'dropouts/erased-before': { no: string; on: string };
}

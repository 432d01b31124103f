import type { Nothing } from '../fill.ts';

/** Answering duties: receipts, what is asked back, what a unit still has to answer. */
export interface DutyTexts {
  'duties/burden': {
    label: string;
    audiences: readonly { whom: string; duties: number; time: string; units: string }[];
    duties: readonly { name: string; whom: string; minutes: number; basis: string; cancelled: boolean }[];
  };
  'duties/cancelled': { duty: string };
  'duties/difficulty': { duty: string; due: string; words: string; reason: boolean };
  /** A number that can hardly be this unit's, as a question. */
  'duties/check': { odd: string };
  /** `again`: so many others were put off before, and are not put off once more. */
  'duties/later': { duty: string; due: string; when: string; example: string; again: number };
  'duties/later-again': { duty: string; due: string };
  'duties/none': Nothing;
  'duties/nothing-to-withdraw': Nothing;
  'duties/other-unit': { line: string };
  'duties/private': Nothing;
  'duties/problem-group': { example: string };
  'duties/receipt': {
    unit: string;
    duty: string;
    understood: string;
    late: boolean;
    corrected: boolean;
    replaced?: { who: string; understood: string };
    photos: number;
    lacksPhoto: boolean;
    declaration?: string;
    /** Hazards open in our own books beside a 0. */
    open: number;
    /** Pupils that did not come. */
    missing: number;
    /** The line that makes hazards of what was found. */
    check: string | undefined;
    found?: string;
  };
  'duties/receipt-group': { duty: string; lacksPhoto: boolean };
  /** Only heard, nothing answered. `figures`: the line is an example with numbers. */
  'duties/still-owed': { duty: string; due: string; line: string; figures: boolean };
  /** `asks`: they may ask who has not answered. */
  'duties/talk': { asks: boolean };
  /** `waiting`: hazards of strangers that wait to be taken over. */
  'duties/todo': {
    done: number;
    waiting: number;
    duties: readonly {
      name: string;
      due: string;
      over: boolean;
      minutes: number;
      units: readonly string[];
      owing: number;
      line: string;
    }[];
  };
  'duties/todo-none': { done: number; waiting: number; asks: boolean };
  /** `fits`: what was said names each of the `n`. */
  'duties/unknown': { said: string; fits: boolean | undefined; n: number };
  'duties/which': Nothing;
  'duties/which-example': { said: boolean; choices: readonly { label: string; line: string }[] };
  'duties/which-group': { line: string };
  'duties/which-unit': { duty: string };
  'duties/withdrawn': { duty: string; unit: string; example: string };
}

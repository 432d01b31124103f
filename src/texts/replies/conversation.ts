import type { Nothing } from '../fill.ts';

interface Choice {
  label: string;
  line: string;
}

/** Talking itself: what is missing, what is chosen, what is refused, pictures without words. */
export interface ConversationTexts {
  /** `kept`: the rest of the line waits for the answer; `duty`: of a report, whom to phone. */
  'dialogue/ask': { question: string; example: string; kept: boolean; duty: string | undefined };
  'dialogue/ask-again': { question: string };
  'dialogue/cancelled': Nothing;
  'dialogue/choose': { intro: string; choices: readonly Choice[] };
  'dialogue/choose-again': Nothing;
  /**
   * `line` as it was said, `words` for what it decides about; `moved`: that has changed since it was shown; `repeat`:
   * what must be said again for a yes; `final`: it cannot be taken back.
   */
  'dialogue/confirm': {
    line: string;
    words: string;
    final: boolean;
    moved: boolean;
    repeat: string | undefined;
  };
  /** Of several lines of a message this one is asked about by itself. */
  'dialogue/confirm-alone': { line: string };
  'dialogue/may-mean-somebody': { words: string };
  'dialogue/confirm-paused': Nothing;
  'dialogue/copy-to-write': { line: string };
  /** Lines that decide, each with what it is about, before 确认. */
  'dialogue/confirm-several': { ones: readonly { line: string; words: string }[] };
  'dialogue/too-many-decided': { line: string };
  'dialogue/did-you-mean': { choices: readonly Choice[]; anyRuns: boolean; duty: string | undefined };
  'dialogue/missing-in-group': { question: string; personal: boolean };
  'dialogue/next-page': { line: string };
  'dialogue/not-confirmed': Nothing;
  /** `what` is offered to be done, `understood` is what would be stored; `recall`: what was said is to be taken back. */
  'dialogue/offer': {
    what: string;
    understood: readonly string[];
    violent: boolean;
    recall: boolean;
    duty: string | undefined;
  };
  /** The same, before a question without which it cannot be done. */
  'dialogue/offer-asks': {
    what: string;
    understood: readonly string[];
    violent: boolean;
    duty: string | undefined;
  };
  'dialogue/offer-declined': Nothing;
  'dialogue/offer-over': Nothing;
  /** `urgent`: somebody may be in danger. */
  /** A line waits to be filled, so that no number is taken for this one. */
  'dialogue/offer-to-copy': { what: string; line: string };
  'dialogue/offer-some': { choices: readonly Choice[]; urgent: boolean; duty: string | undefined };
  /** Who is named is nobody in reach, or cannot be told from others. */
  'dialogue/no-person': { label: string; many: boolean; example: string };
  'dialogue/nothing-to-confirm': Nothing;
  'dialogue/nothing-to-continue': Nothing;
  'dialogue/one-place': { example: string };
  'dialogue/problem': { problems: readonly string[]; example: string };
  /** Several things in one sentence that cannot be told apart. */
  'dialogue/several': { command: string };
  'dialogue/skipped': Nothing;
  'dialogue/skipped-required': Nothing;
  'dialogue/still-missing': { example: string };
  'dialogue/too-long': Nothing;
  'dialogue/too-many-characters': { most: number };
  'dialogue/too-many-lines': { most: number };
  'dialogue/what-for': Nothing;
  /** `alike`: nobody is called so, these nearly are. */
  'dialogue/which-person': { label: string; alike: boolean };
  /** `alike`: nothing has this very name, these sound like it. */
  'dialogue/which-place': { word: string; n: number; alike: boolean };
  'dialogue/which-place-in-group': Nothing;

  'groups/recall': Nothing;
  'groups/recall-not-filed': { line: string };

  'help/duty-phone': { duty: string | undefined };
  'help/one-command': { name: string; aliases: readonly string[]; usage: string; lines: readonly string[] };
  'help/how-to': {
    topic: string;
    duty: string | undefined;
    /** The newest report of theirs about a child. */
    no: string | undefined;
    /** Lines of their own place. */
    hazard: string;
    dropout: string;
    /** They may report children. */
    reports: boolean;
    /** Commands that were spoken of. */
    about: readonly { name: string; summary: string; usage: string }[];
  };
  'help/overview': {
    county: string;
    /** No county file was loaded. */
    empty: boolean;
    name: string | undefined;
    /** The account, for who is not bound yet. */
    id: string | undefined;
    commands: readonly { name: string; summary: string; usage: string; lines: readonly string[] }[];
    /** Under which the rest stands. */
    subjects: readonly string[];
  };
  'help/subject': {
    subject: string;
    commands: readonly { name: string; summary: string; usage: string; lines: readonly string[] }[];
  };
  'help/news': Nothing;
  'help/small-talk': { duty: string | undefined };
  'help/thanks': Nothing;
  'help/welcome': { name: string | undefined };

  'photos/attached': { no: string };
  'photos/attached-to-duty': { duty: string; n: number };
  'photos/failed': { n: number };
  'photos/in-group': { place: string | undefined };
  /** `line` answers the duty that waits for a picture. */
  'photos/loose': { place: string | undefined; line: string | undefined };

  /** Of a file that has grown beyond what one file holds. */
  'refusals/full': Nothing;
  'refusals/group-only': { line: string };
  'refusals/no-right': Nothing;
  /** `list`: the line that shows what a ledger would hold. */
  'refusals/not-yet': { no: string | undefined; list: string | undefined };
  'refusals/nothing-there': Nothing;
  'refusals/private-only': { name: string };
  'refusals/trouble': Nothing;
  'refusals/unknown': { duty: string | undefined };
  'refusals/unreadable': Nothing;
}

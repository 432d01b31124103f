import type { Calendar } from '../../calendar/types.ts';
import type { LocalDate } from '../../kit/local-date.ts';
import type { Gazetteer } from '../../places/gazetteer.ts';
import type { Place } from '../../places/place.ts';
import type { FieldInfo } from '../args.ts';

/** What reading needs to know besides the text. */
export interface ParseEnv {
  readonly gazetteer: Gazetteer;
  readonly calendar: Calendar;
  readonly today: LocalDate;
}

/** Why something that was typed was not taken. */
export type ProblemCode =
  | 'id-old'
  | 'id-length'
  | 'id-date'
  | 'id-check'
  | 'id-age'
  | 'phone'
  | 'case-check'
  | 'date-future'
  | 'place-unknown'
  | 'money'
  | 'people'
  | 'word-unknown'
  | 'unreadable';

/** A polite sentence about one argument that was not understood; the rest of the line is kept. */
export interface ArgProblem {
  readonly field: FieldInfo;
  readonly code: ProblemCode;
  /** Chinese, without any personal data: it may be shown in a group. */
  readonly text: string;
}

/** A place that must be chosen: several of one name, or names like the one typed. */
export interface Ambiguity {
  readonly field: FieldInfo;
  readonly candidates: readonly Place[];
  /** As typed: putting a candidate's full name in its place settles it. */
  readonly word: string;
  /** `true`: no place is called so, the candidates only look alike. */
  readonly alike: boolean;
}

/** What one line of a command says. */
export interface ParsedArgs {
  /** By field name; ready for the command's zod schema. */
  readonly values: Record<string, unknown>;
  /** By field name, as typed, where the value was known by its shape. */
  readonly written: Readonly<Record<string, string>>;
  /** Required fields without value; those in `ambiguous` are not among them. */
  readonly missing: readonly FieldInfo[];
  readonly ambiguous: readonly Ambiguity[];
  readonly problems: readonly ArgProblem[];
  /** A person's name, ID number, phone or another value marked personal was typed, understood or not. */
  readonly personal: boolean;
  /** Set when the line speaks of more than one child: 2人, 两个学生. */
  readonly headcount?: number;
  /** What nobody recognised, in the order written. */
  readonly rest: string;
  /** 第2页. */
  readonly page?: number;
}

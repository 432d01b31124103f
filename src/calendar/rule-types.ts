import type { LocalDate } from '../kit/local-date.ts';

/** One time a rule names: a day and the wall-clock time `HH:mm` in the county's zone. */
export interface Occurrence {
  readonly day: LocalDate;
  readonly time: string;
  /** The day that the rule names, where 遇休 moved away from it. */
  readonly named?: LocalDate;
  /** The public holiday that the rule counts from: 清明, 中秋、国庆. */
  readonly holiday?: string;
}

/** Where reading a written rule failed. Offsets are into the text as it was given, end exclusive. */
export interface RuleProblem {
  readonly start: number;
  readonly end: number;
  /** The word that was not understood, as it was written. */
  readonly word: string;
  /** One sentence for the officer: what is wrong with that word. */
  readonly text: string;
  /** The nearest rule that works, to be copied. */
  readonly example: string;
}

/** What makes a rule fire that no calendar knows: an officer's word or a weather provider. */
export type EventName = '高温' | '暴雨';

/** A rule of the written rule language, read. Pure; its dates follow from the county's calendar. */
export interface Rule {
  /** The rule in its one canonical spelling; reading that gives the same rule. */
  readonly text: string;
  /** `event`: it has no dates of its own (高温日, 暴雨后). */
  readonly event?: EventName;
}

/** The outcome of reading a rule. */
export type ReadRule =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly problem: RuleProblem };

/** How long one round of a duty lasts: what 同期 means. */
export type PeriodKind = '次' | '周' | '月' | '季' | '学期' | '年';

/** A period with the words it is printed with: `{ key: '2026Q4', label: '2026年第四季度' }`. */
export interface Period {
  readonly kind: PeriodKind;
  /** Stable, ASCII, sorts in time order within a kind. */
  readonly key: string;
  readonly label: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

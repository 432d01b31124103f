import type { LocalDate } from '../../kit/local-date.ts';
import type { EventName } from '../rule-types.ts';

/** What is counted: any day, a workday with 调休, a school day. */
export type Unit = '天' | '工作日' | '上学日';
/** Monday 1 to Sunday 7. */
export type Weekday = number;

/** The stretch of time in which a day is picked. */
export type Span =
  | { readonly of: '周' }
  /** A season, a vacation or a holiday. */
  | { readonly of: '段'; readonly name: string }
  | { readonly of: '年'; readonly month?: number }
  /** `month` counts inside the quarter, 1 to 3. */
  | { readonly of: '季'; readonly month?: number }
  | { readonly of: '月' }
  | { readonly of: '学期'; readonly half?: Half };
/** Terms that begin before July are 春季, the others 秋季. */
export type Half = '春季' | '秋季';

/** Which day of a span. */
export type Pick =
  /** Days of a month; one the month does not have is its last day. */
  | { readonly by: 'date'; readonly days: readonly number[] }
  /** The n-th such day, from the end when negative; none when the span has fewer. */
  | { readonly by: 'nth'; readonly n: number; readonly what: Unit | Weekday }
  /** A day of the n-th week: of a term its n-th school week, else the n-th that begins inside the span. */
  | { readonly by: 'week'; readonly n: number; readonly weekday: Weekday };

/** Where on a stretch of days: its first day, its last, or the day of the festival inside it. */
export type Edge = '始' | '末' | '日';

/** Which days a rule names, before anything is counted from them. */
export type Base =
  | { readonly kind: 'every'; readonly unit: Unit }
  /** 单 and 双: weeks with an odd or an even ISO number. */
  | { readonly kind: 'weekly'; readonly weeks: '每' | '单' | '双'; readonly weekdays: readonly Weekday[] }
  /** Every so many weeks, counted from the week of a day, from that day on. */
  | {
      readonly kind: 'paced';
      readonly every: number;
      readonly weekdays: readonly Weekday[];
      readonly from: LocalDate;
    }
  | { readonly kind: 'pick'; readonly span: Span; readonly pick: Pick }
  | { readonly kind: 'date'; readonly day: LocalDate }
  | { readonly kind: 'solar'; readonly name: string }
  | { readonly kind: 'lunar'; readonly month: number; readonly day: number }
  /** A season, 寒假, 暑假, 寒暑假, a public holiday, 节假日 for each of them, 小长假 for those of three days or more. */
  | { readonly kind: 'stretch'; readonly name: string; readonly edge: Edge }
  /** 开学: the first school day of a term. */
  | { readonly kind: 'opening'; readonly half?: Half }
  /** 放假: the first day after a term. */
  | { readonly kind: 'closing' };

/** So many days, or so many Mondays, before (negative) or after. */
export interface Shift {
  readonly n: number;
  readonly unit: Unit | Weekday;
}

/** Only days inside it count. */
export type Within =
  | { readonly in: 'season'; readonly name: string }
  /** A vacation or a public holiday. */
  | { readonly in: 'stretch'; readonly name: string }
  | { readonly in: 'term'; readonly half?: Half }
  /** In the order of the year that they were written in: 11月到3月 runs over New Year. */
  | { readonly in: 'months'; readonly months: readonly number[] }
  /** Both ends `MM-DD`, included; may run over New Year. */
  | { readonly in: 'dates'; readonly from: string; readonly to: string };

/** What happens to a day that is no workday. */
export type OnRest = '提前' | '顺延' | '跳过';

/** A rule with dates, read. */
export interface DatePlan {
  readonly within?: Within;
  readonly base: Base;
  /** Instead of the day: this day of its week, Monday first. */
  readonly inWeek?: Weekday;
  readonly shift?: Shift;
  /** `HH:mm`. */
  readonly time: string;
  readonly onRest?: OnRest;
}

/** A rule, read. */
export type Plan = DatePlan | { readonly event: EventName };

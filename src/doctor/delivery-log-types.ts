import type { By } from '../kit/by.ts';

/** Which deliveries to show: what wants a person (`open`), or one state. */
export type LogFilter = 'all' | 'unknown' | 'failed' | 'waiting' | 'sent';

/** One delivery as people read it: who, what about, when, how it went. Never a text, never a child. */
export interface LogEntry {
  /** Eight letters and digits that stand for the delivery: short enough to be typed. */
  readonly handle: string;
  /** 已发, 结果不明, 失败 … */
  readonly state: string;
  /** The group's name, or the officer's. */
  readonly target: string;
  /** What it is about: 日报, 催报 … */
  readonly kind: string;
  /** `11-24 10:02`, county time. */
  readonly time: string;
  /** What the vendor's code means, or what it waits for; `''`: nothing to say. */
  readonly why: string;
  /** A person may have it sent once more. */
  readonly resendable: boolean;
}

/** The last deliveries and how many there are in each state. */
export interface LogPage {
  readonly entries: readonly LogEntry[];
  readonly counts: { readonly waiting: number; readonly unknown: number; readonly failed: number };
}

/** What became of asking for a resend. */
export type ResendAnswer =
  | { readonly outcome: 'queued' | 'again'; readonly entry: LogEntry }
  | { readonly outcome: 'not-found' | 'not-resendable' | 'text-purged' };

/** A delivery as it was found, and the one that it was sent again as. */
export interface FoundDelivery {
  readonly id: string;
  readonly entry: LogEntry;
  readonly resent?: LogEntry;
}

/** 发送记录: what went out, for those who look after it. */
export interface DeliveryLog {
  /** Newest first; at most `limit` entries. */
  page(filter: LogFilter, limit: number): Promise<LogPage>;
  /** The delivery behind the handle in what a person typed, among the last 200 of each state that can be resent; undefined: none. */
  find(typed: string): Promise<FoundDelivery | undefined>;
  /** Sends an unknown, dead or gone delivery once more. Idempotent: a delivery is resent at most once. */
  resend(id: string, by: By): Promise<ResendAnswer>;
}

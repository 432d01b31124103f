import type { Notice } from '../delivery/types.ts';

/** What one run did, by a word each; logged and measured. */
export type Counts = Readonly<Record<string, number>>;

/** The outbox, as jobs see it: resolves once all are journaled; safe to repeat with the same ids. */
export type PostNotices = (notices: readonly Notice[]) => Promise<void>;

/** What a run may know. */
export interface JobContext {
  /** Domain time: the sandbox can move it. */
  readonly now: Date;
  /** Aborts when the lease is lost or the program stops: what can stop half-way, should. */
  readonly signal: AbortSignal;
}

/** Something that happens again and again, on one instance at a time. Must be safe to run twice. */
export interface Job {
  /** Unique; the lease is named after it. */
  readonly name: string;
  /** Cron expression with seconds, in the county's time zone. */
  readonly every: string;
  run(context: JobContext): Promise<Counts>;
}

/** What a run of a slot may know. */
export interface SlotContext extends JobContext {
  /** The time this run stands for, in domain time: on the minute. */
  readonly slot: Date;
  /** The slot that was handled before, whenever it was; absent at the very first one. Everything in (since, slot] is this run's. */
  readonly since?: Date;
}

/** What a run of a slot did, and what has to be told because of it. */
export interface JobResult {
  readonly counts: Counts;
  /** Posted to the outbox before the run counts as done; their ids make a second posting harmless. */
  readonly notices?: readonly Notice[];
}

/**
 * Something that happens at certain times of the county's clock, once each: every slot is claimed as a unique run
 * document, on any number of instances. Of several slots that were missed the newest is caught up, within `grace`.
 * Must be safe to run twice with the same slot: a run that was broken off is run again.
 */
export interface SlotJob {
  /** Unique among all jobs: letters, digits and hyphens. */
  readonly name: string;
  /** What people call it, in a few Chinese characters (夜间清理); they read `name` without it. */
  readonly label?: string;
  /** Cron expression of five fields, in the county's time zone. */
  readonly schedule: string;
  /** Minutes after its slot within which a missed run is still made. */
  readonly graceMinutes: number;
  /** Minutes without a success after which the job counts as late: longer than the longest gap of its schedule. */
  readonly lateAfterMinutes: number;
  run(context: SlotContext): Promise<JobResult>;
}

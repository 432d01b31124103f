/** What one run did, by a word each; logged and measured. */
export type Counts = Readonly<Record<string, number>>;

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

import type { By } from '../kit/by.ts';

/** What the trail tells of. */
export type TrailWhat = 'read' | 'decided' | 'exported' | 'key' | 'rights' | 'signed-in' | 'erased';

/** Something that somebody did and that must be provable later. */
export interface TrailFact {
  /** Idempotency: the same key is recorded once, on any number of instances. Nothing personal in it. */
  readonly key: string;
  readonly at: Date;
  readonly what: TrailWhat;
  readonly by: By;
  /** Whom it concerns, by the id of the county file or by account: whose rights changed. */
  readonly person?: string;
  /** The number of the file it is about. */
  readonly file?: string;
  /** What may stand in the chain for ever, and in an export: kinds, states, counts. No personal value. */
  readonly detail?: Readonly<Record<string, string | number>>;
  /** Words that may be personal (a reason, old and new values): kept sealed beside the chain, so that they can be erased. */
  readonly sealed?: string;
}

/** A fact as it is read back. */
export interface RecordedFact extends Omit<TrailFact, 'sealed'> {
  /** It came with sealed words; they may have been erased since. */
  readonly hasWords: boolean;
}

/** Which facts; what is left out does not matter. */
export interface TrailQuery {
  /** By any of these persons or accounts. */
  readonly by?: readonly string[];
  readonly file?: string;
  readonly what?: readonly TrailWhat[];
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
}

/** Some of the facts that were asked for, newest first. */
export interface TrailPage {
  readonly facts: readonly RecordedFact[];
  readonly total: number;
}

/** The newest block of one chain: whoever keeps it elsewhere can tell later that nothing before it was changed. */
export interface Head {
  readonly run: string;
  readonly seq: number;
  readonly hash: string;
  readonly at: Date;
}

/** The append-only record of who did what. */
export interface Trail {
  /**
   * Resolves once every fact is journaled in a block of a chain; for a key that was recorded before nothing is done.
   * Rejects when the database does not answer: then the same facts may be recorded again.
   */
  record(facts: readonly TrailFact[]): Promise<void>;
  find(query: TrailQuery, page: { readonly skip: number; readonly limit: number }): Promise<TrailPage>;
  /** The words beside these facts, by key; those that were erased are missing. */
  words(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The newest block of each chain, by run. */
  heads(): Promise<readonly Head[]>;
  /** Erases the words beside all facts about this file; the chain stays whole. Resolves to how many there were. */
  erase(file: string): Promise<number>;
  /** Erases the words beside all facts from before that day. Resolves to how many there were. */
  eraseBefore(day: Date): Promise<number>;
}

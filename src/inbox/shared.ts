import type { IncomingMessage } from '../chat/message.ts';
import type { Flights } from './flights.ts';
import type { InboxStore } from './inbox-store.ts';
import type { LateSender } from './late.ts';
import type { LateStore } from './late-store.ts';
import type { EntrySeals } from './message-codec.ts';
import type { RunEnd, RunParts } from './run.ts';

/** What receiving, polling and sweeping have in common. */
export interface InboxShared {
  readonly store: InboxStore;
  readonly lateStore: LateStore;
  readonly seals: EntrySeals;
  readonly late: LateSender;
  readonly runs: RunParts;
  readonly flights: Flights<RunEnd>;
  readonly newToken: () => string;
  /** Told of each message that was not known, once. */
  readonly onNew: (message: IncomingMessage) => void;
  /** Whether late answers to this message are pushed by us. */
  readonly pushes: (key: string) => boolean;
}

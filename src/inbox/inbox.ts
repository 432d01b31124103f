import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { type IncomingMessage, messageKey } from '../chat/message.ts';
import { defined } from '../kit/defined.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { Sealer } from '../privacy/types.ts';
import { createAccept } from './accept.ts';
import { createFlights } from './flights.ts';
import { createInboxStore } from './inbox-store.ts';
import { createLateSender, type LateSenderParts, platformOf } from './late.ts';
import { createLateStore } from './late-store.ts';
import { createEntrySeals } from './message-codec.ts';
import { createPoll } from './poll.ts';
import { createReceive } from './receive.ts';
import type { RunEnd, RunParts } from './run.ts';
import { nameOf } from './speaker.ts';
import { createSweep } from './sweep.ts';
import type { Inbox, LateSendOutcome } from './types.ts';

/** What an inbox is made of. */
export interface InboxParts {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly log: Logger;
  /** Unique to this run of this instance. */
  readonly owner: string;
  /** How a late answer reaches people of this platform: they ask for it, or we send it. */
  readonly lateMode: (platform: PlatformId, key: string) => 'poll' | 'push';
  /** Sends one late answer; bounded in time. */
  readonly sendLate: (message: IncomingMessage, text: string) => Promise<LateSendOutcome>;
  readonly metrics?: { late(platform: PlatformId, outcome: LateSendOutcome): void };
  /** What people read when a message could not be worked on in five attempts. */
  readonly giveUpText?: string;
  /** A message came that was not known; told once for each, on whichever instance. */
  readonly onNew?: (message: IncomingMessage) => void;
  /** How long a sender may wait before they are promised a late answer. */
  readonly patienceMs?: number;
  /** How long a claim lasts without a sign of life. */
  readonly leaseMs?: number;
  /** How long an answer waits to be fetched before it is sent all the same. */
  readonly fetchMs?: number;
  /** How long a sending may be silent before its outcome counts as unknown. */
  readonly sendingMs?: number;
}

const REMEMBERED = 2_000;

/** The inbox of one instance; any number of them may share a database. */
export function createInbox(given: InboxParts): Inbox {
  const { patienceMs = 1_500, leaseMs = 15_000, fetchMs = 20_000, sendingMs = 60_000 } = given;
  const { mongo, log, owner, lateMode, sendLate } = given;
  const newToken = (): string => `${owner}:${randomUUID()}`;

  const store = createInboxStore(mongo, leaseMs);
  const lateStore = createLateStore(mongo, sendingMs);
  const seals = createEntrySeals(given.sealer);
  const tell: LateSenderParts['tell'] = (platform, outcome) => given.metrics?.late(platform, outcome);
  const late = createLateSender({ store: lateStore, seals, log, newToken, tell, sendLate });
  const pushes = (key: string): boolean => lateMode(platformOf(key), key) === 'push';
  const dueInMs = (key: string): number => (pushes(key) ? 0 : fetchMs);
  const { giveUpText, onNew = () => undefined } = given;
  const runs: RunParts = {
    store,
    seals,
    log,
    leaseMs,
    dueInMs,
    ...defined({ giveUpText }),
  };
  const flights = createFlights<RunEnd>();
  const recent = new LRUCache<string, { readonly text: string; readonly of: string }>({ max: REMEMBERED });
  const shared = { store, lateStore, seals, late, runs, flights, newToken, pushes, onNew };

  const receive = createReceive({ ...shared, patienceMs });
  return {
    receive: async (message, work) => {
      const key = messageKey(message);
      const remembered = recent.get(key);
      if (remembered?.of === nameOf(message)) return { kind: 'reply', text: remembered.text };
      const answer = await receive(message, work);
      if (answer.kind === 'reply') recent.set(key, { text: answer.text, of: nameOf(message) });
      return answer;
    },
    accept: createAccept(shared),
    poll: createPoll(shared),
    sweep: createSweep({ ...shared, log }),
    drain: () => flights.landed(),
  };
}

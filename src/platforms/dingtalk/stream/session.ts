import type { ConnectionState } from '../../connection.ts';
import { type AnswerParts, answerFrame } from './answer-frame.ts';
import { createLink, type Link } from './link.ts';
import { openGateway } from './open-gateway.ts';
import { pauseBefore } from './pause.ts';
import { createStateKeeper } from './state.ts';
import type { StreamTimings } from './timings.ts';

/** What a session depends on. */
export interface SessionParts extends AnswerParts {
  readonly timings: StreamTimings;
  readonly random: () => number;
}

/** Everything between `start` and `stop`. */
export interface Session {
  state(): ConnectionState;
  stop(): Promise<void>;
}

/** Keeps one link up: one attempt at a time, a new link before the old one goes. */
export function openSession(parts: SessionParts): Session {
  const { config, timings, random } = parts;
  const shown = createStateKeeper(parts.clock, parts.handlers.onState);
  const links = new Set<Link>();
  let current: Link | undefined;
  let attempting = false;
  let stopped = false;
  let next: NodeJS.Timeout | undefined;
  let failures = 0;
  let refused = false;
  let lastAttemptAt = Number.NEGATIVE_INFINITY;

  /** Sees to it that one attempt, and only one, is under way or planned. */
  const plan = (): void => {
    if (stopped || attempting || next !== undefined) return;
    const sinceLastMs = performance.now() - lastAttemptAt;
    const pause = pauseBefore({ failures, refused, sinceLastMs, random: random() }, timings);
    // Timers may ring up to one millisecond early.
    next = setTimeout(() => void attempt(), pause > 0 ? Math.ceil(pause) + 1 : 0);
  };

  const attempt = async (): Promise<void> => {
    next = undefined;
    attempting = true;
    lastAttemptAt = performance.now();
    shown.attempt();
    const opening = await openGateway(config, timings.handshakeMs);
    // Counted from when it had arrived for certain, so that two never reach the gateway closer than the gap.
    lastAttemptAt = performance.now();
    if (stopped) return;
    refused = opening.outcome === 'refused';
    if (opening.outcome === 'ok') connect(opening.address);
    else failed(opening.reason);
  };

  const failed = (reason: string): void => {
    attempting = false;
    failures += 1;
    if (!current) shown.say(refused ? 'refused' : 'connecting', reason);
    plan();
  };

  const opened = (link: Link): void => {
    attempting = false;
    const old = current;
    current = link;
    shown.say('open');
    void old?.retire();
  };

  const connect = (address: string): void => {
    let openedAt: number | undefined;
    let judged = false;
    /** A link that lived long ends a row of failures, one that did not is one of them; each counts once. */
    const judge = (): void => {
      if (judged || openedAt === undefined) return;
      judged = true;
      failures = performance.now() - openedAt >= timings.stableMs ? 0 : failures + 1;
    };
    const events = {
      onOpen: () => {
        openedAt = performance.now();
        opened(link);
      },
      onHeard: () => shown.heard(),
      onFrame: (frame: Parameters<typeof answerFrame>[0]) => answerFrame(frame, parts),
      onUnreadable: () => parts.handlers.onIgnored('unreadable-frame'),
      onLeaving: () => {
        if (link !== current) return;
        judge();
        plan();
      },
      onLost: (reason: string) => {
        links.delete(link);
        if (stopped) return;
        if (openedAt === undefined) return failed(reason);
        if (link !== current) return;
        judge();
        current = undefined;
        shown.say('connecting', reason);
        plan();
      },
    };
    const link = createLink(address, events, timings);
    links.add(link);
  };

  shown.say('connecting');
  plan();
  return {
    state: () => shown.state(),
    async stop() {
      stopped = true;
      clearTimeout(next);
      await Promise.all([...links].map((link) => link.end()));
      shown.say('stopped');
    },
  };
}

import type { Logger } from 'pino';
import type { Clock } from '../../../kit/clock.ts';
import { defined } from '../../../kit/defined.ts';
import type { ConnectionPhase, ConnectionState } from '../../connection.ts';
import { pause } from '../pause.ts';
import type { SocketLease, SocketTimings } from './config.ts';
import { type Hold, takeHold } from './hold.ts';
import { createPatience } from './patience.ts';
import type { Wire } from './wire.ts';

/** What keeping a connection up needs. */
export interface KeeperParts {
  readonly lease: SocketLease;
  readonly timings: SocketTimings;
  readonly random: () => number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Opens one connection; `onOpen` is to be called when it is subscribed. */
  readonly open: (onOpen: () => void, onFrame: () => void) => Wire;
  readonly onState: (state: ConnectionState) => void;
}

/** Keeps one connection of one bot up, as long as this instance has the lease. */
export interface Keeper {
  state(): ConnectionState;
  /** Runs until `stop`. */
  run(): Promise<void>;
  /** Closes the connection, gives the lease back and ends `run`. */
  stop(): void;
}

/**
 * WeCom allows one live connection per bot and throws out the older one. So only the holder of the lease
 * connects; it closes at once when it loses the lease, and gives it back before every longer wait.
 */
export function createKeeper(parts: KeeperParts): Keeper {
  const { lease, timings, random, clock, log } = parts;
  const patience = createPatience(timings, random);
  const stopping = new AbortController();
  let state: ConnectionState = { phase: 'stopped', since: clock.now().getTime(), attempts: 0 };
  let lastAttempt = Number.NEGATIVE_INFINITY;

  const become = (phase: ConnectionPhase, reason?: string, attempts = state.attempts): void => {
    if (phase === state.phase && reason === state.reason && attempts === state.attempts) return;
    const { lastFrameAt } = state;
    state = {
      phase,
      ...defined({ reason }),
      since: phase === state.phase ? state.since : clock.now().getTime(),
      ...defined({ lastFrameAt }),
      attempts,
    };
    parts.onState(state);
  };

  /**
   * Also before the lease is given back: whoever takes it may connect the next moment. A little more than the gap,
   * because timers may be early and packets late.
   */
  const keepGap = (...signals: readonly AbortSignal[]): Promise<void> => {
    const left = lastAttempt + timings.attemptGapMs - performance.now();
    return left > 0 ? pause(left * 1.02 + 2, ...signals) : Promise.resolve();
  };

  /** One connection from attempt to end; how long to wait after it. */
  const connect = async (hold: Hold): Promise<{ readonly ms: number; readonly reason: string }> => {
    lastAttempt = performance.now();
    become('connecting', state.reason, state.attempts + 1);
    let openedAt: number | undefined;
    const wire = parts.open(
      () => {
        openedAt = performance.now();
        lastAttempt = openedAt;
        become('open', undefined, 0);
      },
      () => {
        state = { ...state, lastFrameAt: clock.now().getTime() };
      },
    );
    const leave = (): void => wire.end('closed');
    for (const signal of [stopping.signal, hold.lost]) signal.addEventListener('abort', leave);
    if (stopping.signal.aborted || hold.lost.aborted) leave();
    const end = await wire.ended;
    // Counted from when it had arrived for certain, so that two never reach the gateway closer than the gap.
    if (openedAt === undefined) lastAttempt = performance.now();
    for (const signal of [stopping.signal, hold.lost]) signal.removeEventListener('abort', leave);
    if (end === 'closed') return { ms: 0, reason: 'closed' };
    const wait = patience.after(end, openedAt === undefined ? 0 : performance.now() - openedAt);
    log.warn({ platform: 'wecom', end, waitMs: Math.round(wait.ms) }, 'long connection ended');
    return wait;
  };

  /** Connects again and again until the lease is gone or a longer wait is due. */
  const serve = async (hold: Hold): Promise<void> => {
    const isOver = (): boolean => stopping.signal.aborted || hold.lost.aborted;
    let wait = { ms: 0, reason: 'network' };
    while (!isOver()) {
      await keepGap(stopping.signal, hold.lost);
      if (isOver()) break;
      wait = await connect(hold);
      if (isOver() || wait.ms > timings.letGoMs) break;
      become('connecting', wait.reason);
      await pause(wait.ms, stopping.signal, hold.lost);
    }
    await stepBack(hold, wait);
  };

  const stepBack = async (
    hold: Hold,
    wait: { readonly ms: number; readonly reason: string },
  ): Promise<void> => {
    const isLost = hold.lost.aborted;
    if (!stopping.signal.aborted) {
      become(phaseOfWait(wait.reason), isLost ? 'lease-lost' : wait.reason);
    }
    if (!isLost) await keepGap();
    await hold.release();
    if (!isLost && wait.ms > timings.letGoMs) await pause(wait.ms, stopping.signal);
  };

  return {
    state: () => state,
    run: async () => {
      while (!stopping.signal.aborted) {
        const hold = await takeHold(lease, timings);
        if (typeof hold !== 'string') await serve(hold);
        else {
          become('standing-by', hold === 'taken' ? 'another-instance' : 'lease-unreachable');
          await pause(timings.standByMs * (0.75 + random() / 4), stopping.signal);
        }
      }
      become('stopped');
    },
    stop: () => stopping.abort(),
  };
}

const phaseOfWait = (reason: string): ConnectionPhase =>
  reason === 'bad-credentials' ? 'refused' : 'standing-by';

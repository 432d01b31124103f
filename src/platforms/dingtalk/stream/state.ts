import type { Clock } from '../../../kit/clock.ts';
import { defined } from '../../../kit/defined.ts';
import type { ConnectionPhase, ConnectionState } from '../../connection.ts';

/** The state of a connection, told when its phase or reason changes. */
export interface StateKeeper {
  say(phase: ConnectionPhase, reason?: string): void;
  /** A frame came. */
  heard(): void;
  /** An attempt to connect begins. */
  attempt(): void;
  state(): ConnectionState;
}

/** Begins as stopped; `tell` hears of every change after that. */
export function createStateKeeper(clock: Clock, tell: (state: ConnectionState) => void): StateKeeper {
  const now = (): number => clock.now().getTime();
  let state: ConnectionState = { phase: 'stopped', since: now(), attempts: 0 };
  return {
    say(phase, reason) {
      if (phase === state.phase && reason === state.reason) return;
      const { lastFrameAt, attempts } = state;
      state = {
        phase,
        since: now(),
        attempts,
        ...defined({ lastFrameAt, reason }),
      };
      tell(state);
    },
    heard() {
      state = { ...state, lastFrameAt: now() };
    },
    attempt() {
      state = { ...state, attempts: state.attempts + 1 };
    },
    state: () => state,
  };
}

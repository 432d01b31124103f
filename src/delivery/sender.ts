import type { Logger } from 'pino';
import { toError } from '../errors.ts';
import { safeError } from '../log.ts';
import type { PlannedCall, TakenRound } from './round.ts';
import type { RoundCounts } from './types.ts';

/** Takes rounds and makes their calls. */
export interface Sender {
  start(): void;
  /** Takes nothing more up and waits for what is under way. */
  stop(): Promise<void>;
  /** One round with all its calls. */
  round(): Promise<RoundCounts>;
  /** Something may be due: looks at once. */
  nudge(): void;
}

/** How a sender works. */
export interface SenderParts {
  readonly take: () => Promise<TakenRound>;
  readonly log: Logger;
  /** Calls under way at once. */
  readonly lanes: number;
  /** How long it rests when nothing is due. */
  readonly pollMs: number;
}

/** A sender: one loop, and as many calls at once as it has lanes. */
export function createSender({ take, log, lanes, pollMs }: SenderParts): Sender {
  const queue: PlannedCall[] = [];
  const flying = new Set<Promise<unknown>>();
  let loop: Promise<void> | undefined;
  let stopping = false;
  let alarm: () => void = () => undefined;
  let nudged = false;

  const nudge = (): void => {
    nudged = true;
    alarm();
  };

  const launch = (): void => {
    while (flying.size < lanes && !stopping) {
      const call = queue.shift();
      if (call === undefined) return;
      const flight: Promise<unknown> = call.make().finally(() => {
        flying.delete(flight);
        launch();
        nudge();
      });
      flying.add(flight);
    }
  };

  const rest = async (): Promise<void> => {
    if (nudged || stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs).unref();
      alarm = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };

  const turn = async (): Promise<boolean> => {
    nudged = false;
    // Looking takes a while: the lanes are kept busy meanwhile.
    if (queue.length >= lanes) return false;
    const taken = await take();
    queue.push(...taken.calls);
    launch();
    return taken.more;
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      try {
        if (!(await turn())) await rest();
      } catch (thrown) {
        log.error({ failure: safeError(toError(thrown)) }, 'looking for deliveries failed');
        nudged = false;
        await rest();
      }
    }
  };

  return {
    nudge,
    start: () => {
      stopping = false;
      loop ??= run();
    },
    stop: async () => {
      stopping = true;
      alarm();
      await loop;
      await Promise.all([...queue.splice(0).map((call) => call.drop()), ...flying]);
      loop = undefined;
    },
    round: async () => {
      const { calls, lost, settled } = await take();
      const made = await Promise.all(calls.map((call) => call.make()));
      return { calls: made.filter(Boolean).length, lost, settled };
    },
  };
}

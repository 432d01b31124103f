import { toError } from '../errors.ts';
import { defined } from '../kit/defined.ts';
import { localDate, localTime } from '../kit/local-date.ts';
import { type IsWorkday, instantsUntil, type Stop, stopsFrom, weekdayWord } from './moments.ts';
import type { MovableClock } from './movable-clock.ts';

/** The time of a sandbox, and what has to be done when it is moved. */
export interface SandboxTime {
  readonly clock: MovableClock;
  /** IANA zone of the county. */
  readonly timeZone: string;
  workdays(): Promise<IsWorkday>;
  /** The clock was put to an instant: does what is due then, and resolves once it is done and has gone out. */
  tick(): Promise<void>;
  /** Keeps the time over a restart. */
  remember(at: Date): Promise<void>;
}

/** What the page shows of the time. */
export interface TimeView {
  /** ISO 8601. */
  readonly now: string;
  readonly date: string;
  /** `HH:mm` of the county. */
  readonly time: string;
  readonly weekday: string;
  readonly workday: boolean;
  /** `at` in ISO 8601. */
  readonly stops: readonly (Omit<Stop, 'at'> & { readonly at: string })[];
  /** While the time is on its way: how many steps of how many are done. */
  readonly moving?: { readonly done: number; readonly of: number };
}

/** Why the time does not go there. */
export type Refusal = 'busy' | 'unknown' | 'not-forward' | 'too-far';

/** Moves the time of a sandbox. */
export interface Travel {
  view(): Promise<TimeView>;
  isMoving(): boolean;
  /**
   * Goes to a stop by its id or to an instant (ISO 8601), step by step through every instant at which something may
   * happen; resolves on arrival, or when the sandbox ends. A step that fails is told to `onError`, and the way goes on.
   */
  go(to: string): Promise<'arrived' | Refusal>;
  /** Calls `listener` with each step until the returned function is called. */
  listen(listener: (view: TimeView) => void): () => void;
}

/** How far one click goes. */
export const MOST_DAYS = 60;
const DAY_MS = 86_400_000;

/** The traveller of one sandbox. */
export function createTravel(
  time: SandboxTime,
  { signal, onError }: { readonly signal: AbortSignal; onError(error: Error): void },
): Travel {
  const { clock, timeZone } = time;
  const listeners = new Set<(view: TimeView) => void>();
  let moving: TimeView['moving'] | undefined;

  const view = async (): Promise<TimeView> => viewAt(clock.now(), await time.workdays(), timeZone, moving);
  const tell = async (): Promise<void> => {
    const now = await view();
    for (const listener of listeners) listener(now);
  };

  const step = async (at: Date): Promise<void> => {
    clock.moveTo(at);
    try {
      await time.remember(at);
      await time.tick();
    } catch (thrown) {
      onError(toError(thrown));
    }
  };

  const walk = async (to: Date): Promise<void> => {
    const instants = instantsUntil(clock.now(), to, timeZone);
    for (const [done, at] of instants.entries()) {
      if (signal.aborted) return;
      moving = { done, of: instants.length };
      await tell();
      await step(at);
    }
  };

  return {
    view,
    isMoving: () => moving !== undefined,
    async go(wanted) {
      if (moving) return 'busy';
      // Taken before the first wait: two clicks at the same moment are one way.
      moving = { done: 0, of: 0 };
      try {
        const to = findInstant(wanted, (await view()).stops);
        const refusal = refusalOf(to, clock.now());
        if (to === undefined || refusal !== undefined) return refusal ?? 'unknown';
        await walk(to);
        return 'arrived';
      } finally {
        moving = undefined;
        await tell();
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function findInstant(wanted: string, stops: TimeView['stops']): Date | undefined {
  const written = stops.find(({ id }) => id === wanted)?.at ?? wanted;
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(written);
  const at = Date.parse(written);
  return isInstant && !Number.isNaN(at) ? new Date(at) : undefined;
}

function refusalOf(to: Date | undefined, now: Date): Refusal | undefined {
  if (to === undefined) return 'unknown';
  if (to <= now) return 'not-forward';
  return to.getTime() - now.getTime() > MOST_DAYS * DAY_MS ? 'too-far' : undefined;
}

function viewAt(now: Date, isWorkday: IsWorkday, tz: string, moving: TimeView['moving']): TimeView {
  const date = localDate(now, tz);
  return {
    now: now.toISOString(),
    date,
    time: localTime(now, tz),
    weekday: weekdayWord(date),
    workday: isWorkday(date),
    stops: stopsFrom(now, isWorkday, tz).map((stop) => ({ ...stop, at: stop.at.toISOString() })),
    ...defined({ moving }),
  };
}

import type { Clock } from '../../src/kit/clock.ts';
import { dayOf } from './days.ts';

/** The county's clock, moved by hand, forwards only. */
export interface TestClock extends Clock {
  moveTo(instant: Date): void;
  /** `YYYY-MM` */
  month(): string;
}

/** A clock that stands until it is moved. */
export function testClock(start: Date): TestClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    month: () => dayOf(new Date(now)).slice(0, 7),
    moveTo: (instant) => {
      if (instant.getTime() < now) throw new Error(`The clock would go back to ${instant.toISOString()}.`);
      now = instant.getTime();
    },
  };
}

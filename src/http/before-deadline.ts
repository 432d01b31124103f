import { SentinelError } from '../errors.ts';
import { within } from '../kit/within.ts';

/** The outcome of `promise`, or a rejection with SentinelError `deadline` after `ms`. The work goes on behind. */
export function beforeDeadline<T>(ms: number, promise: Promise<T>): Promise<T> {
  return within(ms, promise, (): never => {
    throw new SentinelError('deadline', `not done within ${ms} ms`);
  });
}

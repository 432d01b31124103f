import { SentinelError } from '../errors.ts';

/**
 * The outcome of `promise`, or a rejection with SentinelError `deadline` after `ms`. The work goes on behind;
 * what becomes of it then is nobody's concern here.
 */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new SentinelError('deadline', `not done within ${ms} ms`)), ms);
  });
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

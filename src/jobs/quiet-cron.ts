import type { Logger as CronLogger } from 'node-cron';
import type { Logger } from '../log.ts';

/** What node-cron has to say would go to the console; our jobs tell of themselves. */
export function quietCronLogger(log: Logger): CronLogger {
  const tell = (): void => log.debug('node-cron had something to say');
  return { info: tell, warn: tell, error: tell, debug: () => undefined };
}

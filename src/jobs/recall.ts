import type { Outbox } from '../delivery/types.ts';
import type { Job } from './job.ts';

/** Takes back the messages whose time is over, every five seconds. */
export function recallMessages(outbox: Pick<Outbox, 'recallDue'>): Job {
  return {
    name: 'recall-messages',
    every: '*/5 * * * * *',
    run: async () => ({ ...(await outbox.recallDue()) }),
  };
}

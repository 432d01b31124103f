import type { Relay } from '../casefiles/relay-store.ts';
import type { Job } from './job.ts';

/** Carries out what follows from entries and was not done at once, every three seconds. */
export function followUp(relay: Pick<Relay, 'sweep'>): Job {
  return {
    name: 'follow-up',
    every: '*/3 * * * * *',
    run: ({ signal }) => relay.sweep(signal),
  };
}

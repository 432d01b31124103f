import type { Relay } from '../casefiles/relay-store.ts';
import type { Outbox } from '../delivery/types.ts';
import type { Refusals } from '../doctor/refusals-store.ts';
import type { Inbox, Work } from '../inbox/types.ts';
import type { Metrics } from '../metrics.ts';
import type { CountyStore } from '../places/county-store.ts';
import type { Services } from '../services.ts';
import type { BuiltConsole } from './build-console.ts';
import type { Platforms } from './build-platforms.ts';
import type { Recurring } from './build-recurring.ts';

/** The program's parts, built and not yet started. */
export interface Parts extends Recurring {
  readonly services: Services;
  readonly county: CountyStore;
  readonly platforms: Platforms;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly refusals: Refusals;
  readonly work: Work;
  /** Carries out what follows from entries. */
  readonly relay: Relay;
  /** Counts for Prometheus, for DingTalk's quota and for the doctor. */
  readonly metrics: Metrics;
  /** Adds the pages to the web server. */
  readonly mount: BuiltConsole['mount'];
  /** How many commands were loaded. */
  readonly commands: number;
}

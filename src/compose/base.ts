import type { Config } from '../config.ts';
import type { Clock } from '../kit/clock.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { ConnectionTimings } from './build-platforms.ts';
import type { Database } from './open-database.ts';

/** What everything is built on. */
export interface Base {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly timings?: ConnectionTimings;
}

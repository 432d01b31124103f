import type { Trail } from '../audit/types.ts';
import { BY_PROGRAM, type By } from '../kit/by.ts';
import type { Clock } from '../kit/clock.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { OpenCasesOf } from '../places/county-changes.ts';
import type { GivenCounty } from '../places/county-given-store.ts';
import type { CountyStore } from '../places/county-store.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Terminal } from './terminal.ts';

/** What the county commands that need a database work with. */
export interface CountyTools {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly store: CountyStore;
  readonly trail: Pick<Trail, 'record'>;
  readonly openCasesOf: OpenCasesOf;
  /** Moves what is open of merged schools. */
  readonly merge: (at: Date) => Promise<number>;
  /** What is remembered of the file that the configuration names. */
  readonly given: GivenCounty;
  /** COUNTY_FILE, where it is set. */
  readonly countyFile?: string;
  readonly terminal: Terminal;
}

/** Whoever sits at the server. */
export const BY_TERMINAL: By = { key: 'system:terminal', role: BY_PROGRAM };

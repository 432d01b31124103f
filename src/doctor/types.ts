import type { Finding } from './finding.ts';

/** One round of checks. */
export interface Checkup {
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** County time of day, `HH:mm`. */
  readonly time: string;
}

/** Looks at everything that can keep the bot from hearing and being heard. */
export interface Doctor {
  /** A fresh look; those who ask within a few seconds share one. Never rejects. */
  checkup(): Promise<Checkup>;
}

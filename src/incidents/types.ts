import type { Entry } from '../casefiles/entry.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';

/** An emergency somebody told the bot of (突发事件初报): not a hazard, kept apart. `T26-0003-C`. */
export interface Incident {
  readonly id: string;
  readonly no: string;
  readonly areaId?: string;
  readonly reportedAt: Date;
  readonly reportedOn: LocalDate;
  readonly reporter: By;
  /** The account that reported it. */
  readonly reporterKey: string;
  readonly entries: readonly Pick<Entry, 'kind' | 'by'>[];
}

/** Incidents: one document each, the words sealed at rest. */
export interface IncidentStore {
  report(draft: { words: string; areaId?: string; by: By; at: Date; on: LocalDate }): Effect<Incident>;
  find(no: string): Promise<Incident | undefined>;
}

declare module '../casefiles/found.ts' {
  interface FileKinds {
    readonly incident: Incident;
  }
}

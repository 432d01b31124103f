import type { ToTell } from '../casefiles/follow-up.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';

/** An officer came to a school, or was called there. */
export interface OfficerVisit {
  readonly kind: 'came' | 'called';
  /** 消防指导员, as the county calls it. */
  readonly officer: string;
  readonly schoolId: string;
  readonly areaId: string;
  /** The hazard that it is about. */
  readonly about?: string;
  readonly by: By;
  readonly at: Date;
  /** Who is told of it. */
  readonly tell: readonly ToTell[];
}

/** How often an officer came to a school and was called there. */
export interface VisitCount {
  readonly came: number;
  readonly called: number;
}

/** Visits of the six officers: one document each. */
export interface OfficerVisits {
  /** Written down once for each effect, however often it is run; one officer comes to a school once a day. */
  record(visit: OfficerVisit): Effect<void>;
  /** Of one school from that day on, by officer. */
  counts(schoolId: string, from: LocalDate): Promise<ReadonlyMap<string, VisitCount>>;
}

import type { Entry, EntryDocument } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { sealedFollowUps } from '../casefiles/follow-up.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';

type VisitKind = 'came' | 'called';

/** A visit as it lies in the collection `officer_visits`. */
export interface StoredVisit extends EntryDocument<Entry<VisitKind, VisitKind>> {
  readonly officer: string;
  readonly schoolId: string;
  readonly areaId: string;
  readonly on: LocalDate;
  readonly about?: string;
}

const WHOEVER = { roles: ['teacher', 'school', 'township', 'bureau', 'officer6'], files: 'seen' } as const;

/** The type of file a visit is: it begins and ends with one entry. */
export const VISIT_FILE: FileType<StoredVisit['entries'][number], StoredVisit> = {
  collection: 'officer_visits',
  moves: {
    came: { from: ['new'], to: 'came', who: WHOEVER },
    called: { from: ['new'], to: 'called', who: WHOEVER },
  },
  sight: { ownFor: 'bound' },
  heads: () => ({}),
};

/** What visits seal. */
export const SEALED_VISITS: SealedCollection = {
  collection: VISIT_FILE.collection,
  name: '六员到校',
  boxes: { ...sealedFollowUps(VISIT_FILE.collection) },
};

import type { OwnFile } from '../casefiles/pointed-at.ts';
import type { Hazard } from './types.ts';

/** A hazard as its reporter may point at it. */
export function ownHazard({ no, areaId, placeId, schoolId, description, reportedAt }: Hazard): OwnFile {
  return {
    no,
    kind: 'hazard',
    placeIds: [areaId, placeId, schoolId ?? placeId],
    words: description,
    at: reportedAt,
  };
}

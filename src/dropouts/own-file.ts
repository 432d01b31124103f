import type { OwnFile } from '../casefiles/pointed-at.ts';
import type { DropoutCase } from './types.ts';

/** A case as its reporter may point at it. */
export function ownCase(file: DropoutCase, name: string | undefined): OwnFile {
  const { no, areaId, schoolId, grade, className, sex, reason, reportedAt } = file;
  const words = [grade, className, sex, reason].filter((word) => word !== undefined).join(' ');
  return {
    no,
    kind: 'dropout',
    placeIds: [areaId, schoolId ?? areaId],
    words,
    at: reportedAt,
    ...(name === undefined ? {} : { name }),
  };
}

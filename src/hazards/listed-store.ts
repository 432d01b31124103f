import type { mongo } from 'mongoose';
import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import { visibleTo } from '../casefiles/rights.ts';
import { codeOfHash } from '../people/request-code.ts';
import type { DecideParts } from './decide.ts';
import { HAZARD_FILE, type StoredEntry, type StoredHazard, toHazard } from './hazard-document.ts';
import type { HazardStore } from './types.ts';

const MOST = 50;

type Hazards = Pick<NumberedFiles<StoredEntry, StoredHazard>, 'files'>;

/** The part of the store that finds what is listed for supervision, and what is rewarded. */
export function createListed(
  { sealer, hazardRules }: DecideParts,
  { files }: Hazards,
): Pick<HazardStore, 'progressDue' | 'listed' | 'rewardsOpen' | 'rewardCode' | 'rules'> {
  const find = async (filter: object, sort: mongo.Sort) =>
    (
      (await files
        .find(filter as mongo.Filter<StoredHazard>)
        .sort(sort)
        .limit(MOST)
        .toArray()) as StoredHazard[]
    ).map((stored) => toHazard(sealer, stored));
  return {
    progressDue: (on) => find({ progressOn: { $gt: '', $lte: on } }, { progressOn: 1 }),
    listed: (reader) =>
      find(
        { $and: [{ progressOn: { $gt: '' } }, visibleTo(reader, HAZARD_FILE.sight)] },
        { areaId: 1, serial: 1 },
      ),
    rewardsOpen: () => find({ rewardOpen: true }, { reportedAt: 1 }),
    rewardCode: (key) => codeOfHash(sealer.hashes('hazard-reward', key)[0]?.h ?? ''),
    rules: hazardRules,
  };
}

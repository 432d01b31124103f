import type { mongo } from 'mongoose';
import { entryPlace, tellSealed } from '../casefiles/follow-up.ts';
import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import { BY_PROGRAM, type By } from '../kit/by.ts';
import { localDate } from '../kit/local-date.ts';
import type { DecideParts } from './decide.ts';
import { HAZARD_FILE, type StoredEntry, type StoredHazard, toHazard } from './hazard-document.ts';
import type { HazardStore } from './types.ts';

/** Whoever asks for the look that nobody asked for. */
const PROGRAM: By = { key: 'job:hazards', role: BY_PROGRAM };

type Hazards = Pick<NumberedFiles<StoredEntry, StoredHazard>, 'append' | 'files'>;

/** The part of the store that asks for a second look at what was struck off, once a strike-off. */
export function createDueRechecks(
  { sealer, tz }: DecideParts,
  hazards: Hazards,
): Pick<HazardStore, 'askRechecks'> {
  return {
    askRechecks: async (at, toldOf) => {
      const filter = { recheckOn: { $gt: '', $lte: localDate(at, tz) } } as mongo.Filter<StoredHazard>;
      const due = (await hazards.files.find(filter).toArray()) as readonly StoredHazard[];
      for (const file of due) {
        const { _id, no, recheckOn } = file;
        const key = `job:recheck-due:${no}:${recheckOn}`;
        const place = entryPlace(HAZARD_FILE.collection, _id, key);
        const move = { key, kind: 'recheck-due', by: PROGRAM, at, from: 'job' } as const;
        const told = await toldOf(toHazard(sealer, file));
        await hazards.append(no, move, () => ({ after: told.map((one) => tellSealed(sealer, place, one)) }));
      }
      return due.length;
    },
  };
}

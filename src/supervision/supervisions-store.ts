import type { mongo } from 'mongoose';
import { shownAs } from '../casefiles/appended.ts';
import { createNumberedFiles, type NumberedServices } from '../casefiles/numbered-store.ts';
import { visibleTo } from '../casefiles/rights.ts';
import type { Sealer } from '../privacy/types.ts';
import {
  newSupervision,
  type StoredSupervision,
  SUPERVISION_FILE,
  stepParts,
  toSupervision,
} from './supervision-document.ts';
import type { Supervisions } from './types.ts';

const MOST = 50;

/** 督办 in MongoDB. */
export function createSupervisions(services: NumberedServices & { readonly sealer: Sealer }): Supervisions {
  const { sealer, tz } = services;
  const supervisions = createNumberedFiles(services, SUPERVISION_FILE, 'B');
  const show = (stored: StoredSupervision) => toSupervision(sealer, stored);
  const list = async (filter: object) => {
    const found = supervisions.files.find({ open: true, ...filter } as mongo.Filter<StoredSupervision>);
    return ((await found.sort({ due: 1, serial: 1 }).limit(MOST).toArray()) as StoredSupervision[]).map(show);
  };

  return {
    issue: (draft) => async (key) =>
      show(
        await supervisions.openOnce(key, draft.on, (no, serial) =>
          newSupervision(sealer, draft, { key, no, serial, tz }),
        ),
      ),

    step: (no, step) => async (key) => {
      const { move: kind, by, at, accounts } = step;
      const done = await supervisions.append(no, { key, kind, by, at, accounts }, (file) =>
        file === undefined ? {} : stepParts(sealer, { id: file._id, no, entry: key }, step),
      );
      return shownAs(done, show);
    },

    find: async (no) => {
      const stored = await supervisions.byNo(no);
      return stored === undefined ? undefined : show(stored);
    },
    open: (reader) => list(visibleTo(reader, SUPERVISION_FILE.sight)),
    dueBy: (on) => list({ nextDue: { $lte: on } }),
  };
}

import { localDate } from '../kit/local-date.ts';
import { createFileCollection, type FileServices } from '../mongo/file-collection.ts';
import { ON_BEHALF } from '../people/on-behalf.ts';
import type { Sealer } from '../privacy/types.ts';
import { descriptionOf, newHazard, type StoredHazard, sealedNote, toHazard } from './hazard-document.ts';
import { isSimilar } from './similar.ts';
import { mayWithdraw } from './states.ts';
import type { HazardStore } from './types.ts';

/** Collection of the hazards. */
export const HAZARDS = 'hazards';

const LOOK_ALIKES = 3;
/** Descriptions are sealed, so likeness is judged here: over the newest open ones of the spot. */
const COMPARED = 50;

/** Hazards in MongoDB. `tz` decides which day an instant belongs to. */
export function createHazardStore(
  services: FileServices & { readonly sealer: Sealer; readonly tz: string },
): HazardStore {
  const { sealer, tz } = services;
  const hazards = createFileCollection<StoredHazard>(services, HAZARDS, 'Y');
  const shown = (stored: StoredHazard | undefined) =>
    stored === undefined ? undefined : toHazard(sealer, stored);

  return {
    report: (draft) => async (key) =>
      toHazard(
        sealer,
        await hazards.openOnce(key, draft.on, (no, serial) => newHazard(sealer, draft, { key, no, serial })),
      ),

    withdraw: (no, by, at, accounts) => async (key) => {
      const today = localDate(at, tz);
      const entry = { id: key, kind: 'withdrawn', at, by };
      const set = { state: 'withdrawn', open: false, withdrawn: true } as const;
      const stored = await hazards.addOnce(no, key, (file) =>
        mayWithdraw(file, accounts ?? by.key, today) ? { entry, set } : undefined,
      );
      return stored !== undefined;
    },

    onBehalf: (no, note, by, at) => async (key) =>
      shown(
        await hazards.addOnce(no, key, (file) =>
          file.withdrawn
            ? undefined
            : {
                entry: { id: key, kind: ON_BEHALF, at, by, ...sealedNote(sealer, file._id, key, note) },
                set: {},
              },
        ),
      ),

    find: async (no) => shown(await hazards.byNo(no)),

    lookAlikes: async (of) => {
      const near = hazards.files.find({ placeId: of.placeId, open: true, _id: { $ne: of.id } });
      const newest = await near.sort({ reportedAt: -1, serial: -1 }).limit(COMPARED).toArray();
      return newest
        .filter((stored) => isSimilar(descriptionOf(sealer, stored), of.description))
        .slice(0, LOOK_ALIKES)
        .map(({ no, areaId }) => ({ no, areaId }));
    },

    lastBy: async (keys, on) =>
      shown((await hazards.openedBy([keys].flat(), on)).find((file) => mayWithdraw(file, keys, on))),

    numbersBySerial: (serial) => hazards.numbersBySerial(serial),
  };
}

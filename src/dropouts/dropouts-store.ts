import { defined } from '../kit/defined.ts';
import { localDate } from '../kit/local-date.ts';
import { createFileCollection, type FileServices } from '../mongo/file-collection.ts';
import { ON_BEHALF } from '../people/on-behalf.ts';
import type { Sealer } from '../privacy/types.ts';
import { childKeys } from './child-keys.ts';
import { newDropout, type StoredDropout, sealedNote, toCase, unseal } from './dropout-document.ts';
import { isOpen, mayWithdraw, stateOf } from './states.ts';
import { supplemented } from './supplemented.ts';
import type { CaseEntry, DropoutStore } from './types.ts';

/** Collection of the cases. */
export const DROPOUTS = 'dropouts';

const LOOK_ALIKES = 3;

/** Dropout cases in MongoDB. `tz` decides which day an instant belongs to. */
export function createDropoutStore(
  services: FileServices & { readonly sealer: Sealer; readonly tz: string },
): DropoutStore {
  const { sealer, tz } = services;
  const cases = createFileCollection<StoredDropout>(services, DROPOUTS, 'K');
  const shown = (stored: StoredDropout | undefined) =>
    stored === undefined ? undefined : toCase(sealer, stored);

  return {
    report: (draft) => async (key) =>
      toCase(
        sealer,
        await cases.openOnce(key, draft.on, (no, serial) => newDropout(sealer, draft, { key, no, serial })),
      ),

    withdraw: (no, by, at, accounts) => async (key) => {
      const today = localDate(at, tz);
      const entry: CaseEntry = { id: key, kind: 'withdrawn', at, by };
      const stored = await cases.addOnce(no, key, (file) =>
        mayWithdraw(file, accounts ?? by.key, today)
          ? { entry, set: { ...stateAfter(file, entry), withdrawn: true } }
          : undefined,
      );
      return stored !== undefined;
    },

    supplement: (no, details, by, at) => async (key) => {
      const entry: CaseEntry = { id: key, kind: 'supplemented', at, by };
      return shown(
        await cases.addOnce(no, key, (file) => ({ entry, set: supplemented(sealer, file, details) })),
      );
    },

    onBehalf: (no, note, by, at) => async (key) =>
      shown(
        await cases.addOnce(no, key, (file) =>
          file.withdrawn
            ? undefined
            : {
                entry: { id: key, kind: ON_BEHALF, at, by, ...sealedNote(sealer, file._id, key, note) },
                set: {},
              },
        ),
      ),

    find: async (no) => shown(await cases.byNo(no)),

    child: async (no) => {
      const stored = await cases.byNo(no);
      return stored === undefined ? undefined : unseal(sealer, stored).child;
    },

    lookAlikes: async (of, child) => {
      const hashes = childKeys(sealer, child, of.schoolId).map(({ h }) => h);
      if (hashes.length === 0) return [];
      const alike = cases.files.find({ 'childKeys.h': { $in: hashes }, open: true, _id: { $ne: of.id } });
      const found = await alike.sort({ reportedAt: -1, serial: -1 }).limit(LOOK_ALIKES).toArray();
      return found.map(({ no, areaId, schoolId }) => ({
        no,
        areaId,
        ...defined({ schoolId }),
      }));
    },

    lastBy: async (keys, on) =>
      shown((await cases.openedBy([keys].flat(), on)).find((file) => mayWithdraw(file, keys, on))),

    numbersBySerial: (serial) => cases.numbersBySerial(serial),
  };
}

function stateAfter(file: StoredDropout, entry: CaseEntry): Pick<StoredDropout, 'state' | 'open'> {
  const state = stateOf(file.reportedAs, [...file.entries, entry]);
  return { state, open: isOpen(state) };
}

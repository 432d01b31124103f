import type { mongo } from 'mongoose';
import { shownAs } from '../casefiles/appended.ts';
import { createNumberedFiles, type NumberedServices } from '../casefiles/numbered-store.ts';
import { visibleTo } from '../casefiles/rights.ts';
import type { Sealer } from '../privacy/types.ts';
import { CHECK_FILE, newCheck, type StoredCheck, tellsOf, toCheck } from './check-document.ts';
import type { Checks } from './check-types.ts';

const MOST = 50;

/** Assigned checks in MongoDB. */
export function createChecks(services: NumberedServices & { readonly sealer: Sealer }): Checks {
  const { sealer, tz } = services;
  const checks = createNumberedFiles(services, CHECK_FILE, 'J');
  const show = (stored: StoredCheck) => toCheck(sealer, stored);
  const list = async (filter: object) => {
    const found = checks.files.find({ open: true, ...filter } as mongo.Filter<StoredCheck>);
    return ((await found.sort({ nextDue: 1, serial: 1 }).limit(MOST).toArray()) as StoredCheck[]).map(show);
  };

  return {
    assign: (draft) => async (key) =>
      show(
        await checks.openOnce(key, draft.on, (no, serial) =>
          newCheck(sealer, draft, { key, no, serial, tz }),
        ),
      ),

    finish:
      (no, { findings, by, at, accounts, tell }) =>
      async (key) =>
        shownAs(
          await checks.append(no, { key, kind: 'check-done', by, at, accounts }, (file) => ({
            entry: { findings },
            after: file === undefined ? [] : tellsOf(sealer, { id: file._id, entry: key }, tell),
          })),
          show,
        ),

    cancel: (no, by, at, tell) => async (key) =>
      shownAs(
        await checks.append(no, { key, kind: 'check-cancelled', by, at }, (file) => ({
          after: file === undefined ? [] : tellsOf(sealer, { id: file._id, entry: key }, tell),
        })),
        show,
      ),

    find: async (no) => {
      const stored = await checks.byNo(no);
      return stored === undefined ? undefined : show(stored);
    },
    open: (reader) => list(visibleTo(reader, CHECK_FILE.sight)),
    dueBy: (on) => list({ nextDue: { $lte: on } }),
  };
}

import { shownAs } from '../casefiles/appended.ts';
import { checkMove } from '../casefiles/check-move.ts';
import { createFirstOfDay } from '../casefiles/first-of-day-store.ts';
import { photosOf } from '../casefiles/follow-up.ts';
import { heardOf, MOST_ALIKE } from '../casefiles/look-alikes.ts';
import { createNumberedFiles, type NumberedServices } from '../casefiles/numbered-store.ts';
import { openAtSchools } from '../casefiles/open-at-schools-store.ts';
import { defined } from '../kit/defined.ts';
import { type LocalDate, localDate } from '../kit/local-date.ts';
import { ON_BEHALF } from '../people/on-behalf.ts';
import { createAftercare } from './aftercare.ts';
import { createByProgram } from './by-program.ts';
import { createCaseLists } from './case-lists-store.ts';
import { childKeys } from './child-keys.ts';
import { createDecide, type DecideParts } from './decide.ts';
import {
  DROPOUT_FILE,
  newDropout,
  type StoredDropout,
  sealedNote,
  supplemented,
  toCase,
} from './dropout-document.ts';
import { createErasing } from './erasing-store.ts';
import { ownCase } from './own-file.ts';
import { createReadings } from './readings-store.ts';
import { createRequests } from './requests-store.ts';
import { openPart } from './sealed-part.ts';
import type { Bucket } from './states.ts';
import { strikeOffList } from './strike-off.ts';
import { DROPOUT_MOVES } from './transitions.ts';
import type { ChildDetails, DropoutStore } from './types.ts';

/** Collection of the cases. */
export const DROPOUTS = DROPOUT_FILE.collection;

/** A child in one of these is somebody's work, or may be again. */
const NOT_OVER: readonly Bucket[] = ['signs', 'lead', 'suspected', 'registered', 'excluded'];

/** Tips of one stranger in a day. */
const MOST_TOLD_OF = 10;

/** Dropout cases in MongoDB. */
export function createDropoutStore(services: NumberedServices & DecideParts): DropoutStore {
  const { sealer, tz } = services;
  const cases = createNumberedFiles(services, DROPOUT_FILE, 'K');
  const isToldOf = createFirstOfDay(services.mongo, { what: 'tips', most: MOST_TOLD_OF });
  const show = (stored: StoredDropout) => toCase(sealer, stored);
  const shown = (stored: StoredDropout | undefined) => (stored === undefined ? undefined : show(stored));

  const ofChild = async (child: ChildDetails, schoolId: string | undefined, filter: object) => {
    const hashes = childKeys(sealer, child, schoolId).map(({ h }) => h);
    if (hashes.length === 0) return [];
    const alike = cases.files.find({ 'childKeys.h': { $in: hashes }, ...filter });
    return alike.sort({ reportedAt: -1, serial: -1 }).limit(MOST_ALIKE).toArray();
  };

  /** Files of these accounts of that day which may still be taken back, newest first. */
  const mayGoBack = async (accounts: readonly string[], day: LocalDate) => {
    const move = { kind: 'withdrawn', accounts, day } as const;
    // Leads and signs are not open, and are taken back like a suspicion while they are the newest.
    const own = [await cases.newestBy(accounts, day), ...(await cases.openedBy(accounts, day))];
    const distinct = new Map(own.flatMap((file) => (file === undefined ? [] : [[file._id, file] as const])));
    return [...distinct.values()].filter((file) => 'to' in checkMove(DROPOUT_MOVES, move, file));
  };

  return {
    report: (draft) => async (key) => {
      const { tip, on } = draft;
      const told = tip !== undefined && (await isToldOf(tip.key, on, key)) ? tip.tell : () => [];
      const make = (no: string, serial: number) =>
        newDropout(sealer, draft, { key, no, serial, tz }, told(no));
      return show(await cases.openOnce(key, on, make));
    },

    withdraw: (no, by, at, accounts) => async (key) => {
      const move = { key, kind: 'withdrawn', by, at, ...defined({ accounts }) } as const;
      return shownAs(await cases.append(no, move), show);
    },

    supplement:
      (no, details, by, at, photos = []) =>
      async (key) =>
        shownAs(
          await cases.append(no, { key, kind: 'supplemented', by, at }, (file) => ({
            set: file === undefined ? {} : supplemented(sealer, file, details),
            after: photosOf(no, photos),
          })),
          show,
        ),

    onBehalf: (no, note, by, at) => async (key) =>
      shownAs(
        await cases.append(no, { key, kind: ON_BEHALF, by, at }, (file) => ({
          entry: file === undefined ? {} : sealedNote(sealer, file._id, key, note),
        })),
        show,
      ),

    move: (no, to, by, at) => async (key) =>
      shownAs(
        await cases.append(no, { key, kind: 'moved', by, at, from: 'job' }, (file) => ({
          // The keys by name hold the school.
          set:
            file === undefined
              ? {}
              : { ...supplemented(sealer, file, { schoolId: to.schoolId }), areaId: to.areaId },
        })),
        show,
      ),

    openAt: (schoolIds) => openAtSchools(cases.files, schoolIds),
    ...createDecide(services, cases),
    ...createByProgram(services, cases),
    ...createCaseLists(sealer, cases),
    ...createAftercare(services, cases),
    ...createReadings(services, cases.byNo),
    ...createRequests(services, cases),
    ...createErasing(services, cases),

    strikeOff: async (no, at) => {
      const stored = await cases.byNo(no);
      if (stored === undefined) return undefined;
      return strikeOffList(stored, { ...(await services.caseRules()), today: localDate(at, tz) });
    },

    find: async (no) => shown(await cases.byNo(no)),

    child: async (no) => {
      const stored = await cases.byNo(no);
      return stored === undefined ? undefined : openPart(sealer, stored).child;
    },

    lookAlikes: async (of, child, reader) => {
      const alike = await ofChild(child, of.schoolId, {
        bucket: { $in: [...NOT_OVER] },
        _id: { $ne: of.id },
      });
      return heardOf(reader, alike, DROPOUT_FILE.sight);
    },

    cameBack: async (child, schoolId, reader) => {
      const back = await ofChild(child, schoolId, { bucket: { $in: ['returned', 'closed'] } });
      return heardOf(reader, back, DROPOUT_FILE.sight);
    },

    lastBy: async (keys, day) => shown((await mayGoBack([keys].flat(), day))[0]),

    recentBy: async (keys, day) =>
      (await mayGoBack(keys, day)).map((stored) =>
        ownCase(show(stored), openPart(sealer, stored).child.name),
      ),

    newestBy: async (keys, day) => shown(await cases.newestBy(keys, day)),
  };
}

import type { mongo } from 'mongoose';
import { shownAs } from '../casefiles/appended.ts';
import { checkMove } from '../casefiles/check-move.ts';
import { createFirstOfDay } from '../casefiles/first-of-day-store.ts';
import { heardOf } from '../casefiles/look-alikes.ts';
import { createNumberedFiles, type NumberedServices } from '../casefiles/numbered-store.ts';
import { openAtSchools } from '../casefiles/open-at-schools-store.ts';
import { visibleTo } from '../casefiles/rights.ts';
import { defined } from '../kit/defined.ts';
import { type LocalDate, localDate } from '../kit/local-date.ts';
import { ON_BEHALF } from '../people/on-behalf.ts';
import { createByLink } from './by-link.ts';
import { createDecide, type DecideParts } from './decide.ts';
import { createDueRechecks } from './due-rechecks-store.ts';
import {
  descriptionOf,
  HAZARD_FILE,
  newHazard,
  type StoredHazard,
  sealedNote,
  toHazard,
} from './hazard-document.ts';
import { createHazardLists } from './hazard-lists-store.ts';
import { firstDue } from './limits.ts';
import { createListed } from './listed-store.ts';
import { ownHazard } from './own-file.ts';
import { isSimilar } from './similar.ts';
import { HAZARD_MOVES } from './transitions.ts';
import type { HazardDraft, HazardStore } from './types.ts';

/** Collection of the hazards. */
export const HAZARDS = HAZARD_FILE.collection;

/** Descriptions are sealed, so likeness is judged here: over the newest open ones of the spot. */
const COMPARED = 50;
/** Of one stranger in a day; further ones wait. */
const MOST_AT_ONCE = 10;
const MOST_WAITING = 50;

/** Hazards in MongoDB. */
export function createHazardStore(services: NumberedServices & DecideParts): HazardStore {
  const { sealer, tz, hazardRules } = services;
  const hazards = createNumberedFiles(services, HAZARD_FILE, 'Y');
  const show = (stored: StoredHazard) => toHazard(sealer, stored);
  const shown = (stored: StoredHazard | undefined) => (stored === undefined ? undefined : show(stored));

  const countsAtOnce = createFirstOfDay(services.mongo, { what: 'hazards', most: MOST_AT_ONCE });
  const isNews = createFirstOfDay(services.mongo, { what: 'hazards-waiting', most: 1 });

  /** Undefined: it counts at once. Otherwise it waits, and these are told of the day's first one. */
  const waits = async ({ stranger, on, areaId }: HazardDraft, key: string) => {
    if (stranger === undefined || (await countsAtOnce(stranger.key, on, key))) return undefined;
    if (!(await isNews(areaId, on, key))) return [];
    const others = { state: 'waiting', areaId, _id: { $ne: key } } as const;
    return stranger.tell((await hazards.files.countDocuments(others)) + 1);
  };

  /** Files of these accounts of that day which may still be taken back, newest first. */
  const mayGoBack = async (accounts: readonly string[], day: LocalDate) => {
    const move = { kind: 'withdrawn', accounts, day } as const;
    // One that waits is not open, but its reporter may take it back.
    const own = [await hazards.newestBy(accounts, day), ...(await hazards.openedBy(accounts, day))];
    const distinct = new Map(own.flatMap((file) => (file === undefined ? [] : [[file._id, file] as const])));
    return [...distinct.values()].filter((file) => 'to' in checkMove(HAZARD_MOVES, move, file));
  };

  return {
    report: (draft) => async (key) => {
      const told = await waits(draft, key);
      const due = firstDue(draft.level, draft.on, await hazardRules());
      const make = (no: string, serial: number) =>
        newHazard(sealer, draft, { key, no, serial, tz, due }, told);
      return show(await hazards.openOnce(key, draft.on, make));
    },

    take: (no, by, at) => async (key) => {
      const on = localDate(at, tz);
      const rules = await hazardRules();
      const set = { withdrawn: false, reportedAt: at, reportedOn: on };
      const taken = (file: StoredHazard | undefined) => ({
        ...{ set, entry: { data: firstDue(file?.level ?? '一般', on, rules) } },
      });
      return shownAs(await hazards.append(no, { key, kind: 'taken', by, at }, taken), show);
    },

    waiting: async (reader) => {
      const filter = { state: 'waiting', ...visibleTo(reader, HAZARD_FILE.sight) };
      const oldest = hazards.files
        .find(filter as mongo.Filter<StoredHazard>)
        .sort({ reportedAt: 1, serial: 1 });
      return ((await oldest.limit(MOST_WAITING).toArray()) as StoredHazard[]).map(show);
    },

    withdraw: (no, by, at, accounts) => async (key) => {
      const move = { key, kind: 'withdrawn', by, at, ...defined({ accounts }) } as const;
      return shownAs(await hazards.append(no, move, () => ({ set: { withdrawn: true } })), show);
    },

    onBehalf: (no, note, by, at) => async (key) =>
      shownAs(
        await hazards.append(no, { key, kind: ON_BEHALF, by, at }, (file) => ({
          entry: file === undefined ? {} : sealedNote(sealer, file._id, key, note),
        })),
        show,
      ),

    move:
      (no, { schoolId, areaId }, by, at) =>
      async (key) =>
        shownAs(
          await hazards.append(no, { key, kind: 'moved', by, at, from: 'job' }, (file) => ({
            set: { schoolId, areaId, ...(file?.placeId === file?.schoolId ? { placeId: schoolId } : {}) },
          })),
          show,
        ),

    ...createDecide(services, hazards),
    ...createDueRechecks(services, hazards),
    ...createListed(services, hazards),
    ...createByLink(services, hazards),
    ...createHazardLists(sealer, hazards),
    openAt: (schoolIds) => openAtSchools(hazards.files, schoolIds),

    find: async (no) => shown(await hazards.byNo(no)),

    lookAlikes: async (of, reader) => {
      const near = hazards.files.find({ placeId: of.placeId, open: true, _id: { $ne: of.id } });
      const newest = await near.sort({ reportedAt: -1, serial: -1 }).limit(COMPARED).toArray();
      const alike = newest.filter((stored) => isSimilar(descriptionOf(sealer, stored), of.description));
      return heardOf(reader, alike, HAZARD_FILE.sight);
    },

    lastBy: async (keys, day) => shown((await mayGoBack([keys].flat(), day))[0]),

    recentBy: async (keys, day) => (await mayGoBack(keys, day)).map((stored) => ownHazard(show(stored))),

    newestBy: async (keys, day) => shown(await hazards.newestBy(keys, day)),
  };
}

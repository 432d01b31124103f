import { shownAs } from '../casefiles/appended.ts';
import { entryPlace, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import { createNumberedFiles, type NumberedServices } from '../casefiles/numbered-store.ts';
import { visibleTo } from '../casefiles/rights.ts';
import type { Sealer } from '../privacy/types.ts';
import { JOB } from './by-job.ts';
import { newIncident, sealedWords, toIncident } from './incident-document.ts';
import { INCIDENT_FILE, type StoredIncident } from './incident-file.ts';
import type { IncidentStore, Push, Telling } from './types.ts';

const WEEK_MS = 7 * 24 * 60 * 60_000;
/** More at once would be no emergency of one county; the next sweep goes on. */
const MOST_OPEN = 20;
const MOST_DUE = 50;
const MOST_LISTED = 200;

/** Incidents in MongoDB. */
export function createIncidentStore(services: NumberedServices & { readonly sealer: Sealer }): IncidentStore {
  const { sealer, tz } = services;
  const incidents = createNumberedFiles(services, INCIDENT_FILE, 'T');
  const show = (stored: StoredIncident) => toIncident(sealer, stored);
  const sealed = (id: string, entry: string, tell: readonly ToTell[]) => {
    const place = entryPlace(INCIDENT_FILE.collection, id, entry);
    return tell.map((one) => tellSealed(sealer, place, one));
  };
  const after = (file: StoredIncident, entry: string, { tell }: Telling) =>
    sealed(file._id, entry, tell(show(file)));

  return {
    report: (draft) => async (key) =>
      show(
        await incidents.openOnce(key, draft.on, (no, serial) => {
          const opening = { key, no, serial, tz };
          const file = newIncident(sealer, draft, opening);
          return newIncident(sealer, draft, opening, after(file, key, draft));
        }),
      ),

    tellNext:
      ({ no, steps }, telling, at) =>
      async (key) =>
        shownAs(
          await incidents.append(no, { key, kind: 'told', by: JOB, at, from: 'job' }, (file) => {
            if (file === undefined || file.steps !== steps) return 'refused';
            return {
              entry: { told: telling.told },
              after: after(file, key, telling),
              set: { steps: telling.steps, alarmAt: telling.alarmAt },
            };
          }),
          show,
        ),

    acknowledge: (no, by, at) => async (key) =>
      shownAs(
        await incidents.append(no, { key, kind: 'acknowledged', by, at }, () => ({
          set: { alarmAt: undefined },
        })),
        show,
      ),

    falseAlarm: (no, by, at, tell) => async (key) =>
      shownAs(
        await incidents.append(no, { key, kind: 'false-alarm', by, at }, (file) => ({
          set: { alarmAt: undefined },
          after: file === undefined ? [] : sealed(file._id, key, tell),
        })),
        show,
      ),

    addNews:
      (no, { kind, words, by, at, tell }) =>
      async (key) =>
        shownAs(
          await incidents.append(no, { key, kind, by, at }, (file) => ({
            entry: file === undefined ? {} : sealedWords(sealer, { id: file._id, entry: key, words }),
            after: file === undefined ? [] : sealed(file._id, key, tell),
            ...(kind === 'final' ? { set: { alarmAt: undefined } } : {}),
          })),
          show,
        ),

    find: async (no) => {
      const stored = await incidents.byNo(no);
      return stored === undefined ? undefined : show(stored);
    },

    openOf: async (owner) => {
      const found = incidents.files.find({ owners: owner, open: true }).sort({ reportedAt: 1 });
      return ((await found.limit(MOST_OPEN).toArray()) as StoredIncident[]).map(show);
    },

    list: async (reader, { from, areaIds }) => {
      const seen = visibleTo(reader, INCIDENT_FILE.sight);
      const lately = { $or: [{ open: true }, { reportedAt: { $gt: from } }] };
      const where = areaIds === undefined ? {} : { areaId: { $in: [...areaIds] } };
      const found = incidents.files.find({ $and: [seen, lately, where] }).sort({ reportedAt: -1 });
      return ((await found.limit(MOST_LISTED).toArray()) as StoredIncident[]).map(show);
    },

    due: async (now) => {
      const found = incidents.files
        .find({ alarmAt: { $lte: now } })
        .sort({ alarmAt: 1 })
        .limit(MOST_DUE);
      return (await found.toArray()).map((stored) => show(stored as StoredIncident));
    },

    awaited: async (now) => {
      const found = await incidents.files
        .find({ alarmAt: { $gt: now } })
        .sort({ alarmAt: 1 })
        .limit(MOST_DUE)
        .toArray();
      return (found as StoredIncident[]).map((stored) => ({
        incident: show(stored),
        pushes: pushesOf(stored),
      }));
    },

    criedBy: async (reporterKey, since) => {
      const found = incidents.files.find({ reporterKey, reportedAt: { $gt: since }, closed: { $ne: true } });
      return ((await found.toArray()) as StoredIncident[]).map(show);
    },

    newestBy: async (accounts, on) => {
      const newest = await incidents.newestBy(accounts, on);
      return newest && show(newest);
    },

    count: async (from, to, areaIds) => {
      const counted = {
        reportedAt: { $gt: from, $lte: to },
        state: { $ne: 'false-alarm' as const },
        closed: { $ne: true },
        ...(areaIds === undefined ? {} : { areaId: { $in: [...areaIds] } }),
      };
      const [total, unanswered] = await Promise.all([
        incidents.files.countDocuments(counted),
        incidents.files.countDocuments({ ...counted, state: 'reported' }),
      ]);
      return { total, unanswered };
    },

    unanswered: (before) =>
      incidents.files.countDocuments({
        reportedAt: { $gt: new Date(before.getTime() - WEEK_MS), $lte: before },
        state: 'reported',
        'chain.0': { $exists: true },
        alarmAt: { $exists: false },
      }),
  };
}

/** How each person of the newest step was told: the notices that the relay makes of what follows from the entry. */
function pushesOf({ _id, entries }: StoredIncident): readonly (readonly Push[])[] {
  const entry = entries.findLast(({ told }) => told !== undefined);
  const place = entry && entryPlace(INCIDENT_FILE.collection, _id, entry.id);
  const all = (entry?.after ?? []).flatMap((follow, n) =>
    follow.kind === 'tell' ? [{ notice: `${place}:${n}`, to: follow.to }] : [],
  );
  return (entry?.told ?? [])
    .filter(({ pushed }) => pushed)
    .map(({ accounts }) => all.filter(({ to }) => accounts?.includes(to)));
}

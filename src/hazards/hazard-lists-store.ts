import type { mongo } from 'mongoose';
import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import { type Reader, visibleTo } from '../casefiles/rights.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Sealer } from '../privacy/types.ts';
import { HAZARD_FILE, type StoredEntry, type StoredHazard, toHazard } from './hazard-document.ts';
import { type HazardListQuery, type HazardRow, MOST_OPENED, statesOf } from './hazard-list.ts';
import { isOpenHazard } from './states.ts';
import type { HazardStore } from './types.ts';

type Files = Pick<NumberedFiles<StoredEntry, StoredHazard>, 'files'>;

/** What is read of each hazard; its history and what is sealed stay where they are. */
const HEADS = {
  ...{ no: 1, serial: 1, state: 1, areaId: 1, schoolId: 1, placeId: 1, level: 1, category: 1 },
  ...{ reportedOn: 1, reporterKey: 1, since: 1, nextDue: 1, money: 1, reason: 1 },
  ...{ waitsFor: 1, owners: 1, toLook: 1, toJudge: 1 },
};

/** The half of the store that lists hazards by their heads. */
export function createHazardLists(sealer: Sealer, { files }: Files): Pick<HazardStore, 'list'> {
  const opened = async (ids: readonly string[]) => {
    const wanted = { _id: { $in: [...ids] } } as mongo.Filter<StoredHazard>;
    const found = (await files.find(wanted).toArray()) as readonly StoredHazard[];
    return new Map(found.map((file) => [file._id, wordsOf(sealer, file)]));
  };

  return {
    list: async (reader, query, today) => {
      const found = (await files
        .find(filterOf(reader, query, today), { projection: HEADS })
        .toArray()) as readonly StoredHazard[];
      const words =
        query.headsOnly || found.length > MOST_OPENED
          ? new Map<string, HazardRow['opened']>()
          : await opened(found.map(({ _id }) => _id));
      return found.map(
        ({ _id, ...heads }): HazardRow => ({ ...heads, ...defined({ opened: words.get(_id) }) }),
      );
    },
  };
}

function wordsOf(sealer: Sealer, stored: StoredHazard): NonNullable<HazardRow['opened']> {
  const { description, entries } = toHazard(sealer, stored);
  const unit =
    stored.state === 'referred' ? entries.findLast(({ kind }) => kind === 'referred')?.said?.unit : undefined;
  return { description, ...defined({ unit }) };
}

function filterOf(
  reader: Reader,
  { mark, areaId, schoolId, category, toLook }: HazardListQuery,
  today: LocalDate,
): mongo.Filter<StoredHazard> {
  const wantedStates = statesOf(mark);
  const open = wantedStates.every(isOpenHazard) ? { open: true } : {};
  const states = { state: { $in: [...wantedStates] }, ...open };
  const wanted = toLook === undefined ? states : { $or: [states, { toLook: { $gt: '' } }] };
  const filter = {
    $and: [visibleTo(reader, HAZARD_FILE.sight), wanted],
    ...defined({ areaId, schoolId, category }),
    ...(mark === 'overdue' ? { nextDue: { $gt: '', $lt: today } } : {}),
    ...(mark === 'major' ? { level: '重大' } : {}),
    // Weather and the rest pass by themselves; money and another office do not.
    ...(mark === 'blocked' ? { reason: { $nin: ['天气', '其他'] } } : {}),
    ...(mark === 'mine' ? { reporterKey: { $in: [...reader.accounts] } } : {}),
  };
  return filter as unknown as mongo.Filter<StoredHazard>;
}

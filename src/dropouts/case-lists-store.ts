import type { mongo } from 'mongoose';
import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import { type Reader, visibleTo } from '../casefiles/rights.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Sealer } from '../privacy/types.ts';
import { type CaseListQuery, type ListedCase, MOST_OPENED } from './case-list.ts';
import { DROPOUT_FILE, type StoredDropout, type StoredEntry } from './dropout-document.ts';
import { isOutOfReach } from './heads.ts';
import { openPart } from './sealed-part.ts';
import type { DropoutStore } from './types.ts';

type Files = Pick<NumberedFiles<StoredEntry, StoredDropout>, 'files'>;

/** What is read of each file; its history and what is sealed stay where they are. */
const HEADS = {
  ...{ no: 1, serial: 1, state: 1, areaId: 1, schoolId: 1, reportedOn: 1, bucket: 1, lost: 1, relapse: 1 },
  ...{ nextDue: 1, recognition: 1, since: 1, reporterKey: 1 },
};

/** The half of the store that lists files by their heads. */
export function createCaseLists(sealer: Sealer, { files }: Files): Pick<DropoutStore, 'list'> {
  const opened = async (ids: readonly string[]) => {
    const wanted = { _id: { $in: [...ids] } } as mongo.Filter<StoredDropout>;
    const found = (await files.find(wanted, { projection: { sealed: 1 } }).toArray()) as StoredDropout[];
    return new Map(found.map((file) => [file._id, openPart(sealer, file)]));
  };

  const foundBy = async (
    reader: Reader,
    query: CaseListQuery,
    today: LocalDate,
  ): Promise<readonly StoredDropout[]> => {
    const lost = query.mark === 'lost';
    // That nobody can be reached may stand in what is sealed.
    const projection = lost ? { ...HEADS, entries: 1, sealed: 1 } : HEADS;
    const found = (await files
      .find(filterOf(reader, query, today), { projection })
      .toArray()) as StoredDropout[];
    if (!lost) return found;
    return found
      .filter((file) => isOutOfReach(file, openPart(sealer, file).reason))
      .map(({ entries: _entries, sealed: _sealed, ...heads }) => heads as StoredDropout);
  };

  return {
    list: async (reader, query, today) => {
      const found = await foundBy(reader, query, today);
      const parts =
        query.headsOnly || found.length > MOST_OPENED ? new Map() : await opened(found.map(({ _id }) => _id));
      return found.map(({ _id, ...heads }): ListedCase => {
        const part = parts.get(_id);
        if (part === undefined) return heads;
        const { name, notes } = part.child;
        return { ...heads, child: { ...part.traits, ...defined({ name, notes }) } };
      });
    },
  };
}

function filterOf(reader: Reader, query: CaseListQuery, today: LocalDate): mongo.Filter<StoredDropout> {
  const { buckets, areaId, schoolId, mark, dueBy } = query;
  const filter = {
    $and: [visibleTo(reader, DROPOUT_FILE.sight)],
    bucket: { $in: [...buckets] },
    ...defined({ areaId, schoolId }),
    ...(mark === 'overdue' ? { nextDue: { $gt: '', $lt: today } } : {}),
    ...(dueBy === undefined ? {} : { nextDue: { $gt: '', $lte: dueBy } }),
    ...(mark === 'lost' ? { $or: [{ lost: true }, { open: true }] } : {}),
    ...(mark === 'relapse' ? { relapse: true } : {}),
    ...(mark === 'mine' ? { reporterKey: { $in: [...reader.accounts] } } : {}),
  };
  return filter as unknown as mongo.Filter<StoredDropout>;
}

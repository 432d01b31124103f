import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import { type Reader, visibleTo } from '../casefiles/rights.ts';
import { standing } from '../casefiles/undo.ts';
import { defined } from '../kit/defined.ts';
import { addDays, localDate } from '../kit/local-date.ts';
import type { Aftercare } from './child-back.ts';
import type { DecideParts } from './decide.ts';
import { DROPOUT_FILE, type StoredDropout, type StoredEntry } from './dropout-document.ts';
import { checksOpen } from './heads.ts';
import { strikeOffLacks } from './strike-off.ts';
import type { DropoutMove } from './transitions.ts';
import type { DropoutStore } from './types.ts';

type Cases = Pick<NumberedFiles<StoredEntry, StoredDropout>, 'files'>;

/** A check may be made so many days before its day. */
const EARLY_DAYS = 3;
const AGAIN_DAYS = 7;
const MOST_SHOWN = 20;
const AGAIN: readonly DropoutMove[] = ['relapsed', 'absent'];

/** The half of the store that follows children who are back. */
export function createAftercare(
  { caseRules, tz }: Pick<DecideParts, 'caseRules' | 'tz'>,
  { files }: Cases,
): Pick<DropoutStore, 'aftercare' | 'checksDue'> {
  const find = (filter: object) => files.find(filter).sort({ nextDue: 1, serial: 1 });
  return {
    checksDue: async (reader: Reader, at) => {
      const until = addDays(localDate(at, tz), EARLY_DAYS);
      const due = { bucket: { $in: ['returned', 'closed'] }, nextDue: { $lte: until } };
      const seen = find({ $and: [due, visibleTo(reader, DROPOUT_FILE.sight)] });
      const found = (await seen.limit(MOST_SHOWN).toArray()) as readonly StoredDropout[];
      return found.map(({ no, nextDue = until }) => ({ no, on: nextDue }));
    },

    aftercare: async (at) => {
      const today = localDate(at, tz);
      const facts = { ...(await caseRules()), today };
      const back = { $or: [{ bucket: 'returned' }, { bucket: 'closed', nextDue: { $gt: '' } }] };
      const gone = {
        bucket: { $in: ['registered', 'suspected'] },
        since: { $gte: addDays(today, -AGAIN_DAYS) },
      };
      const found = await find({ $or: [back, gone] })
        .project({ sealed: 0 })
        .toArray();
      return (found as unknown as readonly StoredDropout[]).flatMap((file) => careOf(file, facts));
    },
  };
}

function careOf(file: StoredDropout, facts: Parameters<typeof strikeOffLacks>[1]): readonly Aftercare[] {
  const { no, areaId, schoolId, bucket, entries } = file;
  const valid = standing(entries);
  const whose = { no, areaId, entries, ...defined({ schoolId }) };
  if (bucket !== 'returned' && bucket !== 'closed') {
    const last = valid.findLast(({ kind }) => kind === 'returned' || AGAIN.includes(kind));
    if (last === undefined || last.kind === 'returned') return [];
    return [{ ...whose, due: [], seen: true, again: { id: last.id, by: last.by.person } }];
  }
  const at = valid.findLastIndex(({ kind }) => kind === 'returned');
  const since = valid.slice(at + 1);
  const last = since.findLast(({ kind }) => kind === 'checked-in');
  return [
    {
      ...whose,
      due: checksOpen(entries).filter(({ on }) => on <= facts.today),
      seen: since.some(({ kind, by }) => SEES.includes(kind) && ['township', 'village'].includes(by.role)),
      ...defined({
        returnedOn: valid[at]?.on,
        heldSince: since.findLast(({ data }) => data?.attending === false)?.on ?? valid[at]?.on,
        away: last?.data?.attending === false ? last.id : undefined,
        missing: bucket === 'returned' ? strikeOffLacks(file, facts) : undefined,
      }),
    },
  ];
}

const SEES: readonly DropoutMove[] = ['visited', 'checked-in'];

import { type Appended, shownAs } from '../casefiles/appended.ts';
import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import { SentinelError } from '../errors.ts';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import { localDate } from '../kit/local-date.ts';
import type { Sealer } from '../privacy/types.ts';
import { type StoredDropout, type StoredEntry, toCase } from './dropout-document.ts';
import { FINISHED, type KeepingRules, keepingRule, keepUntil } from './keeping.ts';
import { openPart, sealPart } from './sealed-part.ts';
import type { Deciding, DropoutCase, DropoutStore } from './types.ts';

/** Whoever does what nobody did. */
const PROGRAM: By = { key: 'job:keeping', role: 'job' };
const BATCH = 200;
/** That a child cannot be found is counted, and says nothing of who they are. */
const LOST_CONTACT = '失联';

type Cases = Pick<NumberedFiles<StoredEntry, StoredDropout>, 'append' | 'byNo' | 'files'>;
type Done = Appended<DropoutCase, StoredEntry['kind']>;

/** The half of the store by which a case forgets who the child is: what happened when and what it counts as stays. */
export function createErasing(
  { sealer, tz }: { readonly sealer: Sealer; readonly tz: string },
  cases: Cases,
): Pick<DropoutStore, 'askErasure' | 'erase' | 'eraseDue' | 'stripErased'> {
  const show = (stored: StoredDropout) => toCase(sealer, stored);

  const erased = async (
    no: string,
    key: string,
    made: Deciding & { readonly from?: 'job' },
  ): Promise<Done> => {
    const { by, at, accounts, from } = made;
    const move = { key, kind: 'erased', by, at, ...defined({ accounts, from }) } as const;
    return shownAs(
      await cases.append(no, move, (file) =>
        file === undefined ? {} : { set: forgotten(sealer, file, localDate(at, tz)) },
      ),
      show,
    );
  };

  /** Reckons the day of a file, and erases it when that has come. */
  const settle = async (file: StoredDropout, rules: KeepingRules, at: Date): Promise<boolean> => {
    const day = keepUntil(file, openPart(sealer, file).child, rules);
    if (day <= localDate(at, tz)) {
      const key = `job:erased:${file.no}:${file.v}`;
      return (await erased(file.no, key, { by: PROGRAM, at, from: 'job' })).outcome === 'appended';
    }
    await cases.files.updateOne(
      { _id: file._id },
      { $set: { keepUntil: day, keepRule: keepingRule(rules) } },
    );
    return false;
  };

  /** Each of them once, whatever becomes of it meanwhile. */
  async function* inBatches(due: object): AsyncGenerator<StoredDropout> {
    for (let last = ''; ; ) {
      const next: object = { ...due, _id: { $gt: last } };
      const found = cases.files.find(next).sort({ _id: 1 }).limit(BATCH);
      const files = (await found.toArray()) as readonly StoredDropout[];
      yield* files;
      if (files.length < BATCH) return;
      last = files.at(-1)?._id ?? last;
    }
  }

  return {
    askErasure:
      (no, number, { by, at, accounts }) =>
      async (key) => {
        const move = { key, kind: 'erasure-asked', by, at, ...defined({ accounts }) } as const;
        return shownAs(
          await cases.append(no, move, (file) => (file === undefined ? {} : { entry: { data: { number } } })),
          show,
        );
      },

    erase: (no, made) => (key) => erased(no, key, made),

    eraseDue: async (rules, at, signal) => {
      const due: object = {
        state: { $in: [...FINISHED] },
        erasedOn: { $exists: false },
        $or: [{ keepRule: { $ne: keepingRule(rules) } }, { keepUntil: { $lte: localDate(at, tz) } }],
      };
      let count = 0;
      for await (const file of inBatches(due)) {
        if (signal?.aborted) break;
        if (await settle(file, rules, at)) count += 1;
      }
      return count;
    },

    stripErased: async (no) => {
      const file = await cases.byNo(no);
      const last = file?.entries.findLastIndex(({ kind }) => kind === 'erased') ?? -1;
      if (file === undefined || last < 0) return;
      const before = file.entries.slice(0, last);
      if (before.some(({ after, followed }) => after !== undefined && followed === undefined))
        throw new SentinelError('erase_waits', 'Something of the file still has to be told to somebody.');
      // By place and not by value: entries are only ever added behind them, and nothing else of them changes.
      const gone = before.flatMap((_, n) => [
        [`entries.${n}.sealed`, ''],
        [`entries.${n}.after`, ''],
      ]);
      if (gone.length > 0)
        await cases.files.updateOne({ _id: file._id }, { $unset: Object.fromEntries(gone) });
    },
  };
}

/** What the file keeps: no name, number, class, phone, note or reason; that a child cannot be found is counted, and stays. */
function forgotten(sealer: Sealer, file: StoredDropout, erasedOn: string) {
  const { reason } = openPart(sealer, file);
  const part = { child: {}, traits: {}, ...(reason === LOST_CONTACT ? { reason } : {}) };
  return {
    erasedOn,
    keepUntil: undefined,
    keepRule: undefined,
    owners: [],
    childKeys: [],
    photos: [],
    sealed: sealPart(sealer, file._id, part),
  };
}

import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import { standing } from '../casefiles/undo.ts';
import type { By } from '../kit/by.ts';
import { addDays, localDate } from '../kit/local-date.ts';
import type { DecideParts } from './decide.ts';
import { type StoredDropout, type StoredEntry, toCase } from './dropout-document.ts';
import type { DropoutStore } from './types.ts';

/** Whoever does what nobody did. */
const PROGRAM: By = { key: 'job:cases', role: 'job' };

type Cases = Pick<NumberedFiles<StoredEntry, StoredDropout>, 'append' | 'files'>;

/** The half of the store that the program itself uses: what follows in another case, and what time brings. */
export function createByProgram(
  { sealer, caseRules, tz }: DecideParts,
  cases: Cases,
): Pick<DropoutStore, 'link' | 'age' | 'agedSince'> {
  const aged = async (kind: 'matured' | 'expired', filter: object, at: Date): Promise<number> => {
    const due = (await cases.files.find(filter).toArray()) as readonly StoredDropout[];
    const wanted = due.filter((file) => kind === 'expired' || !hasWhereabouts(file));
    for (const { no, since } of wanted) {
      const key = `job:${kind}:${no}:${since}`;
      await cases.append(no, { key, kind, by: PROGRAM, at, from: 'job' });
    }
    return wanted.length;
  };

  return {
    link:
      ({ file, move, other }, { by, at }) =>
      async (key) => {
        if (move === 'ended') return 'noted';
        const noted = { key, kind: move, by, at, from: 'job' } as const;
        const done = await cases.append(file, noted, () => ({ entry: { data: { other } } }));
        if (move === 'parted' || done.outcome === 'appended' || done.outcome === 'repeated') return 'noted';
        // The other case ended between the look at it and the merger: a child must not go with it.
        const back = { key: `${key}:back`, kind: 'unmerged', by: PROGRAM, at, from: 'job' } as const;
        await cases.append(other, back);
        return 'put-back';
      },

    agedSince: async (day) => {
      const since: object = { bucket: { $in: ['lead', 'suspected'] }, since: { $gte: day } };
      const files = (await cases.files.find(since).toArray()) as readonly StoredDropout[];
      return files.flatMap((stored) => {
        const { kind = 'moved' } = stored.entries.at(-1) ?? {};
        if (kind !== 'expired' && kind !== 'matured') return [];
        const file = toCase(sealer, stored);
        return file.entries.slice(-1).map((entry) => ({ file, entry }));
      });
    },

    age: async (at) => {
      const { rules } = await caseRules();
      const today = localDate(at, tz);
      const waiting = { bucket: 'lead', since: { $lte: addDays(today, -rules.leadDays) } };
      return {
        matured: await aged('matured', waiting, at),
        expired: await aged('expired', { bucket: 'excluded', excludedUntil: { $lte: today } }, at),
      };
    },
  };
}

/** Somebody of the family was spoken to since the lead came up: people decide then, not the days. */
function hasWhereabouts({ entries, since }: StoredDropout): boolean {
  return standing(entries).some(
    ({ kind, on, data }) => kind === 'visited' && data?.reached === true && on >= since,
  );
}

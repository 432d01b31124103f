import { shownAs } from '../casefiles/appended.ts';
import { createFirstOfDay } from '../casefiles/first-of-day-store.ts';
import { entryPlace, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import type { NumberedFiles } from '../casefiles/numbered-store.ts';
import { defined } from '../kit/defined.ts';
import { localDate } from '../kit/local-date.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { Sealer } from '../privacy/types.ts';
import { DROPOUT_FILE, type StoredDropout, type StoredEntry, toCase } from './dropout-document.ts';
import { saidParts } from './entry-said.ts';
import { asksAlready, openRequest } from './requests.ts';
import type { DropoutStore } from './types.ts';

interface Parts {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly tz: string;
}

/** Requests of one person in a day; more are answered alike and kept nowhere. */
const MOST_ASKED = 10;

/** The half of the store by which somebody asks for a file that is another's, and is let in or not. */
export function createRequests(
  { mongo, sealer, tz }: Parts,
  cases: Pick<NumberedFiles<StoredEntry, StoredDropout>, 'append' | 'byNo'>,
): Pick<DropoutStore, 'request' | 'answerRequest'> {
  const isAmongFirst = createFirstOfDay(mongo, { what: 'requests', most: MOST_ASKED });
  const told = (file: StoredDropout, key: string, tell: readonly ToTell[]) =>
    tell.map((one) => tellSealed(sealer, entryPlace(DROPOUT_FILE.collection, file._id, key), one));

  return {
    request:
      (no, words, { by, at, tell = [] }) =>
      async (key) => {
        const file = no === '' ? undefined : await cases.byNo(no);
        const person = by.person ?? by.key;
        if (file === undefined || !(await isAmongFirst(person, localDate(at, tz), key))) return;
        await cases.append(no, { key, kind: 'requested', by, at }, (now) => {
          if (now === undefined) return {};
          if (asksAlready(now.entries, person)) return 'refused';
          const place = { id: now._id, entry: key };
          return {
            entry: saidParts(sealer, place, { data: {}, said: { words } }),
            after: told(now, key, tell),
          };
        });
      },

    answerRequest:
      (no, { request, granted }, { by, at, accounts, tell = [] }) =>
      async (key) => {
        const move = {
          key,
          kind: granted ? 'granted' : 'not-granted',
          by,
          at,
          ...defined({ accounts }),
        } as const;
        const done = await cases.append(no, move, (file) => {
          const asked = file && openRequest(file.entries);
          if (file === undefined || asked?.id !== request) return 'refused';
          const { person = asked.by.key } = asked.by;
          const owners = [...new Set([...(file.owners ?? []), person])];
          return {
            entry: { data: { request } },
            after: told(file, key, tell),
            ...(granted ? { set: { owners } } : {}),
          };
        });
        return shownAs(done, (stored) => toCase(sealer, stored));
      },
  };
}

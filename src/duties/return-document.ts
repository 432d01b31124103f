import type { Entry, EntryDocument } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { entryPlace, sealedFollowUps } from '../casefiles/follow-up.ts';
import { defined } from '../kit/defined.ts';
import { type LocalDate, localDate, localTime } from '../kit/local-date.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { returnFacts } from './return-state.ts';
import { RETURN_MOVES, type ReturnMove, type ReturnState } from './transitions.ts';
import type { Answer, DutyReturn, ReturnEntry } from './types.ts';

/** An entry as it is stored: what was answered and said lies sealed in it. */
export interface StoredReturnEntry extends Entry<ReturnMove, ReturnState> {
  readonly until?: Date;
  readonly sealed?: Buffer;
}

/** A return as it lies in the collection `duty_returns`; `_id` is `<duty id>#<unit id>`. */
export interface StoredReturn extends EntryDocument<StoredReturnEntry> {
  readonly dutyId: string;
  readonly unitId: string;
  /** The duty's deadline. */
  readonly due: Date;
  /** The day of it; absent of returns that were begun before it was kept. */
  readonly dueOn?: LocalDate;
}

/** The type of file a return is. Whether its duty still asks is not in it. */
export const RETURN_FILE: FileType<StoredReturnEntry, StoredReturn> = {
  collection: 'duty_returns',
  moves: RETURN_MOVES,
  sight: { ownFor: 'bound' },
  heads: ({ state, unitId, dueOn }) =>
    state === 'open' ? { waitsFor: unitId, nextDue: dueOn } : { waitsFor: undefined, nextDue: undefined },
};

interface Said {
  readonly answer?: Answer;
  readonly words?: string;
}

/** What was said, in a box that opens only in this entry of this return. */
export function sealedSaid(sealer: Sealer, id: string, entry: string, said: Said): { sealed?: Buffer } {
  if (said.answer === undefined && said.words === undefined) return {};
  return { sealed: sealer.seal(JSON.stringify(said), entryPlace(RETURN_FILE.collection, id, entry)) };
}

/** The return as the rest of the program reads it. */
export function toReturn(sealer: Sealer, tz: string, stored: StoredReturn): DutyReturn {
  const { _id, dutyId, unitId, due } = stored;
  const entries = stored.entries.map((entry) => shownEntry(sealer, _id, entry));
  const facts = returnFacts(entries, due);
  const { answeredAt } = facts;
  return {
    ...{ dutyId, unitId, ...facts, entries },
    ...defined({
      answeredOn: answeredAt && localDate(answeredAt, tz),
      answeredTime: answeredAt && localTime(answeredAt, tz),
    }),
  };
}

function shownEntry(
  sealer: Sealer,
  id: string,
  { sealed, after: _after, followed: _followed, ...plain }: StoredReturnEntry,
): ReturnEntry {
  if (sealed === undefined) return plain;
  const said = sealer.openText(sealed, entryPlace(RETURN_FILE.collection, id, plain.id));
  return { ...plain, ...(JSON.parse(said) as Said) };
}

/** What returns seal. */
export const SEALED_RETURNS: SealedCollection = {
  collection: RETURN_FILE.collection,
  name: '报送',
  boxes: {
    'entries.*.sealed': (id, entry) => entryPlace(RETURN_FILE.collection, id, entry),
    ...sealedFollowUps(RETURN_FILE.collection),
  },
};

import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import { localDate, localTime } from '../kit/local-date.ts';
import type { Sealer } from '../privacy/types.ts';
import { returnFacts } from './return-state.ts';
import type { Answer, AnswerSpec, Duty, DutyDraft, DutyReturn, ReturnEntry } from './types.ts';

/** One line of a duty's own history. */
interface DutyEntry {
  readonly id: string;
  readonly kind: 'urged' | 'closed' | 'cancelled';
  readonly at: Date;
  readonly by: By;
}

/** A duty as it lies in the collection `duties`: an officer's words (title, basis, what is asked) are sealed. */
export interface StoredDuty extends Omit<DutyDraft, 'id' | 'title' | 'basis' | 'answer'> {
  readonly _id: string;
  readonly state: Duty['state'];
  readonly open: boolean;
  readonly endedAt?: Date;
  readonly urgedAt?: Date;
  readonly sealed: Buffer;
  readonly entries: readonly DutyEntry[];
  readonly v: number;
}

interface SealedWords {
  readonly title: string;
  readonly basis: string;
  readonly answer: AnswerSpec;
}

/** A new duty of this draft. */
export function newDuty(sealer: Sealer, { id, title, basis, answer, ...plain }: DutyDraft): StoredDuty {
  const words: SealedWords = { title, basis, answer };
  return {
    _id: id,
    ...plain,
    state: 'open',
    open: true,
    sealed: sealer.seal(JSON.stringify(words), dutyPlace(id)),
    entries: [],
    v: 1,
  };
}

/** The duty as the rest of the program reads it. */
export function toDuty(sealer: Sealer, tz: string, stored: StoredDuty): Duty {
  const { _id, open: _open, endedAt: _ended, sealed, entries: _entries, v: _v, ...plain } = stored;
  const words = JSON.parse(sealer.openText(sealed, dutyPlace(_id))) as SealedWords;
  return {
    id: _id,
    ...plain,
    ...words,
    openedOn: localDate(plain.openedAt, tz),
    dueTime: localTime(plain.due, tz),
    ...defined({ urgedOn: plain.urgedAt && localDate(plain.urgedAt, tz) }),
  };
}

const dutyPlace = (id: string): string => `duties:${id}:sealed`;

/** An entry as it is stored: what was answered and said lies sealed in it. */
export interface StoredEntry extends Omit<ReturnEntry, 'answer' | 'words'> {
  readonly sealed?: Buffer;
}

/** A return as it lies in the collection `duty_returns`; `_id` is `<duty id>#<unit id>`. */
export interface StoredReturn {
  readonly _id: string;
  readonly dutyId: string;
  readonly unitId: string;
  /** The duty's deadline. */
  readonly due: Date;
  readonly entries: readonly StoredEntry[];
  readonly v: number;
}

interface Said {
  readonly answer?: Answer;
  readonly words?: string;
}

/** An entry with its words sealed to this return and this entry. */
export function sealEntry(sealer: Sealer, id: string, entry: ReturnEntry): StoredEntry {
  const { answer, words, ...plain } = entry;
  if (answer === undefined && words === undefined) return plain;
  const said: Said = defined({ answer, words });
  return { ...plain, sealed: sealer.seal(JSON.stringify(said), entryPlace(id, entry.id)) };
}

/** The return as the rest of the program reads it. */
export function toReturn(sealer: Sealer, tz: string, stored: StoredReturn): DutyReturn {
  const entries = stored.entries.map(({ sealed, ...plain }): ReturnEntry => {
    if (sealed === undefined) return plain;
    const said = JSON.parse(sealer.openText(sealed, entryPlace(stored._id, plain.id))) as Said;
    return { ...plain, ...said };
  });
  const { dutyId, unitId, due } = stored;
  const facts = returnFacts(entries, due);
  const { answeredAt } = facts;
  const when =
    answeredAt === undefined
      ? {}
      : { answeredOn: localDate(answeredAt, tz), answeredTime: localTime(answeredAt, tz) };
  return { dutyId, unitId, ...facts, ...when, entries };
}

const entryPlace = (id: string, entry: string): string => `duty_returns:${id}:${entry}`;

import type { Entry, EntryDocument } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { sealedFollowUps } from '../casefiles/follow-up.ts';
import { BY_PROGRAM, type By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import { localDate, localTime } from '../kit/local-date.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { isOwn, ownNumber } from './own-duty.ts';
import { DUTY_MOVES, type DutyMove, type DutyState } from './transitions.ts';
import type { AnswerSpec, Duty, DutyDraft } from './types.ts';

/** Who opens and closes the duties of reminder files: the program itself. */
export const BY_ITSELF: By = { key: 'system:reminders', role: BY_PROGRAM };

type DutyEntry = Entry<DutyMove, DutyState>;

/** A duty as it lies in the collection `duties`: an officer's words (title, basis, what is asked) are sealed. */
export interface StoredDuty
  extends EntryDocument<DutyEntry>,
    Omit<DutyDraft, 'id' | 'title' | 'basis' | 'answer'> {
  readonly open: boolean;
  /** Its last day, while it is open. */
  readonly nextDue?: string;
  readonly endedAt?: Date;
  readonly urgedAt?: Date;
  readonly sealed: Buffer;
}

/** The type of file a duty is. */
export const DUTY_FILE: FileType<DutyEntry, StoredDuty> = {
  collection: 'duties',
  moves: DUTY_MOVES,
  sight: { ownFor: 'bound' },
  heads: ({ state, dueOn }) => {
    const open = state === 'open';
    return { open, nextDue: open ? dueOn : undefined };
  },
};

interface SealedWords {
  readonly title: string;
  readonly basis: string;
  readonly answer: AnswerSpec;
}

/** What a new duty of this draft is besides its history. */
export function freshDuty(
  sealer: Sealer,
  { id, title, basis, answer, ...plain }: DutyDraft,
): Omit<StoredDuty, Exclude<keyof EntryDocument, '_id'>> {
  const words: SealedWords = { title, basis, answer };
  return { _id: id, ...plain, open: true, sealed: sealer.seal(JSON.stringify(words), dutyPlace(id)) };
}

/** The duty as the rest of the program reads it. */
export function toDuty(sealer: Sealer, tz: string, stored: StoredDuty): Duty {
  const {
    _id,
    open: _open,
    nextDue: _due,
    endedAt: _ended,
    sealed,
    entries: _entries,
    v: _v,
    pending: _pending,
    relayAt: _relayAt,
    ...plain
  } = stored;
  const words = JSON.parse(sealer.openText(sealed, dutyPlace(_id))) as SealedWords;
  const openedOn = localDate(plain.openedAt, tz);
  return {
    id: _id,
    ...plain,
    ...words,
    answer: isOwn(plain) ? withNumber(words.answer, ownNumber({ id: _id, openedOn })) : words.answer,
    openedOn,
    dueTime: localTime(plain.due, tz),
    ...defined({ urgedOn: plain.urgedAt && localDate(plain.urgedAt, tz) }),
  };
}

/** What groups are told to say is understood everywhere. */
function withNumber(spec: AnswerSpec, no: string): AnswerSpec {
  return { ...spec, words: [...spec.words, no, no.toLowerCase()] };
}

const dutyPlace = (id: string): string => `duties:${id}:sealed`;

/** What duties seal. */
export const SEALED_DUTIES: SealedCollection = {
  collection: DUTY_FILE.collection,
  name: '任务',
  boxes: { sealed: dutyPlace, ...sealedFollowUps(DUTY_FILE.collection) },
};

import type { Entry } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { entryPlace, sealedFollowUps, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import type { NumberedDocument, Opening } from '../casefiles/numbered-store.ts';
import { begun, entryOf } from '../casefiles/plan-entry.ts';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { CHECK_MOVES, CHECK_STATES, type CheckMove, type CheckState } from './check-transitions.ts';
import type { Check, CheckDraft, Checker, CheckKind } from './check-types.ts';

/** An entry of an assigned check as it is stored. */
export interface CheckEntry extends Entry<CheckMove, CheckState> {
  /** How many things were found. */
  readonly findings?: number;
}

/** An assigned check as it lies in the collection `checks`. */
export interface StoredCheck extends NumberedDocument<CheckEntry> {
  readonly kind: CheckKind;
  readonly schoolId: string;
  readonly areaId: string;
  readonly checkers: readonly Checker[];
  readonly due: LocalDate;
  readonly by: By;
  /** What is to be looked at. */
  readonly sealed?: Buffer;
  readonly owners?: readonly string[];
  /** Of a 暗访 that is not done: for those who go, and whoever sent them, alone. */
  readonly closed?: boolean;
  readonly nextDue?: LocalDate;
}

/** The type of file an assigned check is. */
export const CHECK_FILE: FileType<CheckEntry, StoredCheck> = {
  collection: 'checks',
  moves: CHECK_MOVES,
  sight: { ownFor: 'bound', owned: true },
  heads: ({ state, kind, checkers, due, by }) => {
    const { open } = CHECK_STATES[state];
    return {
      open,
      owners: ownersOf(checkers, by),
      // What was taken back is not told afterwards either.
      closed: state !== 'done' && kind === '暗访' ? true : undefined,
      nextDue: open ? due : undefined,
    };
  },
};

/** Those who go, and whoever sent them. */
function ownersOf(checkers: readonly Checker[], { person }: By): readonly string[] {
  return [...new Set([...checkers.map(({ id }) => id), ...(person === undefined ? [] : [person])])];
}

/** A new check of this draft under this number. */
export function newCheck(sealer: Sealer, draft: CheckDraft, { key, no, serial, tz }: Opening): StoredCheck {
  const { kind, schoolId, areaId, checkers, due, words, by, at, on } = draft;
  const after = tellsOf(sealer, { id: key, entry: key }, draft.tell(no));
  const entry = entryOf<CheckEntry>(
    { key, kind: 'check-assigned', to: 'assigned', by, at, tz },
    { entry: {}, after },
  );
  return {
    _id: key,
    ...{ no, serial, open: true, kind, schoolId, areaId, checkers, due, by },
    ...begun(entry),
    reportedAt: at,
    reportedOn: on,
    reporterKey: by.key,
    owners: ownersOf(checkers, by),
    ...(kind === '暗访' ? { closed: true } : {}),
    nextDue: due,
    ...(words === undefined ? {} : { sealed: sealer.seal(words, place(key)) }),
  };
}

/** The check as the rest of the program reads it. */
export function toCheck(sealer: Sealer, stored: StoredCheck): Check {
  const { _id, no, state, kind, schoolId, areaId, checkers, due, by, sealed, entries } = stored;
  return {
    id: _id,
    ...{ no, state, kind, schoolId, areaId, checkers, due, by },
    ...defined({ words: sealed && sealer.openText(sealed, place(_id)) }),
    closed: stored.closed === true,
    owners: stored.owners ?? [],
    reporterKey: stored.reporterKey,
    reportedOn: stored.reportedOn,
    entries: entries.map((entry) => ({ id: entry.id, kind: entry.kind, on: entry.on, by: entry.by })),
    findings: entries.findLast(({ findings }) => findings !== undefined)?.findings ?? 0,
  };
}

/** What people are told with an entry, sealed to it. */
export function tellsOf(
  sealer: Sealer,
  { id, entry }: { readonly id: string; readonly entry: string },
  tell: readonly ToTell[],
) {
  const at = entryPlace(CHECK_FILE.collection, id, entry);
  return tell.map((one) => tellSealed(sealer, at, one));
}

const place = (id: string): string => `checks:${id}:words`;

/** What assigned checks seal. */
export const SEALED_CHECKS: SealedCollection = {
  collection: CHECK_FILE.collection,
  name: '派出的检查',
  boxes: { sealed: place, ...sealedFollowUps(CHECK_FILE.collection) },
};

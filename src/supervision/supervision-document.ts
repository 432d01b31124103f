import type { Entry } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { entryPlace, photosOf, sealedFollowUps, type ToTell, tellSealed } from '../casefiles/follow-up.ts';
import type { NumberedDocument, Opening } from '../casefiles/numbered-store.ts';
import { begun, entryOf, type Parts } from '../casefiles/plan-entry.ts';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import {
  SUPERVISION_MOVES,
  SUPERVISION_STATES,
  type SupervisionMove,
  type SupervisionState,
} from './transitions.ts';
import type { Supervision, SupervisionDraft, SupervisionStep } from './types.ts';

/** An entry of a 督办 as it is stored: its words may name a child, so they are sealed. */
export interface StoredEntry extends Entry<SupervisionMove, SupervisionState> {
  readonly finished?: boolean;
  readonly photos?: readonly string[];
  readonly sealed?: Buffer;
}

/** A 督办 as it lies in the collection `supervisions`. */
export interface StoredSupervision extends NumberedDocument<StoredEntry> {
  readonly about: string;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly due: LocalDate;
  readonly by: By;
  /** The day by which an answer is due, while one is. */
  readonly nextDue?: LocalDate;
}

/** The type of file a 督办 is. */
export const SUPERVISION_FILE: FileType<StoredEntry, StoredSupervision> = {
  collection: 'supervisions',
  moves: SUPERVISION_MOVES,
  sight: { ownFor: 'bound' },
  heads: ({ state, due }) => ({
    open: SUPERVISION_STATES[state].open,
    nextDue: state === 'issued' ? due : undefined,
  }),
};

/** A new 督办 of this draft under this number. */
export function newSupervision(
  sealer: Sealer,
  draft: SupervisionDraft,
  { key, no, serial, tz }: Opening,
): StoredSupervision {
  const { about, areaId, schoolId, due, words, by, at, on } = draft;
  const parts = stepParts(
    sealer,
    { id: key, no, entry: key },
    { ...defined({ words }), tell: draft.tell(no) },
  );
  const entry = entryOf<StoredEntry>({ key, kind: 'issued', to: 'issued', by, at, tz }, parts);
  return {
    _id: key,
    ...{ no, serial, open: true, about, areaId, due, by },
    ...defined({ schoolId }),
    ...begun(entry),
    reportedAt: at,
    reportedOn: on,
    reporterKey: by.key,
    nextDue: due,
  };
}

/** What an entry brings. */
export function stepParts(
  sealer: Sealer,
  { id, no, entry }: { readonly id: string; readonly no: string; readonly entry: string },
  {
    answer,
    words = answer?.words,
    tell,
  }: Pick<SupervisionStep, 'answer' | 'words'> & { readonly tell: readonly ToTell[] },
): Parts<StoredEntry, StoredSupervision> {
  const photos = answer?.photos ?? [];
  const at = entryPlace(SUPERVISION_FILE.collection, id, entry);
  return {
    entry: {
      ...(answer === undefined ? {} : { finished: answer.finished }),
      ...(photos.length === 0 ? {} : { photos }),
      ...(words === undefined ? {} : { sealed: sealer.seal(words, place(id, entry)) }),
    },
    after: [...photosOf(no, photos), ...tell.map((one) => tellSealed(sealer, at, one))],
  };
}

/** The 督办 as the rest of the program reads it. */
export function toSupervision(sealer: Sealer, stored: StoredSupervision): Supervision {
  const { _id: id, no, state, about, areaId, schoolId, due, by, reporterKey, reportedOn } = stored;
  const entries = stored.entries.map((entry) => ({
    ...{ id: entry.id, kind: entry.kind, on: entry.on, by: entry.by },
    ...defined({
      finished: entry.finished,
      words: entry.sealed && sealer.openText(entry.sealed, place(id, entry.id)),
    }),
  }));
  const words = entries[0]?.words;
  return {
    ...{ id, no, state, about, areaId, due, by, reporterKey, reportedOn, entries },
    ...defined({ schoolId, words }),
  };
}

const place = (id: string, entry: string): string => `supervisions:${id}:${entry}`;

/** What 督办 seal. */
export const SEALED_SUPERVISIONS: SealedCollection = {
  collection: SUPERVISION_FILE.collection,
  name: '督办',
  boxes: { 'entries.*.sealed': place, ...sealedFollowUps(SUPERVISION_FILE.collection) },
};

import type { Entry, EntryDocument } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import { entryPlace, sealedFollowUps } from '../casefiles/follow-up.ts';
import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import type { FilledDocument } from './blocks.ts';
import type { Subject } from './kinds.ts';
import { plainNumber } from './number-in.ts';
import { ISSUED_MOVES, type IssuedMove, type IssuedState } from './register-transitions.ts';
import type { Issued, Signing } from './register-types.ts';

interface StoredIssuedEntry extends Entry<IssuedMove, IssuedState> {
  /** Of one that was declared void: the sealed reason. */
  readonly sealed?: Buffer;
}

/** A numbered document as it lies in the collection `documents`; `_id` is its sequence and its place in that. */
export interface StoredIssued extends EntryDocument<StoredIssuedEntry> {
  /** Authority, rule and year: numbers run through each by themselves. */
  readonly sequence: string;
  readonly n: number;
  readonly number: string;
  /** The number as `plainNumber` has it. */
  readonly plain: string;
  /** The effect key that signed it. */
  readonly signedBy: string;
  readonly kindId: string;
  readonly name: string;
  readonly subject: Subject;
  /** Of the file it is about, or the id of the school. */
  readonly no: string;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly authority: string;
  readonly signer: string;
  readonly dated: LocalDate;
  readonly at: Date;
  readonly open: boolean;
  /** The paper as it was signed; gone when the case it is about has forgotten its child. */
  readonly sealed?: Buffer;
}

/** The type of file a numbered document is. */
export const ISSUED_FILE: FileType<StoredIssuedEntry, StoredIssued> = {
  collection: 'documents',
  moves: ISSUED_MOVES,
  sight: { ownFor: 'bound' },
  heads: ({ state, areaId, schoolId }) => ({ open: state === 'signed', areaId, schoolId }),
};

/** Numbers of one authority, by one rule, in one year. */
export function sequenceOf({
  authority,
  rule,
  dated,
}: Pick<Signing, 'authority' | 'rule' | 'dated'>): string {
  return [authority, rule, dated.slice(0, 4)].join('|');
}

/** The number at this place of its sequence, as it is printed. */
export function numberOf({ rule, dated }: Pick<Signing, 'rule' | 'dated'>, n: number): string {
  return rule.replace('{年}', dated.slice(0, 4)).replace('{序}', String(n));
}

/** What a new document is besides its history. */
export function freshIssued(
  sealer: Sealer,
  signing: Signing,
  { key, n }: { readonly key: string; readonly n: number },
): Omit<StoredIssued, Exclude<keyof EntryDocument, '_id'>> {
  const { kindId, name, subject, of: no, areaId, schoolId, authority, signer, dated, at } = signing;
  const sequence = sequenceOf(signing);
  const number = numberOf(signing, n);
  const _id = idOf(sequence, n);
  return {
    ...{
      _id,
      sequence,
      n,
      number,
      plain: plainNumber(number),
      signedBy: key,
      kindId,
      name,
      subject,
      no,
      areaId,
      authority,
      signer,
      dated,
      at,
    },
    ...defined({ schoolId }),
    open: true,
    sealed: sealer.seal(JSON.stringify(signing.filled(number)), paperPlace(_id)),
  };
}

/** The id of a place in a sequence. */
export const idOf = (sequence: string, n: number): string => `${sequence}:${n}`;

/** The document as the rest of the program reads it. */
export function toIssued(sealer: Sealer, stored: StoredIssued): Issued {
  const {
    _id,
    number,
    kindId,
    name,
    subject,
    no: of,
    areaId,
    schoolId,
    authority,
    signer,
    dated,
    at,
  } = stored;
  const voided = stored.entries.find(({ kind }) => kind === 'voided');
  const [signed] = stored.entries;
  if (signed === undefined) throw new Error('A document without a signature.');
  return {
    ...{ id: _id, number, kindId, name, subject, of, areaId, authority, signer, dated, at },
    ...{ state: stored.state, by: signed.by, erased: stored.sealed === undefined },
    ...defined({ schoolId, reason: voided?.sealed && openReason(sealer, voided.sealed, _id, voided.id) }),
  };
}

/** What the paper says; undefined when it was erased. */
export function openPaper(sealer: Sealer, { _id, sealed }: StoredIssued): FilledDocument | undefined {
  return sealed && (JSON.parse(sealer.openText(sealed, paperPlace(_id))) as FilledDocument);
}

/** Where the words of it lie: those of the paper, and why it is void, which may name the child as well. */
export function wordsIn({ entries }: Pick<StoredIssued, 'entries'>): readonly string[] {
  return ['sealed', ...entries.flatMap(({ sealed }, n) => (sealed ? [`entries.${n}.sealed`] : []))];
}

/** Why a document is void: sealed, as it may say anything. */
export function sealReason(sealer: Sealer, reason: string, id: string, entry: string): Buffer {
  return sealer.seal(reason, reasonPlace(id, entry));
}

const openReason = (sealer: Sealer, box: Buffer, id: string, entry: string): string =>
  sealer.openText(box, reasonPlace(id, entry));
const paperPlace = (id: string): string => `${ISSUED_FILE.collection}:${id}:paper`;
const reasonPlace = (id: string, entry: string): string =>
  `${entryPlace(ISSUED_FILE.collection, id, entry)}:reason`;

/** What the register seals. */
export const SEALED_DOCUMENTS: SealedCollection = {
  collection: ISSUED_FILE.collection,
  name: '文书',
  boxes: {
    sealed: paperPlace,
    'entries.*.sealed': reasonPlace,
    ...sealedFollowUps(ISSUED_FILE.collection),
  },
};

/** Indexes of the register. */
export const documentIndexes = [
  { key: { sequence: 1, n: -1 }, name: 'newest-number' },
  { key: { signedBy: 1 }, name: 'by-effect' },
  { key: { plain: 1 }, name: 'by-number' },
  { key: { no: 1, at: -1 }, name: 'by-file' },
  { key: { areaId: 1, at: -1 }, name: 'by-area' },
  { key: { at: -1 }, name: 'newest' },
  { key: { pending: 1 }, name: 'to-follow', partialFilterExpression: { pending: { $gt: 0 } } },
] as const;

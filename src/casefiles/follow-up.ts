import type { PrivateKind } from '../people/private-kind.ts';
import type { PlaceOf } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';

/** Photos that were noted before belong to the file now. */
export interface ClaimPhotos {
  readonly kind: 'photos';
  readonly ids: readonly string[];
  /** What the photos belong to: the file's number or id. */
  readonly file: string;
}

/** Somebody is told something in private. Which account is fixed with the entry, so that a second try tells nobody else. */
export interface TellSomebody {
  readonly kind: 'tell';
  /** An account key. */
  readonly to: string;
  readonly about: PrivateKind;
  /** From then on it is of no use. */
  readonly until: Date;
  readonly priority?: 'emergency' | 'high' | 'normal';
  /** Sealed `Words`. */
  readonly sealed: Buffer;
}

/** Another file notes that this one goes on in it, or no longer does; or, having gone on in this one, that it ended. */
export interface LinkFile {
  readonly kind: 'link';
  /** The number of the file that notes it. */
  readonly file: string;
  readonly move: 'joined' | 'parted' | 'ended';
  /** The number of this one. */
  readonly other: string;
}

/** The entry is recorded on the trail. Everything that is told there stands in the entry itself. */
export interface RecordOnTrail {
  readonly kind: 'trail';
  /** The file has forgotten whom it is about: what else is kept of them goes too, and it is recorded as that. */
  readonly what?: 'erased';
}

/** What must happen elsewhere because of an entry. Carrying one out twice must do nothing twice. */
export type FollowUp = ClaimPhotos | TellSomebody | LinkFile | RecordOnTrail;

/** The follow-up that gives these noted photos to a file; none for none. */
export function photosOf(file: string, ids: readonly string[]): readonly FollowUp[] {
  return ids.length === 0 ? [] : [{ kind: 'photos', ids, file }];
}

/** What is told: the title stands on locked screens. */
export interface Words {
  readonly title: string;
  readonly text: string;
}

/** Somebody to be told, as a decision names them: before it is known which entry of which file it will be. */
export interface ToTell extends Omit<TellSomebody, 'kind' | 'sealed'> {
  readonly words: Words;
}

/** The follow-up that tells, its words sealed to this entry of this file. */
export function tellSealed(sealer: Sealer, place: string, { words, ...plain }: ToTell): TellSomebody {
  return { kind: 'tell', ...plain, sealed: sealer.seal(JSON.stringify(words), wordsPlace(place)) };
}

/** The words of such a follow-up. */
export function openWords(sealer: Sealer, place: string, { sealed }: TellSomebody): Words {
  return JSON.parse(sealer.openText(sealed, wordsPlace(place))) as Words;
}

/** Where sealed things of an entry belong: nothing sealed for one entry opens in another. */
export function entryPlace(collection: string, fileId: string, entryId: string): string {
  return `${collection}:${fileId}:${entryId}`;
}

/** Where the words of follow-ups lie in a collection of files, and what they are sealed to. */
export function sealedFollowUps(collection: string): Readonly<Record<string, PlaceOf>> {
  return { 'entries.*.after.*.sealed': (id, entry) => wordsPlace(entryPlace(collection, id, entry)) };
}

const wordsPlace = (place: string): string => `${place}:after`;

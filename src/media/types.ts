import type { PlatformId } from '../kit/platform-id.ts';

/** A picture still to be fetched. `source` (URL or download code) is a secret of the sender's: sealed at rest. */
export interface PendingPhoto {
  readonly platform: PlatformId;
  readonly url?: string;
  readonly downloadCode?: string;
  /** The picture's own key, where it came by a WeCom long connection. */
  readonly aesKey?: string;
}

/** Photos of reports: noted at once, fetched by a leased job within minutes, cleaned, sealed, kept in GridFS. */
export interface Photos {
  /**
   * Note pictures as pending under ids derived from `key` (`<key>#1` …), idempotently, before the report is stored.
   * `owner` is the actor key of the sender. Resolves to the photo ids.
   */
  note(key: string, pictures: readonly PendingPhoto[], owner: string, at: Date): Promise<readonly string[]>;
  /** Pictures this person sent alone within the ten minutes before `at` and that belong to nothing yet, oldest first. */
  looseOf(owner: string, at: Date): Promise<readonly string[]>;
  /** From now on these belong to the file (a number or id); those that belong to one already stay there. */
  attach(photoIds: readonly string[], fileNo: string): Promise<void>;
  /** Removes the pictures of this file, pixels and all; resolves to how many there were. */
  eraseOf(fileNo: string): Promise<number>;
  /** How many pictures a file has, fetched and pending. */
  countOf(fileNo: string): Promise<number>;
  /**
   * Pictures of this person that could not be fetched and that they have not been told of; marks them as told under
   * `key`, so that a re-run with the same key gets the same ones.
   */
  failedOf(owner: string, key: string): Promise<readonly FailedPhoto[]>;
}

/** A picture we do not have. */
export interface FailedPhoto {
  readonly fileNo?: string;
  /** `heic`, `type`, `damaged`, `too-big` or `expired` are ours; else the word the platform's adapter gave. */
  readonly reason: string;
}

/** What fetching one picture gave: its bytes, or a word why not. `retry` is worth another try. */
export type FetchedPicture =
  | { readonly outcome: 'ok'; readonly bytes: Buffer }
  | { readonly outcome: 'retry' | 'gone' | 'refused'; readonly reason: string };

import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import type { Account } from '../people/reach.ts';
import type { PrivacyRules } from '../places/privacy-rules.ts';
import type { FillReply } from '../texts/reply-texts.ts';

/** A code for the sign-in page, or how many seconds until this person may ask for the next one. */
export type IssuedCode =
  | { readonly outcome: 'issued'; readonly code: string; readonly minutes: number }
  | { readonly outcome: 'too-often'; readonly seconds: number };

/** A sign-in that lasts, as its person and administrators see it. */
export interface SessionView {
  /** Names it in a list, and opens nothing. */
  readonly id: string;
  readonly person: string;
  readonly name?: string;
  /** The account the code was asked for with. */
  readonly account: string;
  /** `Windows Edge`: what the browser says it is. */
  readonly device: string;
  readonly at: Date;
  readonly seenAt: Date;
}

/** Signing in to the pages, by a code that the bot gives in private. */
export interface SignIns {
  /** Where the page is; undefined where there is none: then no code is given and no link offered. */
  readonly address: string | undefined;
  /** A new code for this account; the one before it is of no use from then on. */
  issue(actor: Actor, at: Date): Effect<IssuedCode>;
  /** Sign-ins that last, of one person or of everybody, the newest first. */
  live(at: Date, person?: string): Promise<readonly SessionView[]>;
  /** Ends them; resolves to how many lasted until then. */
  end(ids: readonly string[], by: Actor, at: Date): Promise<number>;
  /** Ends those of accounts that are nobody's any more. */
  endOf(accounts: readonly Account[], at: Date): Promise<void>;
}

/** How a whole file is shown to who asks on this platform. */
export type ShownBy =
  /** A page behind the sign-in, once. */
  | 'page'
  /** A private message that is taken back. */
  | 'recalled'
  /** A private message that stays, as the county allows. */
  | 'message'
  | 'none';

/** Why somebody asks to read a whole file. */
export interface Asking {
  readonly no: string;
  readonly actor: Actor;
  readonly reason: string;
  readonly at: Date;
}

/** Whole files, read for a reason. */
export interface FullViews {
  /** Who may, as the county has it now. */
  rules(): Promise<PrivacyRules>;
  /** How this person would be shown one by the account they speak from. */
  shownBy(actor: Actor): Promise<ShownBy>;
  /** How long a link works, and a message stands. */
  readonly minutes: number;
  /** A link for this person alone: ten minutes, once. */
  grant(asking: Asking): Effect<{ readonly link: string }>;
  /** The file in a private message that is taken back ten minutes later; it is in the trail before it is sent. */
  send(asking: Asking, text: FillReply<'full-view/message'>): Effect<void>;
  /** The file in words, for a message that stays; it is in the trail before they are given. */
  say(asking: Asking, text: FillReply<'full-view/message'>): Effect<string>;
  /** How often whole files were read, both days included. */
  count(from: LocalDate, to: LocalDate): Promise<number>;
}

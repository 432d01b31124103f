import type { Appended } from '../casefiles/appended.ts';
import type { ToTell } from '../casefiles/follow-up.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import type { Person } from '../people/types.ts';
import type { DirectiveMove, DirectiveState } from './directive-file.ts';

/** Which digest: morning assigns, evening reports. */
export type DigestKind = 'morning' | 'evening' | 'weekly' | 'monthly' | 'term';

/** When digests are read by whoever has not said when, county time: between quiet hours, so that nothing waits. */
export const DIGEST_HOURS = {
  morning: '08:10',
  evening: '17:10',
  weekly: '16:00',
  term: '16:30',
  monthly: '09:00',
} as const satisfies Record<DigestKind, string>;

/** The hours a leader may choose from, both included. */
export const CHOICE_HOURS = {
  morning: ['08:00', '11:55'],
  evening: ['12:00', '19:55'],
} as const;

/** When a leader reads. `HH:mm`; absent: not at all. */
export interface DigestSettings {
  readonly morning?: string;
  readonly evening?: string;
  readonly weekly: boolean;
}

/** A digest as it was given to somebody. */
export interface Digest {
  /** What 批示 refers to: `D1124`, with 晚 behind for the evening's. */
  readonly tag: string;
  readonly kind: DigestKind;
  readonly day: LocalDate;
  readonly text: string;
  /** Reference of its picture for the outbox, where it has one. */
  readonly picture?: string;
}

/** A leader's instruction (批示) that is tracked until it is done. Words are sealed at rest. */
export interface Directive {
  readonly id: string;
  /** `P26-0003-R` */
  readonly no: string;
  readonly tag?: string;
  readonly words: string;
  readonly by: By;
  readonly at: Date;
  readonly state: DirectiveState;
  readonly doneBy?: By;
  readonly doneAt?: Date;
  readonly doneWords?: string;
}

/** An instruction as a leader gives it. */
export interface DirectiveDraft {
  readonly words: string;
  readonly tag?: string | undefined;
  readonly by: By;
  readonly at: Date;
  /** Who is told of it, in words that may name its number. */
  readonly tell: (given: Directive) => readonly ToTell[];
}

/** That it was done, as the bureau says it. */
export interface DirectiveDone {
  readonly words: string;
  readonly by: By;
  readonly at: Date;
  readonly tell: readonly ToTell[];
}

/** Digests and instructions for commands. */
export interface Digests {
  /** Built now from the reader's own rights; nothing is stored but the tag. */
  read(actor: Actor, kind: DigestKind, now: Date): Promise<Digest>;
  settings(actor: Actor): Promise<DigestSettings>;
  choose(actor: Actor, settings: DigestSettings, at: Date): Effect<DigestSettings>;
  /** To the tag, or to the reader's latest digest; `tell` says who hears of it. */
  direct(actor: Actor, draft: Omit<DirectiveDraft, 'by'>): Effect<Directive>;
  /** Ends it; who gave it hears what was done. */
  finish(no: string, done: DirectiveDone): Effect<Appended<Directive, DirectiveMove>>;
  openDirectives(): Promise<readonly Directive[]>;
  /** What the reader's digest asks them to decide now, as the words of an instruction. */
  decision(actor: Actor, now: Date): Promise<string | undefined>;
  /** Notes that a digest was read: the one of this tag, else the latest; gives its tag where it is known. */
  seen(actor: Actor, tag: string | undefined, at: Date): Effect<string>;
  /** False for words that tell who a child is: they are refused before anything is stored. */
  mayKeep(words: string): Promise<boolean>;
  /** Whose work it is, by the words: who is named in them, else the office or section, else everybody at the bureau. */
  doersOf(words: string): Promise<readonly Person[]>;
}

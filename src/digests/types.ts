import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import type { Person } from '../people/types.ts';

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
  readonly state: 'open' | 'done';
  readonly doneBy?: By;
  readonly doneAt?: Date;
  readonly doneWords?: string;
}

/** Digests and instructions for commands. */
export interface Digests {
  /** Built now from the reader's own rights; nothing is stored but the tag. */
  read(actor: Actor, kind: DigestKind, now: Date): Promise<Digest>;
  settings(actor: Actor): Promise<DigestSettings>;
  choose(actor: Actor, settings: DigestSettings, at: Date): Effect<DigestSettings>;
  /** To the tag, or to the reader's latest digest. */
  direct(actor: Actor, words: string, tag: string | undefined, at: Date): Effect<Directive>;
  finish(no: string, words: string, by: By, at: Date): Effect<Directive | undefined>;
  openDirectives(): Promise<readonly Directive[]>;
  /** False for words that tell who a child is: they are refused before anything is stored. */
  mayKeep(words: string): Promise<boolean>;
  /** Whose work it is, by the words: the office or section they name, else everybody at the bureau. */
  doersOf(words: string): Promise<readonly Person[]>;
}

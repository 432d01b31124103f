import type { EventName, Occurrence, Period, PeriodKind, Rule } from '../calendar/rule-types.ts';
import type { Appended } from '../casefiles/appended.ts';
import type { AnswerSpec, DutyAudience } from '../duties/types.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Role } from '../people/roles.ts';
import type { SchoolKind } from '../places/place.ts';
import type { ChangesMove } from './change-file.ts';

/** Whom a part of a reminder is for. Empty lists mean no restriction. */
export interface Whom {
  readonly roles: readonly Role[];
  /** Best first: of a unit's people the first post that somebody has is told; nobody has one: the first of the role. */
  readonly posts: readonly string[];
  readonly kinds: readonly SchoolKind[];
  /** Township names or district names of the county file. */
  readonly areas: readonly string[];
  /** Boarding schools only. */
  readonly boarding?: boolean;
}

/**
 * One step of the lead plan, `offset` days from T (the occurrence's day). `plan`: the bureau hears that it is coming ·
 * `notice`: units are told, the duty opens · `remind`: who has not answered is reminded · `collect`: after the
 * deadline, who still has not answered is asked once more, and an officer of the bureau is asked to phone.
 */
export interface LeadStep {
  readonly step: 'plan' | 'notice' | 'remind' | 'collect';
  readonly offset: number;
  /** The offset counts workdays: the last five workdays of a quarter begin four of them before its last one. */
  readonly workdays?: true;
}

/** One audience of a reminder: its units, its text, its answer. */
export interface ReminderPart {
  readonly audience: DutyAudience | 'group';
  readonly whom: Whom;
  /** Of a group's part: written for parents, so groups where they or other offices read along hear it too. */
  readonly parents?: boolean;
  readonly lead: readonly LeadStep[];
  /** Deadline: days from T and time of day. */
  readonly due: { readonly offset: number; readonly time: string };
  /** Absent: nothing is expected, the text says 本条无需回复 at its end by itself. */
  readonly answer?: AnswerSpec;
  /** Text with `{变量}`; the engine fills and neutralises. */
  readonly text: string;
  /** What is asked the second time; absent: the general one (有困难吗). */
  readonly again?: string;
}

/** Words for a time of the year: a season of the county, or days `MM-DD`, both included. */
export type Seasonal =
  | { readonly season: string; readonly say: string }
  | { readonly from: string; readonly to: string; readonly say: string };

/** A reminder as a file of `templates/reminders` says it, with the officers' changes laid over it. */
export interface Reminder {
  /** The file's name without ending, ASCII: `drowning`. */
  readonly id: string;
  /** What people call it: 防溺水. Unique. */
  readonly name: string;
  /** Official words for locked screens. */
  readonly title: string;
  readonly on: boolean;
  /** A county must name the document it rests on before this one can be switched on. */
  readonly needsBasis: boolean;
  readonly when: readonly Rule[];
  readonly event?: EventName;
  readonly period: PeriodKind;
  readonly basis: string;
  readonly minutes: number;
  readonly parts: readonly ReminderPart[];
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /** What {时令} stands for: the first that holds the day. */
  readonly seasonal?: readonly Seasonal[];
  /** Ids of reminders that say the same: its notices are left out where one of them is heard in the same week. */
  readonly yieldsTo?: readonly string[];
  /** Its occasions keep to the terms: those whose T lies in a vacation are left out. */
  readonly inTerm?: boolean;
  /** Goes out at once, by day or night as its priority allows, outside the daily message: 停课, 灾害预警. */
  readonly urgent: boolean;
  /** Of an urgent one: by day and night, before everything else. */
  readonly emergency?: boolean;
  /** Grows with every change an officer made; 0 as shipped. */
  readonly version: number;
}

/** One time a reminder comes round. */
export interface ReminderOccasion {
  /** `<reminder id>:<period key>`; also the id of its duties, with `:<audience>` added. */
  readonly id: string;
  readonly reminder: Reminder;
  readonly period: Period;
  /** T. */
  readonly day: LocalDate;
  readonly time: string;
  /** The day itself, where T was moved away from it: 12月2日 that is a Saturday, done on the Friday before. */
  readonly named?: LocalDate;
  /** The public holiday it is about. */
  readonly holiday?: string;
  /** The first deadline of those who must answer; absent when nobody must. */
  readonly due?: { readonly day: LocalDate; readonly time: string };
  /** What happened, of one that hangs on an event: 暴雨黄色预警. */
  readonly happened?: string;
  readonly steps: readonly {
    readonly part: ReminderPart;
    readonly step: LeadStep['step'];
    /** The workday on which it is done (no step falls on a day off). */
    readonly day: LocalDate;
  }[];
}

/**
 * What an officer may change about a reminder without code. `audience` is the word or the id of one (学校, school);
 * `''` means the first part the change can be about.
 */
export type ReminderChange =
  | { readonly field: 'on'; readonly value: boolean; readonly basis?: string }
  | { readonly field: 'when'; readonly value: string }
  | { readonly field: 'due'; readonly audience: string; readonly value: string }
  | { readonly field: 'text'; readonly audience: string; readonly value: string };

/** One change as it is kept: the trail of a reminder. */
export interface ReminderEntry {
  readonly id: string;
  readonly change: ReminderChange;
  readonly by: By;
  readonly at: Date;
}

/** A line of the trail as it is printed: with the county's day and time. */
export interface ReminderLine extends ReminderEntry {
  readonly day: LocalDate;
  readonly time: string;
}

/** What became of an event that was reported. */
export interface FiredEvent {
  /** Persons who were told. */
  readonly told: number;
  /** Names of the reminders that went out. */
  readonly reminders: readonly string[];
  /** Somebody had reported it that day already: nothing more was sent. */
  readonly before?: { readonly by: By; readonly at: Date };
}

/** Reminders for commands: reading, changing, trying out. */
export interface Reminders {
  /** In the order of the year. */
  all(): Promise<readonly Reminder[]>;
  byName(word: string): Promise<Reminder | undefined>;
  /** Every occasion whose T lies in `from..to`, in time order. */
  occasions(from: LocalDate, to: LocalDate): Promise<readonly ReminderOccasion[]>;
  /** When one reminder comes round, on or off. Empty for an id nobody knows. */
  preview(id: string, from: LocalDate, to: LocalDate): Promise<readonly ReminderOccasion[]>;
  /**
   * A rule as somebody wrote it, as it is read, and its next five days, those in terms alone for what keeps to them;
   * undefined for one that cannot be read.
   */
  ahead(
    rule: string,
    today: LocalDate,
    inTerm?: boolean,
  ): Promise<{ readonly rules: readonly string[]; readonly days: readonly Occurrence[] } | undefined>;
  /** Refused with a sentence for the officer (rule that cannot be read, unknown variable, missing basis, a person's data). */
  check(
    id: string,
    change: ReminderChange,
    today: LocalDate,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly text: string; readonly example: string }>;
  /** The file is the reminder as the change left it. `missing`: nobody knows such a reminder. */
  change(id: string, change: ReminderChange, by: By, at: Date): Effect<Appended<Reminder, ChangesMove>>;
  /** Oldest first. */
  history(id: string): Promise<readonly ReminderLine[]>;
  /** What each audience would read on that day: for 提醒 试发. */
  sample(id: string, on: LocalDate): Promise<readonly { readonly audience: string; readonly text: string }[]>;
  /**
   * An event happened (an officer's word or a weather provider): what hangs on it goes out at once. Once per event
   * and day; again only when the warning's colour rose.
   */
  fire(event: EventName, detail: string, by: By, at: Date): Effect<FiredEvent>;
}

/**
 * Something for one unit that no reminder file knows of: a permit that runs out, a figure that differs. It goes into
 * the unit's next daily message; told once per `key`.
 */
export interface UnitItem {
  readonly key: string;
  readonly unitId: string;
  readonly audience: DutyAudience;
  /** Whom of the unit's people, best first; empty: the first of the role. */
  readonly posts: readonly string[];
  /** This one of the unit's people before all others, as long as they can be told. */
  readonly person?: string;
  readonly text: string;
  /** An answer is expected; the text ends in its line. */
  readonly asks?: boolean;
  /** After that day it is of no use. */
  readonly latest: LocalDate;
}

/** Where such items come from; asked before each daily message. Must be safe to ask again. */
export type UnitItems = (today: LocalDate) => Promise<readonly UnitItem[]>;

import type { Nothing } from '../fill.ts';

/** A number that was reported, and what the register says. */
interface Differing {
  name: string;
  reported: number;
  known: number;
}

interface How {
  /** What is to be counted, in the order it is written. */
  fields: string;
  ownNumbers: boolean;
  found?: string;
  line: string;
}

interface Asked {
  name: string;
  due: string;
  how: How;
}

interface Dates {
  day: string;
  /** The holiday, and whether its days are a guess. */
  about: string | undefined;
  notice: string | undefined;
  due: string | undefined;
}

interface Often {
  n: number;
  from: string;
  to: string;
  days: readonly string[];
}

/** What reminders say, what officers read and change about them, warnings of the weather. */
export interface ReminderTexts {
  'reminders/changed': {
    name: string;
    field: 'on' | 'when' | 'due' | 'text';
    on: boolean | undefined;
    next: string | undefined;
    event: string | undefined;
    inTerm: boolean | undefined;
    /** Its duties that nobody has closed. */
    open: number;
    /** Of a change of the dates: how they were read, and the next days. */
    rules: readonly string[];
    days: readonly string[];
    /** Where the rules name more days than it comes round: how often it does. */
    once: string | undefined;
  };
  'reminders/collect': Asked;
  'reminders/difference-school': { period: string; found: readonly Differing[] };
  /** `apart`: who is in the register and in no school of theirs. */
  'reminders/difference-township': {
    period: string;
    totals: readonly { name: string; schools: number; apart: number; reported: number }[];
    schools: readonly { name: string; found: readonly Differing[] }[];
  };
  'reminders/edit-how': { name: string };
  'reminders/group': { words: readonly string[] };
  'reminders/later': { duties: readonly Asked[] };
  'reminders/left': { name: string; due: string; left: number; school: boolean };
  'reminders/list': {
    lines: readonly {
      name: string;
      on: boolean;
      event: string | undefined;
      needsBasis: boolean;
      next: string | undefined;
    }[];
  };
  /** `closed`: nothing in it asks or offers anything. */
  'reminders/message': {
    title: string;
    asks: readonly string[];
    notices: readonly string[];
    closed: boolean;
  };
  'reminders/no-answer': Nothing;
  'reminders/notice': Asked & { basis: string; minutes: number };
  'reminders/phone': {
    silent: readonly { name: string; due: string; units: readonly string[] }[];
    nobody: { count: number; words: string };
    /** The first to be phoned, if any. */
    unit: string | undefined;
    duty: string;
  };
  'reminders/phone-title': Nothing;
  'reminders/plan': { name: string; on: string; period: string };
  'reminders/preview': {
    year: string;
    /** Its arrangement is not published yet. */
    guessed: boolean;
    terms: readonly { name: string; from: string; to: string }[];
    months: readonly { month: number; lines: readonly (Dates & { name: string })[] }[];
    often: readonly (Often & { name: string; rules: readonly string[] })[];
  };
  'reminders/preview-one': {
    name: string;
    on: boolean;
    event: string | undefined;
    inTerm: boolean | undefined;
    rules: readonly string[];
    days: readonly Dates[];
    often: Often | undefined;
  };
  'reminders/rule': { rules: readonly string[]; days: readonly string[] };
  'reminders/refused': { text: string; example: string };
  'reminders/remind': Asked;
  'reminders/sample': {
    name: string;
    basis: string;
    minutes: number;
    day: string;
    texts: readonly { audience: string; text: string }[];
  };
  'reminders/title': { asks: number; notices: number };
  'reminders/trail': {
    name: string;
    lines: readonly { at: string; by: string | undefined; what: string; value: string }[];
  };
  'reminders/unknown': { word: string };

  'weather/personal': { event: string };
  'weather/told': {
    event: string;
    told: number;
    reminders: readonly string[];
    /** Somebody had told it that day already. */
    before?: object;
    by: string | undefined;
  };
}

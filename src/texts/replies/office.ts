import type { Nothing } from '../fill.ts';

interface Finding {
  check: string;
  state: 'ok' | 'warn' | 'fail' | 'skip';
  text: string;
  fix: string;
}

/** For administrators and leaders: what runs and what was sent, digests, instructions (批示). */
export interface OfficeTexts {
  /** `last`: when it was done last; empty when it never was. */
  'admin/county-file': {
    kind: 'unreadable' | 'mistakes' | 'in-use' | 'other-county';
    count: number;
    version: number;
    day: string;
  };
  /** What the calendar of a year misses. */
  'admin/calendar': {
    year: number;
    arrangement: boolean;
    terms: readonly { name: string; from: string; to: string; inFestival: boolean }[];
    seasons: readonly string[];
  };
  'admin/job-late': { label: string; last: string };
  'admin/quota': { quota: 'api' | 'message'; used: number; limit: number };
  'admin/target-gone': { target: { kind: 'group' | 'person' }; code: string };

  'delivery/log': {
    filter: string | undefined;
    counts: { waiting: number; unknown: number; failed: number };
    entries: readonly {
      state: string;
      time: string;
      target: string;
      kind: string;
      why?: string;
      resendable: boolean;
      handle: string;
    }[];
    /** Of the first that may be sent again. */
    handle: string | undefined;
  };
  'delivery/about-resend': {
    entry: { target: string; kind: string; state: string; time: string; why: string };
  };
  'delivery/not-there': Nothing;
  'delivery/resent':
    | { outcome: 'queued' | 'again'; entry: { target: string; kind: string; state: string } }
    | { outcome: 'text-purged' | 'not-found' | 'not-resendable' };

  'digests/hours': Nothing;
  'digests/how': Nothing;
  'digests/settings': { morning?: string; evening?: string; weekly: boolean };

  'doctor/all': { time: string; findings: readonly Finding[] };
  'doctor/summary': {
    time: string;
    problems: readonly Finding[];
    more: number;
    failed: number;
    warned: number;
    fine: number;
  };

  'instructions/about-done': { no: string; words: string; by: string; done: string };
  'instructions/by-leaders': Nothing;
  'instructions/done': { no: string };
  'instructions/done-personal': { no: string };
  'instructions/done-told': { no: string; words: string; done: string; doneBy: string };
  /** `nobody`: who is asked for by name and is not in the county file. */
  'instructions/draft': {
    tag: string | undefined;
    words: string;
    doers: readonly string[];
    nobody: string | undefined;
  };
  'instructions/given': { no: string; doers: readonly string[] };
  'instructions/list': {
    ones: readonly { no: string; words: string; by: string; days: number }[];
    leader: boolean;
  };
  'instructions/not-there': Nothing;
  'instructions/personal': Nothing;
  /** `tag`: of the digest; empty where none was read. */
  'instructions/seen': { tag: string };
  'instructions/told': { no: string; by: string; tag: string | undefined; words: string };
  'instructions/too-long': { most: number; line: string };
  /** `front`: 批示, with the tag of the digest where there is one. */
  'instructions/what': { front: string };
}

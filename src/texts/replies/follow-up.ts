import type { Nothing } from '../fill.ts';

/** What those who follow duties up read: 派任务, 未报, 催报, 复核. */
export interface FollowUpTexts {
  /** `before`: it had been already. */
  'assignments/cancelled': { duty: string; before: boolean };
  /** Before it is sent. */
  'assignments/about': {
    title: string;
    asked: string;
    due: string;
    basis: string;
    minutes: number;
    hours: string;
    when: string;
    example: string;
  };
  'assignments/given': {
    title: string;
    asked: string;
    due: string;
    basis: string;
    minutes: number;
    hours: string;
    when: string;
    example: string;
  };
  'assignments/lacks': { what: 'due' | 'basis' | 'minutes' };
  'assignments/nothing': Nothing;
  'assignments/refused':
    | { why: 'again'; title: string }
    | { why: 'what' | 'numbers' | 'personal' | 'receipt' | 'minutes' | 'past' | 'nobody' };

  'unanswered/ended': { duty: string; cancelled: boolean };
  'unanswered/group': {
    duties: readonly { name: string; due: string; missing: number; unit: string; told: boolean }[];
  };
  'unanswered/list': {
    duties: readonly {
      name: string;
      whom: string;
      due: string;
      measures: string;
      missing: number;
      unit: string;
      few: readonly string[];
      groups: readonly { area?: string; names: readonly string[] }[];
      line: string;
    }[];
    line: string;
    urges: boolean;
  };
  'unanswered/none': Nothing;
  'unanswered/phoned': { unit: string; duty: string; line: string };
  'unanswered/phoned-not-asked': { unit: string; duty: string };
  'unanswered/phoned-whom': Nothing;
  'unanswered/urge-nobody': { duty: string };
  'unanswered/urged': {
    duty: string;
    missing: number;
    unit: string;
    notToday: boolean;
    when: string;
    line: string;
  };

  'verification/done': { unit: string; duty: string; back: boolean };
  /** Somebody was faster: a colleague sent it back, or the unit took it back. */
  'verification/meanwhile': { unit: string; duty: string; back: boolean; who: string };
  'verification/nothing': { unit: string };
  'verification/own': Nothing;
  'verification/reason': Nothing;
  'verification/show': {
    unit: string;
    duty: string;
    understood: string;
    declaration?: string;
    who: string;
    when: string;
    late: boolean;
    corrected: boolean;
    confirmed: boolean | undefined;
    photos: number;
  };
  /** `back`: it was sent back for this reason. */
  'verification/told': { duty: string; back: boolean; reason: string; answer: string; example: string };
  'verification/which': { unit: string; n: number };
}

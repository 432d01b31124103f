import type { Role } from '../people/roles.ts';
import type { LeadStep, ReminderPart } from './types.ts';

/** Who a part of a reminder is for. */
export type Audience = ReminderPart['audience'];

/** The words reminder files and officers use for audiences. */
export const AUDIENCE_WORDS = {
  学校: 'school',
  乡镇: 'township',
  局: 'bureau',
  六员: 'officer6',
  群: 'group',
} as const satisfies Readonly<Record<string, Audience>>;

/** The words for the steps of a lead plan. */
export const STEP_WORDS = {
  计划: 'plan',
  通知: 'notice',
  催报: 'remind',
  收集: 'collect',
} as const satisfies Readonly<Record<string, LeadStep['step']>>;

/** Whose people are told when a part does not say so. */
export const ROLES_OF: Readonly<Record<Audience, readonly Role[]>> = {
  school: ['school'],
  township: ['township'],
  bureau: ['bureau'],
  officer6: ['officer6'],
  group: [],
};

/** The audience of a word; undefined for a word nobody knows. */
export function audienceOf(word: string): Audience | undefined {
  return Object.hasOwn(AUDIENCE_WORDS, word)
    ? AUDIENCE_WORDS[word as keyof typeof AUDIENCE_WORDS]
    : undefined;
}

/** The word that is printed for an audience. */
export function audienceWord(audience: Audience): string {
  return Object.entries(AUDIENCE_WORDS).find(([, value]) => value === audience)?.[0] ?? audience;
}

/** `T-14 计划`, `T-4个工作日 通知`, `T 通知`, `T0 通知`, `T+3 收集`; undefined for anything else. */
export function readLead(text: string): LeadStep | undefined {
  const [, offset, workdays, word = ''] = LEAD.exec(text.trim()) ?? [];
  if (!Object.hasOwn(STEP_WORDS, word)) return undefined;
  const step = { step: STEP_WORDS[word as keyof typeof STEP_WORDS], offset: offsetOf(offset) };
  return workdays === undefined ? step : { ...step, workdays: true };
}

const LEAD = /^T\s*(?:([+-]\d{1,3})\s*(个?工作日)?|0)?\s*(\S+)$/;

/** A deadline: `T 17:00`, `T+5 17:00`; undefined for anything else. */
export function readDue(text: string): ReminderPart['due'] | undefined {
  const plain = text.trim().replaceAll('：', ':').toUpperCase();
  const [, offset, hour = '', minute = ''] = /^T\s*([+-]\d{1,3}|0)?\s+(\d{1,2}):(\d{2})$/.exec(plain) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return { offset: offsetOf(offset), time: `${hour.padStart(2, '0')}:${minute}` };
}

/** A deadline as `readDue` reads it. */
export function dueText({ offset, time }: ReminderPart['due']): string {
  return `T${offset === 0 ? '' : offset > 0 ? `+${offset}` : offset} ${time}`;
}

const offsetOf = (text: string | undefined): number => (text === undefined ? 0 : Number(text));

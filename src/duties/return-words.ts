import { defined } from '../kit/defined.ts';
import { spokenDate } from '../kit/local-date.ts';
import { ROLE_WORDS, type Role } from '../people/roles.ts';
import { dutyName } from './names.ts';
import type { Duty, DutyReturn } from './types.ts';
import { answerWords } from './words.ts';

/** A unit's answer as the bureau reads it. */
interface ReturnWords {
  readonly duty: string;
  readonly understood: string;
  readonly declaration?: string;
  /** `11月24日09:00`: when the answer that counts for being on time came. */
  readonly when: string;
  /** Who answered last. */
  readonly who: string;
  readonly late: boolean;
  readonly corrected: boolean;
  readonly confirmed: boolean;
}

/** What an answered return says, who said it and when. */
export function returnWords(
  duty: Pick<Duty, 'title' | 'period' | 'answer'>,
  one: Omit<DutyReturn, 'dutyId' | 'unitId'>,
): ReturnWords {
  const { answer = { zero: false, values: {} }, answeredOn = '', answeredTime = '', onTime, confirmed } = one;
  const last = one.entries.findLast((entry) => entry.answer !== undefined);
  return {
    duty: dutyName(duty),
    understood: answerWords(duty.answer, answer),
    ...defined({ declaration: answer.declaration }),
    when: `${spokenDate(answeredOn)}${answeredTime}`,
    who: last?.by.name ?? ROLE_WORDS[(last?.by.role ?? 'school') as Role][0] ?? '',
    late: onTime === false,
    corrected: last?.kind === 'corrected',
    confirmed,
  };
}

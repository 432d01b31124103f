import { defined } from '../kit/defined.ts';
import { type LocalDate, spokenDate } from '../kit/local-date.ts';
import { ROLE_WORDS, type Role } from '../people/roles.ts';
import { dutyName } from './names.ts';
import type { Answer, Duty, DutyReturn } from './types.ts';
import { answerWords, dueWords } from './words.ts';

/** What a unit reads in private once its answer is stored. */
export interface Receipt {
  readonly unit: string;
  readonly duty: string;
  readonly late: boolean;
  readonly corrected: boolean;
  /** Whose answer this one replaced, and what it was; absent for one's own. */
  readonly replaced?: { readonly who: string; readonly understood: string };
  /** The values as they were understood. */
  readonly understood: string;
  readonly due: string;
  /** A zero in full: who declares what, when. */
  readonly declaration?: string;
  readonly photos: number;
  /** A photo is required and none came with the first answer: asked for this once. */
  readonly lacksPhoto: boolean;
  /** Pupils who did not come back, of a 报到. */
  readonly missing: number;
  /** The first item with a problem, or what was found where a zero was asked for. */
  readonly found?: string;
}

/** Puts a receipt together from what was stored. */
export function receiptOf(
  duty: Duty,
  { entries, onTime }: Pick<DutyReturn, 'entries' | 'onTime'>,
  { unit, photos, today }: { readonly unit: string; readonly photos: number; readonly today: LocalDate },
): Receipt {
  const last = entries.findLast(({ answer }) => answer !== undefined);
  const answer: Answer = last?.answer ?? { zero: false, values: {} };
  const who = last?.by.name ?? ROLE_WORDS[(last?.by.role ?? 'school') as Role][0];
  const found = foundIn(duty, answer);
  const replaced = replacedIn(duty, entries);
  return {
    unit,
    duty: dutyName(duty),
    late: onTime === false,
    corrected: last?.kind === 'corrected',
    ...defined({ replaced }),
    understood: answerWords(duty.answer, answer),
    due: dueWords(duty),
    ...(answer.declaration === undefined
      ? {}
      : {
          declaration: `${today.slice(0, 4)}年${spokenDate(today)}，${unit}${who ?? ''}声明：${answer.declaration}`,
        }),
    photos,
    lacksPhoto: duty.answer.photo === 'required' && photos === 0 && last?.kind !== 'corrected',
    missing: missingPupils(duty, answer),
    ...defined({ found }),
  };
}

function replacedIn({ answer }: Duty, entries: DutyReturn['entries']): Receipt['replaced'] {
  const given = entries.filter((entry) => entry.answer !== undefined);
  const [before, last] = [given.at(-2), given.at(-1)];
  const { name } = before?.by ?? {};
  // One person may have two accounts; they have one name.
  if (last?.kind !== 'corrected' || name === undefined || name === last.by.name) return undefined;
  return before?.answer && { who: name, understood: answerWords(answer, before.answer) };
}

/** 报到 应612 实608: four children to be asked after, one by one, in private. */
function missingPupils({ answer: { words, atMost = [] } }: Duty, { values }: Answer): number {
  const [pair] = words.includes('报到') ? atMost : [];
  const [came, due] = pair ?? [];
  if (came === undefined || due === undefined) return 0;
  return Math.max(0, (values[due] ?? 0) - (values[came] ?? 0));
}

function foundIn({ answer: { kind, items = [] } }: Duty, answer: Answer): string | undefined {
  const [item] = answer.items ?? [];
  if (item !== undefined) return `${items[item - 1] ?? `第${item}项`}不合格`;
  return kind === 'zero' && !answer.zero ? answer.words : undefined;
}

import { defined } from '../kit/defined.ts';
import { documentNumberIn } from '../kit/document-number.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { LadderRule } from '../places/dropout-rules.ts';
import type { DecisionOf } from './decisions.ts';
import { pastDay } from './past-day.ts';

/** The step of the county's ladder that words name, with number and day of its document; undefined where none is named. */
export function readStep(
  words: string,
  ladder: readonly LadderRule[],
  today: LocalDate,
): DecisionOf<'escalated'> | undefined {
  const at = ladder.findIndex(({ name }) => words.includes(name));
  if (at < 0) return undefined;
  const document = documentNumberIn(words);
  const on = pastDay(document?.rest ?? words, today);
  return {
    move: 'escalated',
    step: at + 1,
    words,
    ...defined({ number: document?.number, on: on === today ? undefined : on }),
  };
}

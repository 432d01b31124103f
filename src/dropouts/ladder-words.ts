import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { LadderRule } from '../places/dropout-rules.ts';
import type { DecisionOf } from './decisions.ts';
import { pastDay } from './past-day.ts';

const NUMBER =
  /(?:文号|编号|字号)[:：\s]*([^\s,，。;；]+)|([一-龥A-Za-z]*[〔[(（【]\d{4}[〕\])）】]第?\d+号)/;

/** The step of the county's ladder that words name, with number and day of its document; undefined where none is named. */
export function readStep(
  words: string,
  ladder: readonly LadderRule[],
  today: LocalDate,
): DecisionOf<'escalated'> | undefined {
  const at = ladder.findIndex(({ name }) => words.includes(name));
  if (at < 0) return undefined;
  const [said = '', labelled, bare] = NUMBER.exec(words) ?? [];
  const on = pastDay(words.replace(said, ' '), today);
  return {
    move: 'escalated',
    step: at + 1,
    words,
    ...defined({ number: labelled ?? bare, on: on === today ? undefined : on }),
  };
}

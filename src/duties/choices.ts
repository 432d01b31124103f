import { AUDIENCE_WORDS, dutyName, wordFor } from './names.ts';
import type { Duty } from './types.ts';

/** A duty to be chosen by its number, and the words that mean it and no other of the list. */
export interface DutyChoice {
  /** `学校月报（11月），学校` */
  readonly label: string;
  readonly word: string;
}

/** The duties as a numbered list shows them, in the order given. */
export function dutyChoices(duties: readonly Duty[]): readonly DutyChoice[] {
  return duties.map((duty) => ({
    label: `${dutyName(duty)}，${AUDIENCE_WORDS[duty.audience]}`,
    word: wordFor(duty, duties),
  }));
}

import type { LocalDate } from '../kit/local-date.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { dutyName, wordFor } from './names.ts';
import type { Picked } from './pick.ts';
import type { Duty } from './types.ts';
import { unitName } from './units.ts';
import { dueWords } from './words.ts';

/** A line that may be meant, and what it is called in a list. */
export interface AnswerChoice {
  readonly label: string;
  readonly line: string;
}

/** The same words said for each of the schools of one of the six officers. */
export function unitChoices(
  { duty, units, rest }: Extract<Picked, { kind: 'which-unit' }>,
  gazetteer: Gazetteer,
): readonly AnswerChoice[] {
  return units.map((unit) => {
    const name = unitName(unit, gazetteer);
    return { label: name, line: `报送 ${wordFor(duty, [])} ${name} ${rest}`.trim() };
  });
}

/** What was said to each of the duties; each one's example where the words are not to be said again. */
export function dutyAnswers(
  duties: readonly Duty[],
  today: LocalDate,
  said?: string,
): readonly AnswerChoice[] {
  return duties.map((duty) => {
    const word = wordFor(duty, duties);
    const shown = said ?? exampleOf(duty, word);
    return {
      label: `${dutyName(duty)}，${dueWords(duty, today)}截止`,
      line: `报送 ${shown.startsWith(word) ? shown : `${word} ${shown}`}`,
    };
  });
}

/** The duty's example behind its word. */
function exampleOf({ answer }: Duty, word: string): string {
  const own = answer.words.find((one) => answer.example.startsWith(one));
  return own === undefined || own === '完成' ? answer.example : `${word}${answer.example.slice(own.length)}`;
}

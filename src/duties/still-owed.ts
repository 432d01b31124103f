import type { LocalDate } from '../kit/local-date.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { dutyName } from './names.ts';
import type { Duty } from './types.ts';
import { dueWords } from './words.ts';

/** What is said to words that answer nothing: that the duty is owed still, and how it is answered. */
export function stillOwed(text: FillReply<'duties/still-owed'>, duty: Duty, today: LocalDate): string {
  const { example, fields } = duty.answer;
  return text('duties/still-owed', {
    ...{ duty: dutyName(duty), due: dueWords(duty, today), line: example },
    figures: fields.length > 0,
  });
}

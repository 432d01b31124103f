import { fileAfter } from '../casefiles/appended.ts';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { dutyName } from './names.ts';
import { notStored } from './not-stored.ts';
import type { Target } from './pick.ts';
import type { Duty, DutyStore, OnReturn } from './types.ts';
import { dueWords } from './words.ts';

interface Difficulty {
  readonly words: string;
  readonly by: By;
  readonly at: Date;
}

/** Notes what is difficult at each of them: one write for each. */
export function noteDifficulty(
  duties: Pick<DutyStore, 'note'>,
  all: readonly Target[],
  { words, by, at }: Difficulty,
): Effect<readonly OnReturn[]> {
  const note = { kind: 'difficulty', ...defined({ words: words || undefined }) } as const;
  return (key) =>
    Promise.all(all.map(({ dutyId, unitId }) => duties.note(dutyId, unitId, note, by, at)(key)));
}

/** What is answered to it, once for all of them; in a group without what was said. */
export function difficultyReply(
  text: FillReply<
    'duties/difficulty' | 'duties/cancelled' | 'duties/none' | 'duties/nothing-to-withdraw' | 'refusals/full'
  >,
  {
    duty,
    words,
    today,
    inGroup,
  }: { readonly duty: Duty; readonly words: string; readonly today: LocalDate; readonly inGroup: boolean },
  done: readonly OnReturn[],
): string {
  const [first] = done;
  if (first === undefined || fileAfter(first) === undefined) return notStored(text, duty, first);
  return text('duties/difficulty', {
    duty: done.length > 1 ? `${done.length}项任务` : dutyName(duty),
    due: dueWords(duty, today),
    words: inGroup ? '' : words,
    reason: words !== '',
  });
}

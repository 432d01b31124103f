import type { Duty, DutyReturn, DutyStore } from '../duties/types.ts';
import { dueWords } from '../duties/words.ts';
import { accountOf } from '../people/accounts.ts';
import type { Tell } from '../people/tell.ts';
import { howToAnswer } from './how-to-answer.ts';
import type { Text } from './item.ts';

/** What reminding later needs. */
export interface LaterParts {
  readonly duties: Pick<DutyStore, 'recent' | 'returns'>;
  readonly tell: Tell;
  readonly text: Text;
}

/** What is still of use after its hour: a run that comes later than that stays silent. */
const LATE_MS = 8 * 3_600_000;

/**
 * Who asked to be reminded later (明早) is reminded now, on the account he asked from: a task of his own, which the
 * etiquette does not count. Once per asking; not when the unit has answered meanwhile. Resolves to how many.
 */
export async function remindLater({ duties, tell, text }: LaterParts, now: Date): Promise<number> {
  let told = 0;
  for (const duty of await duties.recent(now, 0)) {
    if (duty.state !== 'open') continue;
    for (const found of await duties.returns(duty.id)) {
      const entry = askedBy(found, now);
      if (entry === undefined) continue;
      await tell({
        key: `later:${duty.id}:${found.unitId}:${entry.id}`,
        kind: 'duty-due',
        to: accountOf(entry.by.key),
        title: text('reminder-title', { asks: 1, notices: 0 }),
        text: wordsOf(duty, text),
        at: now,
        until: duty.due > now ? duty.due : new Date(now.getTime() + LATE_MS),
        priority: 'high',
      });
      told += 1;
    }
  }
  return told;
}

/** The asking whose hour has come and is not long gone. */
function askedBy({ state, entries }: DutyReturn, now: Date): DutyReturn['entries'][number] | undefined {
  if (state === 'answered') return undefined;
  const last = entries.findLast(({ kind }) => kind === 'postponed');
  const until = last?.until?.getTime();
  if (until === undefined || until > now.getTime() || now.getTime() - until > LATE_MS) return undefined;
  return last;
}

const wordsOf = (duty: Duty, text: Text): string =>
  text('reminder-later', { name: duty.title, due: dueWords(duty), how: howToAnswer(duty.answer) });

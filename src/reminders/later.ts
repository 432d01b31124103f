import { lineFor } from '../duties/line-for.ts';
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

/** What one account asked to be reminded of at one hour. */
interface Wish {
  readonly account: string;
  readonly until: Date;
  /** With how many units of each: one of the six officers may have several. */
  readonly duties: Map<Duty, number>;
}

/**
 * Who asked to be reminded later (明早) is reminded now, on the account they asked from, of everything they put off, in one
 * message: a task of their own, which the etiquette does not count. Once per hour asked for; not of what has been
 * answered meanwhile. Resolves to how many were told.
 */
export async function remindLater({ duties, tell, text }: LaterParts, now: Date): Promise<number> {
  const wishes = await wishesAt(duties, now);
  for (const { account, until, duties: owed } of wishes) {
    await tell({
      key: `later:${account}:${until.toISOString()}`,
      kind: 'duty-due',
      to: accountOf(account),
      title: text('reminders/title', { asks: owed.size, notices: 0 }),
      text: wordsOf(owed, text),
      at: now,
      until: endOf([...owed.keys()], now),
      priority: 'high',
    });
  }
  return wishes.length;
}

async function wishesAt(duties: LaterParts['duties'], now: Date): Promise<readonly Wish[]> {
  const wishes = new Map<string, Wish>();
  for (const duty of await duties.recent(now, 0)) {
    if (duty.state !== 'open') continue;
    for (const found of await duties.returns(duty.id)) {
      const { by, until } = askedBy(found, now) ?? {};
      if (by === undefined || until === undefined) continue;
      const key = `${by.key} ${until.getTime()}`;
      const wish = wishes.get(key) ?? { account: by.key, until, duties: new Map() };
      wish.duties.set(duty, (wish.duties.get(duty) ?? 0) + 1);
      wishes.set(key, wish);
    }
  }
  return [...wishes.values()];
}

/** The asking whose hour has come and is not long gone. */
function askedBy({ state, entries }: DutyReturn, now: Date): DutyReturn['entries'][number] | undefined {
  if (state === 'answered') return undefined;
  const last = entries.findLast(({ kind }) => kind === 'postponed');
  const until = last?.until?.getTime();
  if (until === undefined || until > now.getTime() || now.getTime() - until > LATE_MS) return undefined;
  return last;
}

/** What is due first comes first. */
function wordsOf(owed: Wish['duties'], text: Text): string {
  const all = [...owed.keys()].sort((a, b) => a.due.getTime() - b.due.getTime() || (a.id < b.id ? -1 : 1));
  const duties = all.map((duty) => {
    const how = howToAnswer(duty.answer);
    const line = how.line === duty.answer.example ? lineFor(duty, all) : how.line;
    // Of several schools 待办 says which, and how each is answered.
    return {
      name: duty.title,
      due: dueWords(duty),
      how: { ...how, line: owed.get(duty) === 1 ? line : '待办' },
    };
  });
  return text('reminders/later', { duties });
}

/** Of use until the last deadline; where all are over, for the rest of the morning. */
function endOf(duties: readonly Duty[], now: Date): Date {
  const last = Math.max(...duties.map(({ due }) => due.getTime()));
  return new Date(last > now.getTime() ? last : now.getTime() + LATE_MS);
}

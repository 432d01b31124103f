import type { ToTell } from '../casefiles/follow-up.ts';
import { forbids } from '../casefiles/rights.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { type Actor, byOf } from '../people/actor.ts';
import { ROLE_WORDS } from '../people/roles.ts';
import type { People } from '../people/types.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Decision } from './decisions.ts';
import { DROPOUT_FILE } from './dropout-document.ts';
import { type NextFor, nextLines } from './next-lines.ts';
import { notDecided } from './not-decided.ts';
import { DROPOUT_MOVES, type DropoutMove } from './transitions.ts';
import type { DecidedCase, Deciding, DropoutCase, DropoutStore } from './types.ts';

/** A message that decides on a case, as far as deciding goes. */
export interface Asking {
  readonly actor: Actor;
  readonly now: Date;
  readonly today: LocalDate;
  /** The effect key of the line: the entry that it makes bears it. */
  readonly key: string;
  readonly text: FillReply;
  readonly services: {
    readonly people: Pick<People, 'accountsOf'>;
    readonly dropouts: Pick<DropoutStore, 'decide' | 'judge'>;
  };
}

/** Who decides in this message, from all of their accounts. */
export async function whoDecides({
  actor,
  now,
  today,
  services,
}: Pick<Asking, 'actor' | 'now' | 'today' | 'services'>): Promise<NextFor & Deciding> {
  const accounts = await services.people.accountsOf(actor);
  return { actor, accounts, today, by: byOf(actor), at: now };
}

/** Why this person does not make the move on this case, with lines that they can send; undefined: they may, or did. */
export async function notTheirs(
  asking: Asking,
  file: DropoutCase,
  move: DropoutMove,
): Promise<string | undefined> {
  if (isMade(asking, file)) return undefined;
  const who = await whoDecides(asking);
  const right = DROPOUT_MOVES[move].who;
  const why = forbids(who, right, file, DROPOUT_FILE.sight);
  if (why === undefined) return undefined;
  if (why === 'unseen') return asking.text('files/not-there');
  const roles = right.roles === 'anyone' ? [] : right.roles.map((role) => ROLE_WORDS[role][0]);
  return asking.text('dropouts/not-theirs', {
    no: file.no,
    same: why === 'same-person',
    roles: [...new Set(roles)],
    lines: await linesOf(asking, file, who),
  });
}

/**
 * Why the decision cannot be made now, whether of right or of the case, with lines that this person can send;
 * undefined: it can. Changes nothing. A message that is run again is not judged by what it did itself.
 */
export async function whyNotDecided(
  asking: Asking,
  file: DropoutCase,
  decision: Decision,
): Promise<string | undefined> {
  if (isMade(asking, file)) return undefined;
  const theirs = await notTheirs(asking, file, decision.move);
  if (theirs !== undefined) return theirs;
  const who = await whoDecides(asking);
  const judged = await asking.services.dropouts.judge(file.no, decision, who);
  return judged && notDecided(asking.text, file.no, judged, who);
}

/** The decision as an effect, and what became of it in words: those of `made` once it is made. */
export async function decisionBy(
  asking: Asking,
  { no }: DropoutCase,
  decision: Decision,
  tell: readonly ToTell[] = [],
): Promise<{
  readonly effect: Effect<DecidedCase>;
  readonly reply: (
    done: DecidedCase,
    made: (file: DropoutCase, lines: readonly string[]) => string,
  ) => string;
}> {
  const who = await whoDecides(asking);
  return {
    effect: asking.services.dropouts.decide(no, decision, { ...who, tell }),
    reply: (done, made) => {
      const not = notDecided(asking.text, no, done, who);
      return not ?? ('file' in done ? made(done.file, nextLines(done.file, who)) : '');
    },
  };
}

/** The lines that this person could send about the file as it stands, the likeliest first. */
export async function linesFor(asking: Asking, file: DropoutCase): Promise<readonly string[]> {
  return linesOf(asking, file, await whoDecides(asking));
}

async function linesOf(
  { services }: Asking,
  file: DropoutCase,
  who: NextFor & Deciding,
): Promise<readonly string[]> {
  const judged = await services.dropouts.judge(file.no, { move: 'closed' }, who);
  return nextLines(file, { ...who, unready: judged?.unready ?? [] });
}

/** What the line decides stands in the file: the answer was lost on its way. */
const isMade = ({ key }: Asking, { entries }: DropoutCase): boolean => entries.some(({ id }) => id === key);

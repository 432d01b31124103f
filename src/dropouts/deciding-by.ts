import type { ToTell } from '../casefiles/follow-up.ts';
import { forbids } from '../casefiles/rights.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { type Actor, byOf } from '../people/actor.ts';
import type { People } from '../people/types.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Decision } from './decisions.ts';
import { DROPOUT_FILE } from './dropout-document.ts';
import { type NextFor, nextLines } from './next-lines.ts';
import { notDecided } from './not-decided.ts';
import { DROPOUT_MOVES } from './transitions.ts';
import type { DecidedCase, Deciding, DropoutCase, DropoutStore } from './types.ts';

/** A message that decides on a case, as far as deciding goes. */
export interface Asking {
  readonly actor: Actor;
  readonly now: Date;
  readonly today: LocalDate;
  readonly text: FillReply;
  readonly services: {
    readonly people: Pick<People, 'accountsOf'>;
    readonly dropouts: Pick<DropoutStore, 'decide' | 'judge'>;
  };
}

/** Why this person may not make this decision now, with the lines that they could send instead; undefined: they may. */
export async function whyNotDecided(
  asking: Asking,
  file: DropoutCase,
  decision: Decision,
): Promise<string | undefined> {
  const { text, services } = asking;
  const who = await readerOf(asking);
  const deciding = decidingOf(asking, who.accounts);
  const why = forbids(who, DROPOUT_MOVES[decision.move].who, file, DROPOUT_FILE.sight);
  if (why === 'role' || why === 'unseen') return notTheirs(asking, file, who, deciding);
  const judged = await services.dropouts.judge(file.no, decision, deciding);
  return judged && notDecided(text, file.no, judged, who);
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
  const who = await readerOf(asking);
  const deciding = { ...decidingOf(asking, who.accounts), tell };
  return {
    effect: asking.services.dropouts.decide(no, decision, deciding),
    reply: (done, made) => {
      const not = notDecided(asking.text, no, done, who);
      return not ?? ('file' in done ? made(done.file, nextLines(done.file, who)) : '');
    },
  };
}

/** The lines that this person could send about the file as it stands, the likeliest first. */
export async function linesFor(asking: Asking, file: DropoutCase): Promise<readonly string[]> {
  const who = await readerOf(asking);
  return linesOf(asking, file, who, decidingOf(asking, who.accounts));
}

async function notTheirs(
  asking: Asking,
  file: DropoutCase,
  who: NextFor,
  deciding: Deciding,
): Promise<string> {
  const lines = await linesOf(asking, file, who, deciding);
  return asking.text('dropouts/not-by-you', { no: file.no, lines });
}

async function linesOf(
  { services }: Asking,
  file: DropoutCase,
  who: NextFor,
  deciding: Deciding,
): Promise<readonly string[]> {
  const judged = await services.dropouts.judge(file.no, { move: 'closed' }, deciding);
  return nextLines(file, { ...who, unready: judged?.unready ?? [] });
}

async function readerOf({ actor, today, services }: Asking): Promise<NextFor> {
  return { actor, today, accounts: await services.people.accountsOf(actor) };
}

function decidingOf({ actor, now }: Asking, accounts: readonly string[]): Deciding {
  return { by: byOf(actor), at: now, accounts };
}

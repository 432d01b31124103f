import { forbids } from '../casefiles/rights.ts';
import { byOf } from '../people/actor.ts';
import { ROLE_WORDS } from '../people/roles.ts';
import type { People } from '../people/types.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Decision } from './decisions.ts';
import { type NextFor, nextLines } from './next-lines.ts';
import { notDecided } from './not-decided.ts';
import { DROPOUT_MOVES, type DropoutMove } from './transitions.ts';
import type { Deciding, DropoutCase, DropoutStore } from './types.ts';

/** A message in which somebody decides on a case. */
export interface Decider {
  readonly actor: NextFor['actor'] & { readonly key: string };
  readonly now: Date;
  readonly today: NextFor['today'];
  readonly text: FillReply;
  readonly services: {
    readonly people: Pick<People, 'accountsOf'>;
    readonly dropouts: Pick<DropoutStore, 'judge'>;
  };
}

/** Who decides in this message, from all of their accounts. */
export async function whoDecides({
  actor,
  now,
  today,
  services,
}: Omit<Decider, 'text'>): Promise<NextFor & Deciding> {
  const accounts = await services.people.accountsOf(actor);
  return { actor, accounts, today, by: byOf(actor), at: now };
}

/** Why this person does not make the move on this case, with lines that they can send; undefined: they may. */
export function notTheirs(
  text: FillReply,
  file: DropoutCase,
  move: DropoutMove,
  who: NextFor,
): string | undefined {
  const right = DROPOUT_MOVES[move].who;
  const why = forbids(who, right, file, { ownFor: 'bound' });
  if (why === undefined) return undefined;
  if (why === 'unseen') return text('files/not-there');
  const roles = right.roles === 'anyone' ? [] : right.roles.map((role) => ROLE_WORDS[role][0]);
  return text('dropouts/not-theirs', {
    no: file.no,
    same: why === 'same-person',
    roles: [...new Set(roles)],
    lines: nextLines(file, who),
  });
}

/** Why the decision cannot be made now, whether of right or of the case; undefined: it can. Changes nothing. */
export async function whyNotDecided(
  { text, services }: Pick<Decider, 'text' | 'services'>,
  file: DropoutCase,
  decision: Decision,
  who: NextFor & Deciding,
): Promise<string | undefined> {
  const theirs = notTheirs(text, file, decision.move, who);
  if (theirs !== undefined) return theirs;
  const done = await services.dropouts.judge(file.no, decision, who);
  return done === undefined ? undefined : notDecided(text, file.no, done, who);
}

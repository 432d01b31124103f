import { maySee } from '../casefiles/rights.ts';
import { byOf } from '../people/actor.ts';
import { ROLE_WORDS } from '../people/roles.ts';
import type { People } from '../people/types.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Decision } from './decisions.ts';
import { LACK_WORDS } from './lacks.ts';
import { type NextFor, nextLines } from './next-lines.ts';
import { HAZARD_MOVES, HAZARD_STATES, type HazardMove } from './transitions.ts';
import type { DecidedHazard, Deciding, Hazard, HazardStore } from './types.ts';
import { hazardForbids, SIGHT } from './whose.ts';

/** A message in which somebody decides on a hazard. */
export interface Decider {
  readonly actor: NextFor['actor'] & { readonly key: string };
  readonly now: Date;
  readonly today: NextFor['today'];
  /** The effect key of the line: the entry that it makes bears it. */
  readonly key: string;
  readonly text: FillReply;
  readonly services: {
    readonly people: Pick<People, 'accountsOf'>;
    readonly hazards: Pick<HazardStore, 'consider'>;
  };
}

/** Who decides, from all of their accounts. */
export type HazardWho = NextFor & Deciding;

/** Who decides in this message, from all of their accounts. */
export async function whoDecides({
  actor,
  now,
  today,
  services,
}: Omit<Decider, 'text' | 'key'>): Promise<HazardWho> {
  const accounts = await services.people.accountsOf(actor);
  return { actor, accounts, today, by: byOf(actor), at: now };
}

/** Why a decision was not made, with the lines that this person could send instead; undefined: it was made. */
export function notDecided(
  text: FillReply,
  no: string,
  done: DecidedHazard,
  who: NextFor,
): string | undefined {
  if (done.outcome === 'missing') return text('files/not-there');
  if (done.outcome !== 'declined') return undefined;
  if (done.why === 'full') return text('files/full', { no });
  const { file } = done;
  const lines = nextLines(file, who);
  if (done.why !== 'refused')
    return text('hazards/declined', { no, state: HAZARD_STATES[file.state].word, lines });
  return text('hazards/lacks', { no, lacks: (done.lacks ?? []).map((one) => LACK_WORDS[one]), lines });
}

/**
 * Why the decision cannot be made now, whether of right or of the hazard; undefined: it can. Changes nothing. A message
 * that is run again is not judged by what it did itself.
 */
export async function whyNotDecided(
  { text, services, key }: Pick<Decider, 'text' | 'services' | 'key'>,
  file: Hazard,
  decision: Decision,
  who: NextFor & Deciding,
): Promise<string | undefined> {
  if (file.entries.some(({ id }) => id === key)) return undefined;
  const done = await services.hazards.consider(file.no, decision, who);
  // Where the hazard stands says more than whose step it would be.
  if (done?.outcome === 'declined' && done.why === 'state') return notDecided(text, file.no, done, who);
  const theirs = notTheirs(text, file, decision.move, who);
  if (theirs !== undefined) return theirs;
  return done === undefined ? undefined : notDecided(text, file.no, done, who);
}

function notTheirs(text: FillReply, file: Hazard, move: HazardMove, who: NextFor): string | undefined {
  const why = hazardForbids(who, move, file);
  if (why === undefined) return undefined;
  // Who reported it elsewhere knows that it is there.
  if (why === 'unseen' && !maySee(who, file, SIGHT)) return text('files/not-there');
  const { roles } = HAZARD_MOVES[move].who;
  return text('hazards/not-theirs', {
    no: file.no,
    same: why === 'same-person',
    roles: roles === 'anyone' ? [] : [...new Set(roles.map((role) => ROLE_WORDS[role][0]))],
    lines: nextLines(file, who),
  });
}

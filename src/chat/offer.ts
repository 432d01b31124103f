import type { Choice } from './command.ts';
import type { Dialogue } from './dialogue.ts';
import type { Outcome } from './outcome.ts';
import { soundsViolent } from './parse/plain-talk.ts';
import type { Turn } from './turn.ts';
import { understoodWords } from './understood-words.ts';

type Offer = Extract<Dialogue, { kind: 'offer' }>;

/** As long as somebody remembers what was offered. */
export const OFFER_MS = 10 * 60_000;

/**
 * Offers to run one of these lines, which hold the words first said: one to say 是 to where it is `sure`, else some to
 * choose from by number. What is not taken within ten minutes is offered no more.
 */
export function makeOffer(
  turn: Turn,
  choices: readonly Choice[],
  { sure, ...how }: { readonly sure: boolean; readonly urgent?: boolean; readonly recall?: boolean },
): Outcome {
  const until = new Date(turn.now.getTime() + OFFER_MS).toISOString();
  return {
    text: offerText(turn, choices, { sure, ...how }),
    dialogue: { kind: 'offer', choices: [...choices], sure, until },
  };
}

/** The same offer with another line in the first place. */
export function offerAgain(turn: Turn, { choices: [first] }: Offer): Outcome {
  return first === undefined
    ? { text: turn.text('dialogue/offer-declined') }
    : makeOffer(turn, [first], { sure: true });
}

/** What an offer says, with what would be stored. */
export function offerText(
  turn: Turn,
  choices: readonly Choice[],
  {
    sure,
    urgent = false,
    recall = false,
  }: { readonly sure: boolean; readonly urgent?: boolean; readonly recall?: boolean },
): string {
  const [first] = choices;
  const duty = turn.gazetteer.county.dutyPhone;
  if (!sure || first === undefined) return turn.text('dialogue/offer-some', { choices, urgent, duty });
  return turn.text('dialogue/offer', {
    what: first.label,
    understood: turn.message.chat.kind === 'group' ? [] : understoodWords(turn, first.line),
    violent: soundsViolent(first.line),
    recall,
    duty,
  });
}

import { amendedOffer } from './amend-offer.ts';
import { answerDialogue, type Dialogue } from './dialogue.ts';
import { offerAgain, offerText } from './offer.ts';
import type { Outcome } from './outcome.ts';
import type { Turn } from './turn.ts';

/**
 * A yes, a number, a no or a correction of what was offered: the line to be run, or what is said instead. Undefined:
 * none of these, and the words are read for themselves. What was offered too long ago is run no more.
 */
export async function takeOffer(
  turn: Turn,
  offer: Extract<Dialogue, { kind: 'offer' }>,
  { from, text }: { readonly from: string; readonly text: string },
): Promise<Outcome | { readonly line: string } | undefined> {
  const amended = amendedOffer(turn, offer, text);
  const said = answerDialogue(offer, text);
  if (amended === undefined && said.kind === 'none') return undefined;
  const over = turn.now > new Date(offer.until);
  if (!over && amended !== undefined) return offerAgain(turn, amended);
  if (!over && said.kind === 'again') return { text: offerText(turn, offer.choices, offer), dialogue: offer };
  await turn.deps.dialogues.clear(turn.place, from);
  if (over) return { text: turn.text('dialogue/offer-over') };
  return said.kind === 'run' ? { line: said.line } : { text: turn.text('dialogue/offer-declined') };
}

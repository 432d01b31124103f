import { halfWidth, visibleText } from '../kit/width.ts';
import { actionOf } from './action.ts';
import { correctedWords } from './corrected-words.ts';
import type { Dialogue } from './dialogue.ts';
import type { Turn } from './turn.ts';

const CORRECTS = /^(?:不对|不是|不[ ,]*是|错了?|说错|写错|搞错|改一?下|改成|改为|应该?是|更正|哦不|是)/u;
/**
 * The offer with what was corrected of it: 不对，是六年级. The new words stand behind the label of what they are, so that
 * they count before the old ones. Undefined where the words correct nothing that can be read. Pure.
 */
export function amendedOffer(
  turn: Turn,
  offer: Extract<Dialogue, { kind: 'offer' }>,
  text: string,
): Extract<Dialogue, { kind: 'offer' }> | undefined {
  const said = halfWidth(visibleText(text)).trim();
  const [first] = offer.choices;
  if (!offer.sure || first === undefined || !CORRECTS.test(said)) return undefined;
  const at = first.line.indexOf(' ');
  const command = turn.deps.registry.byName(first.line.slice(0, at));
  if (command === undefined) return undefined;
  const { does, rest } = actionOf({ command, rest: first.line.slice(at + 1) }, turn);
  const words = correctedWords(turn, { args: does.args }, said);
  if (words.length === 0) return undefined;
  const line = `${command.name} ${words.join(' ')} ${rest}`;
  return { ...offer, choices: [{ ...first, line }] };
}

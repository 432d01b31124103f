import { actionOf } from './action.ts';
import { askMissing, askWhichPlace } from './ask.ts';
import type { Choice } from './command.ts';
import type { Outcome } from './outcome.ts';
import { ownCandidate, withOwnPlace } from './own-place.ts';
import { parseArgs } from './parse/parse-args.ts';
import { soundsViolent } from './parse/plain-talk.ts';
import type { Turn } from './turn.ts';
import { understoodWords } from './understood-words.ts';

/**
 * A report offered in private that could not be filed as it stands is asked about at once: which of several places is
 * meant, or what is missing. Undefined where nothing is.
 */
export function askForGap(turn: Turn, offered: Choice): Outcome | undefined {
  if (turn.message.chat.kind === 'group' || offered.line.includes('\n')) return undefined;
  const at = offered.line.indexOf(' ');
  const command = turn.deps.registry.byName(offered.line.slice(0, at));
  if (command === undefined) return undefined;
  const line = { command, rest: offered.line.slice(at + 1), number: 1 };
  const action = actionOf(line, turn);
  const parsed = parseArgs(action.does.args, action.rest, turn);
  const open = parsed.ambiguous.find((one) => ownCandidate(turn, one) === undefined);
  const [missing] = parsed.ambiguous.length > 0 ? [] : withOwnPlace(turn, parsed).missing;
  const asked =
    (open && askWhichPlace(turn, line, action, open, parsed)) ??
    (missing && askMissing(turn, line, action, missing, parsed));
  if (asked === undefined) return undefined;
  const before = turn.text('dialogue/offer-asks', {
    what: offered.label,
    understood: understoodWords(turn, offered.line),
    violent: soundsViolent(offered.line),
    duty: turn.gazetteer.county.dutyPhone,
  });
  return { ...asked, text: `${before}\n${asked.text}` };
}

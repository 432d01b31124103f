import type { Outcome } from './outcome.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import { plainTalk } from './parse/plain-talk.ts';
import { quotedNumber } from './quoted-file.ts';
import { runLine } from './run-line.ts';
import type { Turn } from './turn.ts';
import type { Act } from './understand/acts.ts';
import type { Ranking } from './understand/reader.ts';

const MEANS_NOTHING: readonly Act[] = ['thanks', 'small-talk', 'accept', 'decline', 'withdraw', 'how-to'];

/**
 * Whatever else is said to a quoted receipt is said about its file: what asks is answered, what tells is added. Undefined
 * where nothing is told with it, or another report is.
 */
export async function answerQuoted(turn: Turn, ranking: Ranking): Promise<Outcome | undefined> {
  const { message, deps, gazetteer } = turn;
  const number = quotedNumber(message);
  const command = deps.registry.byName('个案');
  const [best] = ranking;
  if (number === undefined || !/^[KY]/.test(number) || command === undefined || best === undefined)
    return undefined;
  if (caseNumbersIn(message.text).length > 0 || MEANS_NOTHING.includes(best.act)) return undefined;
  if (['greeting', 'thanks'].includes(plainTalk(message.text) ?? '')) return undefined;
  const another = best.act.startsWith('report') && gazetteer.scan(message.text).length > 0;
  if (another || best.act === 'several') return undefined;
  const rest = `${number} ${message.text.replace(/\s+/g, ' ').trim()}`;
  const outcome = await runLine(turn, { command, rest, number: 1 });
  // Whatever it is, everybody there reads it beside the number of a child.
  const ofChild = number.startsWith('K') && message.chat.kind === 'group';
  return ofChild ? { ...outcome, personal: true } : outcome;
}

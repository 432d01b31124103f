import { asksTotals } from '../duties/totals-meant.ts';
import type { Outcome } from './outcome.ts';
import { totalsTalk } from './parse/totals-talk.ts';
import { hasRole } from './rights.ts';
import { runLine } from './run-line.ts';
import type { Turn } from './turn.ts';

/**
 * A question in plain words for a figure that units answer to some duty: answered as 汇总 would, by who may ask that.
 * Undefined where no duty collects what is asked for.
 */
export async function answerTotals(turn: Turn): Promise<Outcome | undefined> {
  const { deps, actor, message, now } = turn;
  const command = deps.registry.byName('汇总');
  const said = totalsTalk(message.text);
  if (said === undefined || command === undefined || !hasRole(command, actor)) return undefined;
  if (!asksTotals(await deps.services.duties.lately(now), said)) return undefined;
  return runLine(turn, { command, rest: said, number: 1 });
}

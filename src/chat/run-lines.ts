import { toError } from '../errors.ts';
import { defined } from '../kit/defined.ts';
import { actionOf } from './action.ts';
import type { CommandLine } from './command-line.ts';
import type { Outcome } from './outcome.ts';
import { runLine } from './run-line.ts';
import type { Turn } from './turn.ts';

/** The lines of one message, one after the other, as one answer. */
export async function runLines(turn: Turn, lines: readonly CommandLine[]): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const line of lines)
    outcomes.push(await guarded(turn, () => (lines.length > 1 ? runAmong(turn, line) : runLine(turn, line))));
  const asking = outcomes.findLast((outcome) => outcome.dialogue !== undefined);
  const again = outcomes.map((outcome) => outcome.again);
  const [only] = outcomes.length === 1 ? outcomes : [];
  return {
    ...defined({ before: only?.before }),
    text: outcomes
      .map((outcome) => [only ? '' : outcome.before, outcome.text].filter(Boolean).join('\n'))
      .join('\n'),
    personal: outcomes.some((outcome) => outcome.personal === true),
    ...(again.includes(undefined) ? {} : { again: again.join('\n') }),
    ...(asking?.dialogue === undefined
      ? {}
      : { dialogue: asking.dialogue, privately: asking.privately ?? false }),
  };
}

/** Of several lines none decides: one 确认 would be said to all of them. */
async function runAmong(turn: Turn, line: CommandLine): Promise<Outcome> {
  if (actionOf(line, turn).does.effect !== 'decides') return runLine(turn, line);
  return { text: turn.text('dialogue/decide-alone', { line: `${line.command.name} ${line.rest}`.trim() }) };
}

/** An error stops this run, and the inbox runs the message again. */
async function guarded(turn: Turn, run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (thrown) {
    turn.deps.onError('command-failed', toError(thrown));
    throw thrown;
  }
}

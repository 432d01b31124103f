import { toError } from '../errors.ts';
import { defined } from '../kit/defined.ts';
import type { CommandLine } from './command-line.ts';
import { toConfirmAll } from './confirm-several.ts';
import type { Outcome } from './outcome.ts';
import { runLine } from './run-line.ts';
import type { Turn } from './turn.ts';

/** The lines of one message, one after the other, as one answer; those that decide are asked about together. */
export async function runLines(turn: Turn, lines: readonly CommandLine[]): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const line of lines) {
    const outcome = await guarded(turn, () => runLine(turn, line));
    outcomes.push(lines.length > 1 ? notAmongOthers(turn, outcome) : outcome);
  }
  const question = toConfirmAll(turn, outcomes);
  if (question === undefined) return joined(outcomes);
  const others = outcomes.filter(({ asks }) => asks === undefined);
  return others.length === 0 ? question : joined([...others, question]);
}

/** What must be said again is read by itself: beside other questions nobody would know what is repeated. */
function notAmongOthers(turn: Turn, outcome: Outcome): Outcome {
  const { dialogue } = outcome;
  if (dialogue?.kind !== 'confirm' || dialogue.repeat === undefined) return outcome;
  return { text: turn.text('dialogue/confirm-alone', { line: dialogue.line }) };
}

function joined(outcomes: readonly Outcome[]): Outcome {
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

/** An error stops this run, and the inbox runs the message again. */
async function guarded(turn: Turn, run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (thrown) {
    turn.deps.onError('command-failed', toError(thrown));
    throw thrown;
  }
}

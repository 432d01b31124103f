import { defined } from '../kit/defined.ts';
import type { Matter, ReplyResult } from './command.ts';
import type { CommandLine } from './command-line.ts';
import type { Outcome } from './outcome.ts';
import type { Turn } from './turn.ts';

/**
 * What stands between a line that decides and its run: the question with what it is about, or a reply where it cannot
 * be decided. Undefined: it was confirmed, and what it is about is still what was shown. A re-run of the message that
 * confirmed it does not look again, because its own first run may have moved the file on.
 */
export async function toConfirm(
  turn: Pick<Turn, 'entry' | 'text'>,
  line: CommandLine,
  about: () => Promise<Matter | ReplyResult | undefined>,
  { final }: { readonly final: boolean } = { final: true },
): Promise<Outcome | ReplyResult | undefined> {
  const name = `${line.number}.confirmed`;
  if (turn.entry.recall(name) !== undefined) return undefined;
  const matter = await about();
  if (matter === undefined) return undefined;
  if ('reply' in matter) return matter;
  if (line.confirmed === matter.version) {
    await turn.entry.freeze(name, async () => matter.version);
    return undefined;
  }
  return question(turn, line, matter, final);
}

function question(
  turn: Pick<Turn, 'text'>,
  { command, rest, confirmed }: CommandLine,
  matter: Matter,
  final: boolean,
): Outcome {
  const { words, version, repeat } = matter;
  const last = final || matter.final === true;
  const line = `${command.name} ${rest}`.trim();
  return {
    text: turn.text('dialogue/confirm', { line, words, final: last, moved: confirmed !== undefined, repeat }),
    dialogue: { kind: 'confirm', line, version, ...defined({ repeat }) },
    // What must be said again is no part of a list to which one 确认 is said.
    ...(repeat === undefined ? { asks: { line, words, version } } : {}),
  };
}

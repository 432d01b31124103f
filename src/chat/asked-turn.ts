import { figuresLine, goesOn, namesFigures, nextFiguresLine } from './asked-figures.ts';
import { listLine } from './asked-list.ts';
import type { CommandLine } from './command-line.ts';
import { askedPlace } from './dialogue.ts';
import { answerHow } from './how-turn.ts';
import type { Read } from './offer-turn.ts';
import type { Outcome } from './outcome.ts';
import { asksList } from './parse/list-talk.ts';
import { soundsLikeReport } from './parse/plain-talk.ts';
import { hasRole } from './rights.ts';
import { runLine } from './run-line.ts';
import type { Turn } from './turn.ts';

/** From so likely on a question is answered as such: nothing is stored by it. */
const ASKED = 0.55;

/**
 * Words that ask for figures, for a list or how something is done, and are no report: answered at once, since nothing is
 * stored. Undefined: they may want something else.
 */
export async function answerAsked(turn: Turn, { ranking }: Read): Promise<Outcome | undefined> {
  const text = turn.message.text;
  const figures = figuresLine(turn, text);
  if (figures !== undefined) return asked(turn, figures);
  const [best] = ranking;
  if (best === undefined || best.chance < ASKED) return undefined;
  if (best.act === 'how-to' && soundsLikeReport(text) === undefined) return answerHow(turn);
  if (best.act === 'ask-list') return asked(turn, listLine(turn, text));
  const command = turn.deps.registry.byName('查');
  return best.act === 'ask-count' && command && namesFigures(turn, text)
    ? asked(turn, { command, rest: text.trim(), number: 1 })
    : undefined;
}

/** A list asked for in so many words, or a question that goes on from the one before, of the same day. */
export async function answerNext(turn: Turn): Promise<Outcome | undefined> {
  const text = turn.message.text.trim();
  if (asksList(text)) {
    const line = listLine(turn, text);
    return line && runLine(turn, line);
  }
  if (!goesOn(text) || turn.message.sender.id === '') return undefined;
  const before = await turn.deps.dialogues.get(askedPlace(turn.place), turn.today);
  const last = before?.dialogue.kind === 'asked' ? before.dialogue.line : undefined;
  return asked(turn, last === undefined ? undefined : nextFiguresLine(turn, text, last));
}

/** Who may not ask for that is told so only where they asked in so many words. */
async function asked(turn: Turn, line: CommandLine | undefined): Promise<Outcome | undefined> {
  return line !== undefined && hasRole(line.command, turn.actor) ? runLine(turn, line) : undefined;
}

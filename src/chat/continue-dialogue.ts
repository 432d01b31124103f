import { defined } from '../kit/defined.ts';
import type { CommandLine } from './command-line.ts';
import { answerDialogue, type Dialogue, type OpenDialogue } from './dialogue.ts';
import { offerText } from './offer.ts';
import { chooseFrom, type Outcome } from './outcome.ts';
import { answersNothing } from './parse/plain-talk.ts';
import { acceptsOffer } from './parse/yes-no.ts';
import { runLines } from './run-lines.ts';
import { takeOffer } from './take-offer.ts';
import type { Turn } from './turn.ts';
import { understand } from './understand.ts';

/** What a text means to the dialogue that is open; undefined: nothing, and it may be anything else. */
export async function continueDialogue(
  turn: Turn,
  open: OpenDialogue,
  text: string,
): Promise<Outcome | undefined> {
  if (open.dialogue.kind === 'asked') return undefined;
  if (/^(继续|接着填|continue)$/iu.test(text.trim())) return resume(turn, open.dialogue);
  if (open.paused && isConfirm(open.dialogue) && /^(确认(?:\s.*)?|确定|确认办理)$/u.test(text.trim()))
    return { text: turn.text('dialogue/confirm-paused') };
  // A yes to a report that lacks something answers no question.
  if (!open.paused && open.dialogue.kind === 'ask' && acceptsOffer(text)) return resume(turn, open.dialogue);
  if (open.paused || (open.dialogue.kind === 'ask' && answersNothing(text))) return undefined;
  if (open.dialogue.kind === 'offer') {
    const taken = await takeOffer(turn, open.dialogue, { from: open.from, text });
    return taken !== undefined && 'line' in taken ? runAgain(turn, taken.line, {}) : taken;
  }
  return answered(turn, open, text);
}

async function answered(turn: Turn, open: OpenDialogue, text: string): Promise<Outcome | undefined> {
  const said = answerDialogue(open.dialogue, text);
  if (said.kind === 'none') return undefined;
  if (said.kind === 'again') return resume(turn, open.dialogue);
  if (said.kind === 'copy') return { text: turn.text('dialogue/copy-to-write', { line: said.line }) };
  await turn.deps.dialogues.clear(turn.place, open.from);
  if (said.kind === 'cancelled')
    return {
      text: turn.text(isConfirm(open.dialogue) ? 'dialogue/not-confirmed' : 'dialogue/cancelled'),
    };
  if (said.kind === 'skip') return skipped(turn, open.dialogue);
  if (said.kind === 'run-several') return runSeveral(turn, said.lines);
  const asked = open.dialogue.kind === 'ask' ? open.dialogue.asked : 0;
  return runAgain(turn, said.line, { asked, ...defined({ confirmed: said.confirmed }) });
}

const isConfirm = ({ kind }: Dialogue): boolean => kind === 'confirm' || kind === 'confirm-several';

async function resume(turn: Turn, dialogue: Dialogue): Promise<Outcome> {
  if (dialogue.kind === 'choose')
    return chooseFrom(turn, turn.text('dialogue/choose-again'), dialogue.choices);
  if (dialogue.kind === 'offer') return { text: offerText(turn, dialogue.choices, dialogue), dialogue };
  // What it is about is read anew, and shown as it is now.
  if (dialogue.kind === 'confirm') return runAgain(turn, dialogue.line, {});
  if (dialogue.kind === 'confirm-several')
    return runSeveral(
      turn,
      dialogue.lines.map(({ line }) => ({ line })),
    );
  return dialogue.kind === 'asked'
    ? { text: turn.text('dialogue/nothing-to-continue') }
    : { text: turn.text('dialogue/ask-again', { question: dialogue.question }), dialogue };
}

function skipped(turn: Turn, dialogue: Dialogue): Outcome {
  return {
    text: turn.text(
      dialogue.kind === 'ask' && dialogue.optional ? 'dialogue/skipped' : 'dialogue/skipped-required',
    ),
  };
}

/** The line of a dialogue, with what it is known about it. */
async function runAgain(
  turn: Turn,
  line: string,
  known: Pick<CommandLine, 'asked' | 'confirmed'>,
): Promise<Outcome> {
  const understood = understand(turn, line);
  if (understood.kind === 'unknown')
    return { text: turn.text('refusals/unknown', { duty: turn.gazetteer.county.dutyPhone }) };
  return runLines(
    turn,
    understood.lines.map((one) => ({ ...one, ...known })),
  );
}

/** The lines that were confirmed together, each by itself; one that has moved on since is asked about anew. */
async function runSeveral(
  turn: Turn,
  lines: readonly { readonly line: string; readonly version?: string }[],
): Promise<Outcome> {
  const known = lines.flatMap(({ line, version }) => {
    const understood = understand(turn, line);
    const [one] = understood.kind === 'commands' ? understood.lines : [];
    return one === undefined ? [] : [{ ...one, ...defined({ confirmed: version }) }];
  });
  return runLines(
    turn,
    known.map((one, at) => ({ ...one, number: at + 1 })),
  );
}

import type { Choice } from './command.ts';
import type { Dialogue } from './dialogue.ts';
import type { Turn } from './turn.ts';

/** What became of one line: the text to show, what is asked next, and whether something was stored. */
export interface Outcome {
  readonly text: string;
  readonly dialogue?: Dialogue;
  /** Keep the dialogue in the person's private chat although this is a group. */
  readonly privately?: boolean;
  readonly filed?: boolean;
  /** What is said before the text and is no part of its pages. */
  readonly before?: string;
  /** The line that shows this again, page by page, in words that fit the chat; none where asking again would write. */
  readonly again?: string;
  /** A person's name, number or the like was among the words. */
  readonly personal?: boolean;
  /** What 确认 is asked for: several such lines of one message are shown together. */
  readonly asks?: { readonly line: string; readonly words: string; readonly version: string };
  /** The text already asks to recall the message. */
  readonly recalls?: boolean;
}

/** A numbered choice under an introduction; the last line is the first choice's own line, ready to copy. */
export function chooseFrom(
  turn: Turn,
  intro: string,
  choices: readonly (Choice & { copyOnly?: boolean })[],
): Outcome {
  return {
    text: turn.text('dialogue/choose', { intro, choices }),
    dialogue: { kind: 'choose', choices: [...choices] },
  };
}

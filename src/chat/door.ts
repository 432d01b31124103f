import { defined } from '../kit/defined.ts';
import type { IncomingMessage } from './message.ts';

/** The most characters a message may have: more is nobody's line, and reading it would keep everybody waiting. */
export const MOST_CHARACTERS = 4_000;

/** Of a text that is too long this much is read from its end: a cry for help may stand there. */
const FROM_THE_END = 1_000;

/** A message as it is let in. */
export interface LetIn {
  /** Holds no text longer than the limit, quotes included. */
  readonly message: IncomingMessage;
  /** It said more than is read, so nothing it asks for is done. */
  readonly tooLong: boolean;
}

/** The one place where length is looked at: whatever reads a message behind it reads a short one. */
export function letIn(message: IncomingMessage): LetIn {
  const { text, cardKey, quote } = message;
  const shortened: IncomingMessage = {
    ...message,
    text: shorten(text),
    ...defined({
      cardKey: cardKey && shorten(cardKey),
      quote: quote && { ...quote, text: shorten(quote.text) },
    }),
  };
  return { message: shortened, tooLong: isLong(text) || isLong(cardKey ?? '') };
}

function isLong(text: string): boolean {
  if (text.length <= MOST_CHARACTERS) return false;
  // Characters beyond the first plane count once and have a length of two.
  return text.length > 2 * MOST_CHARACTERS || [...text].length > MOST_CHARACTERS;
}

/** Beginning and end, a line break between them. */
function shorten(text: string): string {
  if (!isLong(text)) return text;
  const head = text.slice(0, MOST_CHARACTERS - FROM_THE_END - 1);
  return `${head}\n${text.slice(-FROM_THE_END)}`.replace(/\p{Cs}/gu, '');
}

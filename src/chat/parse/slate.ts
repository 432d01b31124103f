import { halfWidth } from '../../kit/width.ts';

/** Where in the text something was found, end exclusive, and what it means. */
export interface FoundAt<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** A stretch of text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Stands for a taken character (private use, so nobody types it): no recogniser matches it, and it parts words as a blank does. */
export const TAKEN = '\ue000';
/** What parts words, as the inside of a character class. */
export const SEPARATORS = `\\s,，、;；。|/()!?！？“”"<>\\ue000`;

/** The arguments of one command while recognisers take what they know, piece by piece. */
export interface Slate {
  /** As typed. */
  readonly raw: string;
  /** Half width, what was taken replaced by TAKEN; same length as `raw`. */
  free(): string;
  take(span: Span): void;
  /** Words not yet taken, in order. */
  words(): readonly (Span & { readonly text: string })[];
  /** What is left, as typed: pieces joined by one blank, marks around them trimmed. */
  rest(): string;
}

/** A fresh slate over text that is already `visibleText`. */
export function createSlate(raw: string): Slate {
  let free = halfWidth(raw).replaceAll(TAKEN, ' ');
  return {
    raw,
    free: () => free,
    take: ({ start, end }) => {
      free = free.slice(0, start) + TAKEN.repeat(Math.max(0, end - start)) + free.slice(Math.max(start, end));
    },
    words: () => wordsOf(free),
    rest: () => restOf(raw, free),
  };
}

const WORD = new RegExp(`[^${SEPARATORS}]+`, 'g');
/** Words of a half-width text with their places. */
export function wordsOf(text: string): readonly (Span & { readonly text: string })[] {
  return [...text.matchAll(WORD)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
}

const AROUND = /^[\s,，、;；。.:：=|/)）\]】\-~·!！?？“”"]+|[\s,，、;；。:：=|/(（[【\-~·!！“”"]+$/g;
function restOf(raw: string, free: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const piece of free.split(new RegExp(`${TAKEN}+`))) {
    const start = free.indexOf(piece, at);
    at = start + piece.length;
    pieces.push(raw.slice(start, at).replace(AROUND, ''));
  }
  return pieces
    .filter((piece) => piece !== '' && !/^[(（)）]+$/.test(piece))
    .join(' ')
    .replace(/\s*\n\s*|\s{2,}/g, ' ');
}

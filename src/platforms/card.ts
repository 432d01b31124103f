import type { Button } from '../chat/reply.ts';

/** A question with buttons, for one private chat. Pressing a button is the same as sending its line. */
export interface Card {
  /** Names the question: the same name is the same card, on every instance. The stream id of an answer will do. */
  readonly key: string;
  /** Official words only: it stands on locked screens. */
  readonly title: string;
  /** The question. */
  readonly text: string;
  /** Each with the command line it stands for. */
  readonly buttons: readonly Button[];
}

/** The same question for clients that show no cards: every line that the text does not say already stands below it. */
export function textTwin({ text, buttons }: Pick<Card, 'text' | 'buttons'>): string {
  const unsaid = buttons.filter(({ line }) => !text.includes(line)).map(({ line }) => line);
  return [text, ...unsaid].join('\n');
}

/** Words for a card: one line, nothing invisible, at most `most` characters. */
export function cardWords(text: string, most: number): string {
  const plain = [...text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()];
  return plain.length <= most ? plain.join('') : `${plain.slice(0, most - 1).join('')}…`;
}

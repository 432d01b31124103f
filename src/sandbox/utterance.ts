import type { Scene } from './county.ts';
import type { ChatLine } from './history.ts';
import type { Picture } from './pictures.ts';

/** What a person said in the sandbox, on its way to the bot. */
export interface Utterance {
  readonly scene: Scene;
  readonly text: string;
  readonly picture?: Picture;
  /** What the person quoted (引用). */
  readonly quote?: Quoted;
}

/** A quoted line: its words, and its picture if that is still there. */
export interface Quoted {
  readonly text: string;
  readonly picture?: Picture;
}

/** What the bot answered, as far as the platform shows it. */
export type Answer = Pick<ChatLine, 'text' | 'format' | 'picture' | 'buttons'>;

/** What the simulated platform got back. `error` is shown to the person, in Chinese. */
export type Outcome =
  | ({ readonly kind: 'answered' } & Answer)
  | { readonly kind: 'promised' | 'silent' }
  | { readonly kind: 'failed'; readonly error: string };

/** Cuts `@name` (also `＠`) out of a text; a platform leaves one space where it stood at the start. */
export function withoutMention(text: string, botName: string): string {
  return text.replace(mentionPattern(botName), '').trim();
}

/** Whether the text calls the bot by name, as a group needs it. */
export function mentionsBot(text: string, botName: string): boolean {
  return mentionPattern(botName).test(text);
}

function mentionPattern(botName: string): RegExp {
  return new RegExp(`[@＠]${botName.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[ \\u2005\\u00a0]?`);
}

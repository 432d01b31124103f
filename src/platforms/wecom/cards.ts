import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Button } from '../../chat/reply.ts';
import { utf8Bytes } from '../../kit/bytes.ts';
import { type Card, cardWords } from '../card.ts';

const bytes = (most: number) =>
  z.string().refine((text) => utf8Bytes(text) <= most, `more than ${most} bytes`);
const words = (most: number) => z.string().refine((text) => [...text].length <= most, `longer than ${most}`);

const taskId = bytes(128).regex(/^[\w@-]+$/);

/** The card with buttons (button_interaction) within the vendor's limits; more than the suggested words are cut off by clients. */
const buttonCardSchema = z.object({
  card_type: z.literal('button_interaction'),
  main_title: z.object({ title: words(26).min(1) }),
  sub_title_text: words(112).min(1),
  button_list: z
    .array(
      z.object({ text: words(10).min(1), style: z.number().int().min(1).max(4), key: bytes(1_024).min(1) }),
    )
    .min(1)
    .max(6),
  task_id: taskId,
});

/** A card as the vendor takes it. */
export type ButtonCard = z.output<typeof buttonCardSchema>;

const BLUE = 1;
const GREY = 3;

/**
 * A question as a template_card; undefined when it does not fit one (more than six buttons, a line of more than
 * 1024 bytes, no words): then its text twin is all there is. The keys are the lines themselves: a click is read
 * like a line that was typed.
 */
export function buttonCard({ key, title, text, buttons }: Card): ButtonCard | undefined {
  return checked({
    card_type: 'button_interaction',
    main_title: { title: cardWords(title, 26) },
    sub_title_text: cardWords(text, 112),
    button_list: buttons.map(({ label, line }, n) => ({
      text: cardWords(label, 10),
      style: n === 0 ? BLUE : GREY,
      key: line,
    })),
    task_id: taskIdOf(key),
  });
}

/** A finished stream with its card. */
export interface StreamWithCard {
  readonly msgtype: 'stream_with_template_card';
  readonly stream: { readonly id: string; readonly finish: true; readonly content: string };
  readonly template_card: ButtonCard;
}

/** The card's id: the same for the same question, and free of what the question was about. */
export function taskIdOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

/** The answer to a click. Without `userids` everybody who has the card sees the new one. */
export interface CardUpdate {
  readonly response_type: 'update_template_card';
  readonly template_card: ButtonCard;
}

/**
 * The card after the click: the question is gone, what was done stands there, and one button shows it again. The
 * vendor's robots have no card without a button or an address to open. `task` is the one of the click. Undefined
 * when it does not fit.
 */
export function doneCard(
  task: string,
  { title, text, next }: { readonly title: string; readonly text: string; readonly next: Button },
): CardUpdate | undefined {
  const card = checked({
    card_type: 'button_interaction',
    main_title: { title: cardWords(title, 26) },
    sub_title_text: cardWords(text, 112),
    button_list: [{ text: cardWords(next.label, 10), style: GREY, key: next.line }],
    task_id: task,
  });
  return card === undefined ? undefined : { response_type: 'update_template_card', template_card: card };
}

function checked(card: ButtonCard): ButtonCard | undefined {
  const parsed = buttonCardSchema.safeParse(card);
  return parsed.success ? parsed.data : undefined;
}

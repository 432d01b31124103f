import { z } from 'zod';
import { type Card, cardWords, textTwin } from '../card.ts';
import { type ApiMessage, apiMessage, robotMessage } from './channels/content.ts';

/** Between one and five buttons; a link longer than this is cut by some clients. */
const MOST_LINK = 1_000;

const buttonSchema = z.object({
  label: z.string().min(1),
  line: z
    .string()
    .min(1)
    .refine((line) => encodeURIComponent(line).length <= MOST_LINK, 'too long for a link'),
});
const buttonsSchema = z.array(buttonSchema).min(1).max(5);

const LABEL = 16;
const TITLE = 30;

/** A question as DingTalk shows it: with buttons that make the person send the line, and the lines in the text. */
export interface QuestionCard {
  /** actionCard: the HTTP answer of a callback, a session webhook, a group's webhook. */
  readonly robot: object;
  /** sampleActionCard or sampleActionCard2 to 5, for the API. */
  readonly api: ApiMessage;
}

/**
 * A question with `dtmd` buttons; undefined when it does not fit one (more than five buttons, a line too long for a
 * link, a text too long): then its text twin is all there is. A tap sends the line as the person who tapped, so
 * that rights are theirs; there is nothing to update afterwards, for DingTalk changes no sent message.
 */
export function questionCard({ title, text, buttons }: Card): QuestionCard | undefined {
  const labelled = buttons.map(({ label, line }) => ({ label: cardWords(label, LABEL), line }));
  const checked = buttonsSchema.safeParse(labelled);
  if (!checked.success) return undefined;
  const content = {
    title: cardWords(title, TITLE),
    text: textTwin({ text, buttons }),
    buttons: checked.data,
  };
  const [robot, api] = [robotMessage(content), apiMessage(content)];
  // Both leave the buttons out when there is no room for them.
  if (robot === undefined || !('actionCard' in robot)) return undefined;
  return api?.msgKey.startsWith('sampleActionCard') ? { robot, api } : undefined;
}

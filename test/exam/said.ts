import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What the bot's last message was, before the words that are judged: it sets what is open. */
const botSaid = z.object({
  bot: z.enum(['offer', 'ask', 'receipt', 'reminder']),
  duties: z.array(z.string()).optional(),
});
const earlier = z.union([z.string(), z.object({ pic: z.literal(true), text: z.string() }), botSaid]);

/** One thing said, who says it where, and what it wants. */
export const saidSchema = z.object({
  id: z.string(),
  who: z.enum(['officer', 'school', 'teacher', 'village', 'bureau', 'leader', 'visitor']),
  of: z.string().optional(),
  place: z.enum(['private', 'group', 'parents-group']),
  platform: z.enum(['wecom', 'dingtalk']).default('wecom'),
  before: z.array(earlier).default([]),
  text: z.string(),
  pic: z.boolean().default(false),
  quote: z.enum(['receipt', 'own1', 'photo']).optional(),
  want: z.object({ act: z.string(), fields: z.record(z.string(), z.unknown()) }),
});
/** See saidSchema. */
export type Said = z.infer<typeof saidSchema>;
/** Something said before; see saidSchema. */
export type Earlier = Said['before'][number];

/** The messages of a file, one JSON object a line. */
export function readSaid(path: string | URL): readonly Said[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => saidSchema.parse(JSON.parse(line)));
}

/** What the bot had last said, where that matters: not a word of the speaker's own. */
export const ofBot = (one: Earlier) => (typeof one === 'object' && 'bot' in one ? one : undefined);

/** A wanted value as words: one, or each of several. */
export const wordsOf = (value: unknown): readonly string[] =>
  value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];

import { z } from 'zod';
import { isRealDate } from '../../kit/local-date.ts';
import { type Role, roleOf } from '../../people/roles.ts';
import { SCHOOL_KINDS } from '../../places/place.ts';
import { AUDIENCE_WORDS, readDue, readLead, STEP_WORDS } from '../words.ts';

const words = (list: readonly string[]): string => list.join(', ');

/** YAML reads 0 and 612 as numbers and yes as a word: what people type as a text is a text. */
const text = z
  .union([z.string(), z.number()], 'must be a text')
  .transform((value) => String(value).trim())
  .refine((value) => value !== '', 'must not be empty');
const texts = z.array(text, 'must be a list, e.g. [甲, 乙]');
const flag = z.boolean('must be true or false');
/** `key:` without a value means what no key means. */
const maybe = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => value ?? undefined, schema.optional());
const list = maybe(texts).transform((value) => value ?? []);

const day = text.refine(isRealDate, 'must be a day of the calendar, e.g. 2026-09-01');

const lead = text.transform((value, context) => {
  const step = readLead(value);
  if (step !== undefined) return step;
  context.addIssue(`“${value}” is no step: write e.g. T-7 通知 (steps: ${words(Object.keys(STEP_WORDS))})`);
  return z.NEVER;
});

const due = text.transform((value, context) => {
  const read = readDue(value);
  if (read !== undefined) return read;
  context.addIssue(`“${value}” is no deadline: write e.g. T 17:00 or T+5 17:00`);
  return z.NEVER;
});

const roles = maybe(texts).transform((value, context): readonly Role[] | undefined =>
  value?.map((word) => {
    const role = roleOf(word);
    if (role !== undefined) return role;
    context.addIssue(`“${word}” is no role of the county file`);
    return z.NEVER;
  }),
);

const whom = z.strictObject({
  roles,
  posts: list,
  kinds: maybe(z.array(z.enum(SCHOOL_KINDS, `must be a list of ${words(SCHOOL_KINDS)}`))).transform(
    (value) => value ?? [],
  ),
  areas: list,
  boarding: maybe(flag),
});

const field = z.strictObject({ name: text, unit: text, optional: maybe(flag) });

const answer = z.strictObject({
  kind: z.enum(
    ['ack', 'done', 'numbers', 'items', 'zero', 'text'],
    'must be ack, done, numbers, items, zero or text',
  ),
  words: list,
  fields: maybe(z.array(field, 'must be a list of { name, unit }')).transform((value) => value ?? []),
  items: maybe(texts),
  at_most: maybe(z.array(z.tuple([text, text], 'must be a pair, e.g. [回收, 应发]'))),
  zero: maybe(flag),
  declares: maybe(text),
  photo: maybe(z.enum(['optional', 'required'], 'must be optional or required')),
  example: text,
});

const yearly = text.refine((value) => isRealDate(`2024-${value}`), 'must be a day of the year, e.g. 11-01');
const seasonal = z.union(
  [z.strictObject({ season: text, say: text }), z.strictObject({ from: yearly, to: yearly, say: text })],
  'must be { season, say } or { from, to, say }',
);

const part = z.strictObject({
  for: z.enum(
    Object.keys(AUDIENCE_WORDS) as [keyof typeof AUDIENCE_WORDS],
    `must be one of ${words(Object.keys(AUDIENCE_WORDS))}`,
  ),
  whom: maybe(whom),
  parents: maybe(flag),
  lead: z.array(lead, 'must be a list, e.g. [T-7 通知, T-1 催报]').min(1, 'needs at least one step'),
  due: maybe(due),
  answer: maybe(answer),
});

/** What stands between the two `---` of a reminder file; unknown keys are refused. */
export const FRONT_MATTER = z.strictObject({
  name: text,
  title: text,
  on: flag,
  needs_basis: maybe(flag).transform((value) => value ?? false),
  when: z.union(
    [texts.min(1, 'needs at least one rule'), text.transform((one) => [one])],
    'must be a rule or a list',
  ),
  event: maybe(z.enum(['高温', '暴雨'], 'must be 高温 or 暴雨')),
  period: maybe(
    z.enum(['次', '周', '月', '季', '学期', '年'], 'must be one of 次, 周, 月, 季, 学期, 年'),
  ).transform((value) => value ?? '次'),
  basis: text,
  minutes: z.number('must be a number of minutes').int().min(0).max(600),
  valid: maybe(z.strictObject({ from: maybe(day), to: maybe(day) })),
  seasonal: maybe(z.array(seasonal, 'must be a list of { season, say } or { from, to, say }')),
  yields_to: maybe(texts),
  in_term: maybe(flag).transform((value) => value ?? false),
  urgent: maybe(flag).transform((value) => value ?? false),
  emergency: maybe(flag).transform((value) => value ?? false),
  parts: z.array(part, 'must be a list that begins with - for: 学校').min(1, 'needs at least one part'),
});

/** The front matter as it was read. */
export type FrontMatter = z.output<typeof FRONT_MATTER>;
/** One part of it. */
export type PartMatter = FrontMatter['parts'][number];

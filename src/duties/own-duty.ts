import { createHash } from 'node:crypto';
import type { Assignment } from './read-assignment.ts';
import type { AnswerSpec, Duty } from './types.ts';

const HASH_LENGTH = 12;
const KIND = 'o-';

/** The kind of a duty that an officer sent with this message: the same message, the same kind. */
export function ownKind(key: string): string {
  return `${KIND}${createHash('sha256').update(key).digest('hex').slice(0, HASH_LENGTH)}`;
}

/** Whether an officer sent it; its title is then what they typed. */
export const isOwn = ({ kind }: Pick<Duty, 'kind'>): boolean => kind.startsWith(KIND);

// Without O, I and L, which look like digits.
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ';
const LETTERS_OF_NUMBER = 3;

/** The number under which groups hear of an officer's duty, `R1205-FKT`: its day, and letters that come from its id. */
export function ownNumber({ id, openedOn }: Pick<Duty, 'id' | 'openedOn'>): string {
  const digest = createHash('sha256').update(id).digest();
  const letters = [...digest.subarray(0, LETTERS_OF_NUMBER)].map((byte) => LETTERS[byte % LETTERS.length]);
  return `R${openedOn.slice(5).replace('-', '')}-${letters.join('')}`;
}

/** What the units are asked: the title is the word the answer begins with; 完成 when the officer did not say. */
export function ownSpec({ title, answer }: Pick<Assignment, 'title' | 'answer'>): AnswerSpec {
  const { kind, fields } = answer ?? { kind: 'done', fields: [] };
  const counts = fields.map(({ unit }, index) => `${(index + 1) * 10}${unit}`).join(' ');
  const example = {
    ack: '收到',
    done: `完成 ${counts}`.trim(),
    numbers: `${title} ${counts}`,
    items: '',
    zero: '0',
    text: `${title} 情况`,
  };
  return {
    kind,
    words: [title],
    fields,
    ...(kind === 'zero' ? { declares: `已按要求排查（${title}），没有发现问题` } : {}),
    example: kind === 'zero' || kind === 'done' ? `${title} ${example[kind]}` : example[kind],
  };
}

/** 收到 is for what must be heard at once and for nothing else: closed schools, warnings of disasters. */
export function mayAskReceipt(title: string): boolean {
  return /停课|复课|预警|台风|暴雨|暴雪|大雪|寒潮|高温|低温|雷电|雷暴|洪|汛|地震|地灾|大风|大雾|冰冻|疫情|避险|转移|应急/.test(
    title,
  );
}

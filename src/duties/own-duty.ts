import { createHash } from 'node:crypto';
import type { Assignment } from './read-assignment.ts';
import type { AnswerSpec } from './types.ts';

const HASH_LENGTH = 12;

/** The kind of a duty that an officer sent with this message: the same message, the same kind. */
export function ownKind(key: string): string {
  return `o-${createHash('sha256').update(key).digest('hex').slice(0, HASH_LENGTH)}`;
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

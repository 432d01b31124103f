import { wordFor } from './names.ts';
import { fits } from './read-answer.ts';
import type { Duty } from './types.ts';

/** The line that answers for one of several schools: 报送 冬季检查 桐渡镇中心小学 完成. */
export function lineOfUnit({ answer, title }: Pick<Duty, 'answer' | 'title'>, unit: string): string {
  const word = answer.words.find((one) => answer.example.startsWith(one)) ?? '';
  return `报送 ${answer.words[0] ?? title} ${unit} ${answer.example.slice(word.length).trim()}`.trim();
}

/** The line that answers this duty when several are open: its example, told apart by its name where that is needed. */
export function lineFor(duty: Duty, open: readonly Duty[]): string {
  const { example } = duty.answer;
  const shared = open.some((other) => other.id !== duty.id && fits(other.answer, example) === 'answer');
  if (!shared) return example;
  const word = wordFor(duty, open);
  return example.startsWith(word) ? `报送 ${example}` : `报送 ${word} ${example}`;
}

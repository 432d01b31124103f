import { halfWidth, visibleText } from '../kit/width.ts';

/** Longer than any answer; what is longer is refused, so that reading takes a moment at most. */
export const LONGEST_ANSWER = 300;

// Marks at the end are looked for from where they begin: from each of them it would take forever.
const AROUND = /^[\s,，.。、:：;；!！~"“”]+|(?<![\s,，.。、;；!！~"“”])[\s,，.。、;；!！~"“”]+$/g;
const IN_FRONT =
  /^(?:(?:领导|老师|主任|局长)?(?:您好|你好|好)(?=[\s,，!！。])|报告(?=[\s:：,，])|更正|改为|改成|应为|应该是|补报|重报|回复|回(?=[\s:：0零无])|填(?=[\s:：0零无])|报(?=[\s:：0零无]))[\s,，:：!！。]*/;

/** What was said in half width, one line, single blanks, marks around it trimmed. Never longer than what was said. */
export function tidy(said: string): string {
  return trimMarks(
    halfWidth(visibleText(said))
      .replace(/[\s\u3000]+/g, ' ')
      .trim(),
  );
}

/** The text without marks and blanks around it. */
export function trimMarks(text: string): string {
  return text.replace(AROUND, '');
}

/** Without 您好, 更正, 报 and the like in front. */
export function withoutGreeting(text: string): string {
  const once = text.replace(IN_FRONT, '');
  return once === text ? text : trimMarks(once.replace(IN_FRONT, ''));
}

/** The words of a duty found in front of what was said, and what comes behind. */
export interface Named {
  readonly word: string;
  readonly body: string;
  /** The word stands alone: 消防 3 or 消防3, unlike 消防通道. */
  readonly apart: boolean;
}

/** Which of the words a tidy text begins with, the longest first; undefined when with none. */
export function namedBy(words: readonly string[], text: string): Named | undefined {
  const word = words
    .map((one) => halfWidth(one))
    .filter((one) => one !== '' && text.startsWith(one))
    .sort((a, b) => b.length - a.length)[0];
  if (word === undefined) return undefined;
  const behind = text.slice(word.length);
  return { word, body: trimMarks(behind), apart: !/^[一-龥A-Za-z]/.test(behind) };
}

import { halfWidth, visibleText } from '../kit/width.ts';

/** Longer than any answer; what is longer is refused, so that reading takes a moment at most. */
export const LONGEST_ANSWER = 300;

// Marks at the end are looked for from where they begin: from each of them it would take forever.
const AROUND = /^[\s,，.。、:：;；!！~"“”]+|(?<![\s,，.。、;；!！~"“”])[\s,，.。、;；!！~"“”]+$/g;
const CORRECTS =
  '(?:更正(?:一下)?|订正|纠正|改为|改成|应为|应该是|补正|(?:刚才|刚刚|之前|前面|上一条|昨天)?(?:的|那条|那个)?我?(?:报|发|填|写|说|搞|弄|数)错了|(?:刚才|刚刚|之前|前面|上一条)(?:的|那条|那个)?(?:不对|错了|有误|不算)|不对|不是|错了|说错了?|有误)(?:[\\s,，:：。!！]*(?:应该是|应该为|应为|改为|改成|是(?=[\\d一二两三四五六七八九十])))?';
const CORRECTION = new RegExp(`^${CORRECTS}(?=[\\s,，:：。!！\\d一-龥])[\\s,，:：。!！]*`);
const IN_FRONT = new RegExp(
  `^(?:(?:领导|老师|主任|局长)?(?:您好|你好|好)(?=[\\s,，!！。])|报告(?=[\\s:：,，])|${CORRECTS}|补报|重报|回复|回(?=[\\s:：0零无])|填(?=[\\s:：0零无])|报(?=[\\s:：0零无]))[\\s,，:：!！。]*`,
);

/** What is said in place of what was said before: 不对，是八台; undefined where it corrects nothing. Takes a tidy text. */
export function correctionOf(text: string): string | undefined {
  const found = CORRECTION.exec(text);
  const rest = found === null ? '' : trimMarks(text.slice(found[0].length));
  return rest === '' ? undefined : rest;
}

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

const SHORTEST_PART = 2;
const LONGEST_NAME = 30;
const LONG_NAME = 4;

/** What comes behind a part of a long name that a text begins with: 取暖 0 for 取暖设备排查; undefined without one. */
export function behindPartOf(words: readonly string[], text: string): string | undefined {
  const names = words.map((one) => halfWidth(one)).filter(({ length }) => length >= LONG_NAME);
  for (let length = Math.min(text.length, LONGEST_NAME); length >= SHORTEST_PART; length -= 1) {
    const part = text.slice(0, length);
    if (/^[一-龥]+$/.test(part) && names.some((one) => one.includes(part)))
      return trimMarks(text.slice(length));
  }
  return undefined;
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

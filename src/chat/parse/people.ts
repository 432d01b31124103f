import { halfWidth } from '../../kit/width.ts';
import { looksLikeName } from './name.ts';
import { type Span, wordsOf } from './slate.ts';

/** What posts end with: 安全股长, 教育专干, 消防指导员. */
const POST =
  '(?:主任|校长|园长|书记|[局股科站所队组镇乡村]长|专干|干事|干部|教师|老师|同志|秘书|主席|委员|人员|[联指疏信辅管审安保][一-龥]{0,2}员)';
const WITH_POST = new RegExp(`^[一-龥]{0,16}${POST}$`);
const POST_AND_NAME = new RegExp(`^[一-龥]{0,16}?${POST}([一-龥·]{2,6})$`);
/** Something is said to or of them: nobody is named. */
const SAID_OF = /^(?:已|通知|联系|告知|报告|转告|请|让|由|给|叫)/;
/** Words that begin like a family name and say when. */
const NO_NAME = /^(?:周[一二三四五六日天末]|年[初末底])/;
const AND = /[和与及]/;
/** What may stand between two people, or between a person and their post. */
const BETWEEN = /^[ 、,;()]*$/;

/** Whether a word says who somebody at work is by their post, with or without their name: 安全股长, 教育专干桑小满. */
export function tellsPost(word: string): boolean {
  if (SAID_OF.test(word)) return false;
  return WITH_POST.test(word) || looksLikeName(POST_AND_NAME.exec(word)?.[1] ?? '');
}

/** Whether a word reads like a person, by name or post, or like several: 蔺守安和戚春分. */
export function readsLikePeople(word: string): boolean {
  if (NO_NAME.test(word)) return false;
  if (looksLikeName(word) || tellsPost(word)) return true;
  const parts = word.split(AND);
  return parts.length > 1 && parts.every((part) => looksLikeName(part) || tellsPost(part));
}

/**
 * The stretch of people that begins with the first word `like` takes for one, from `at` on; `told`: with the very first
 * word, whatever it is. What follows a 、 is a person too. Text is half width.
 */
export function findPeople(
  text: string,
  at: number,
  like: (word: Span & { readonly text: string }) => boolean,
  told = false,
): Span | undefined {
  const words = wordsOf(text.slice(at)).map((one) => ({
    ...one,
    start: one.start + at,
    end: one.end + at,
  }));
  const first = told ? 0 : words.findIndex(like);
  const [head, ...rest] = first < 0 ? [] : words.slice(first);
  if (head === undefined || !PLAIN_WORD.test(head.text)) return undefined;
  let end = head.end;
  for (const word of rest) {
    const gap = text.slice(end, word.start);
    if (!BETWEEN.test(gap) || !(like(word) || (gap.includes('、') && PLAIN_WORD.test(word.text)))) break;
    end = word.end;
  }
  const closes = text.charAt(end) === ')' && text.slice(head.start, end).includes('(');
  return { start: head.start, end: closes ? end + 1 : end };
}

const PLAIN_WORD = /^[^\d:=[\]<>@#]{2,30}$/;

/** The words of each person; words parted by a blank or brackets only may be name and post of one. */
export function splitPeople(said: string): readonly (readonly string[])[] {
  return halfWidth(said)
    .split(/[、,;]/)
    .map((part) => part.split(/[ ()]+/).filter((word) => word !== ''))
    .filter((words) => words.length > 0);
}

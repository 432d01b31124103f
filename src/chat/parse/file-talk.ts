import { halfWidth, visibleText } from '../../kit/width.ts';
import { caseNumbersIn, findCaseNumbers } from './case-number.ts';

/** Stands in a line for the file that its speaker spoke of last: 那个孩子回来了. */
export const LAST_SPOKEN = '刚才那件';

/** What file talk needs to know of a command. */
export interface SpokenOf {
  /** Words that, said beside the number of a file, mean this command. */
  readonly spoken?: RegExp;
}

/** What was said of one or more files: the command, and the line for each of them. */
export interface FileTalk<C> {
  /** Each that may be meant; several are asked about. */
  readonly commands: readonly C[];
  /** A number and all the words, once for each number. */
  readonly rests: readonly string[];
}

// 417家访了, 417号 打不通, 0005 回来了; not 3个娃, 12人, 11月12日.
const COUNTER = '(?!\\s*(?:[个人名位户处天次月日年班岁点分秒元万台条件%:/.-]|小时|学生|孩子|娃))';
const DIGITS =
  '(?:\\d{3,7}(?:号(?!楼|门|桌|线))?|\\d{1,2}号(?!楼|门|桌|线|上|下|早|晚|前|后|开|回|来|去|到))';
// Whom it is for stands in front: 给417出个通知书, 打印1032整改通知书.
const FOR = '(?:(?:请|麻烦)?(?:你|您)?(?:帮我?)?(?:给|为|把|打印一?下?)?\\s*)?';
const HEAD = new RegExp(`^${FOR}((?:${DIGITS}[\\s,、和跟]*)+)${COUNTER}(?=\\D)`);
// Behind 在, 到, 进 stands a class: 回来了 在802.
const TAIL = new RegExp(`(?:^|[^\\d年月第满差共约近在到进去读上])((?:[\\s,、和跟:]*${DIGITS})+)[\\s。.!]*$`);
const BEHIND = new RegExp(`^((?:[\\s,、和跟:]*\\d{3,7}号?(?!\\d))+)${COUNTER}(?=[\\s,、;])`);
const THAT_CHILD =
  /(?:刚才|上次|之前|前面)?(?:那|这)一?(?:个|名|位)?(?:孩子|学生|娃儿?|男娃|女娃|同学|男生|女生|案子|个案)/;

/**
 * A line that says what was done about files, number first or last: `417家访了 奶奶说周一来`, `回来了 417`,
 * `同意认定417 418`, `那个孩子回来了`, or a quoted receipt. Undefined when no command is spoken of, or no file is. Pure.
 */
export function fileTalk<C extends SpokenOf>(
  commands: readonly C[],
  text: string,
  quote?: string,
): FileTalk<C> | undefined {
  const said = halfWidth(visibleText(text)).trim();
  const meant = commands.filter(({ spoken }) => spoken?.test(said));
  if (meant.length === 0) return undefined;
  const found = numbersIn(said) ?? numberBehind(said, meant) ?? quotedIn(said, quote) ?? pronounIn(said);
  if (found === undefined || !meant.some(({ spoken }) => spoken?.test(found.words))) return undefined;
  return {
    commands: meant.filter(({ spoken }) => spoken?.test(found.words)),
    rests: found.numbers.map((number) => `${number} ${found.words}`.trim()),
  };
}

const FULL = '[KYTJBkytjb]\\d{2}-\\d{1,7}-[A-Za-z]';
const AHEAD = new RegExp(
  `^((?:(?:${FULL}|${DIGITS})[\\s,、和跟]+)+(?:${FULL}|${DIGITS}))${COUNTER}(?=$|[^\\dA-Za-z-])`,
);
const ONE_AHEAD = new RegExp(`${FULL}|\\d+`, 'g');

/** `417 418 已核` behind a command: the same words once for each of several numbers; undefined for one or none. Pure. */
export function eachAhead(rest: string): readonly string[] | undefined {
  const said = halfWidth(visibleText(rest)).trim();
  const numbers = AHEAD.exec(said)?.[1];
  if (numbers === undefined) return undefined;
  const words = tidy(said.slice(numbers.length));
  return (numbers.match(ONE_AHEAD) ?? []).map((number) => `${number} ${words}`.trim());
}

interface Found {
  readonly numbers: readonly string[];
  readonly words: string;
}

function numbersIn(said: string): Found | undefined {
  const lettered = findCaseNumbers(said, 0);
  if (lettered.length > 0) {
    // A wrong check letter is handed on as it was typed: the argument says what is wrong with it.
    const numbers = lettered.map(({ start, end }) => said.slice(start, end));
    return { numbers, words: tidy(without(said, lettered)) };
  }
  const match = HEAD.exec(said) ?? TAIL.exec(said);
  const digits = match?.[1];
  if (match === null || digits === undefined) return undefined;
  const at = match.index + match[0].lastIndexOf(digits);
  return {
    numbers: digits.match(/\d+/g) ?? [],
    words: tidy(without(said, [{ start: at, end: at + digits.length }])),
  };
}

/** Numbers right behind what was done, with more words after them: 同意认定417 418 原因家庭. */
function numberBehind(said: string, meant: readonly SpokenOf[]): Found | undefined {
  for (const { spoken } of meant) {
    const act = spoken?.exec(said);
    const at = act ? act.index + act[0].length : said.length;
    const behind = BEHIND.exec(said.slice(at));
    const digits = behind?.[1] ?? '';
    if (digits !== '')
      return {
        numbers: digits.match(/\d+/g) ?? [],
        words: tidy(without(said, [{ start: at, end: at + digits.length }])),
      };
  }
  return undefined;
}

function quotedIn(said: string, quote: string | undefined): Found | undefined {
  const [number] = quote === undefined ? [] : caseNumbersIn(quote);
  return number === undefined ? undefined : { numbers: [number], words: said };
}

function pronounIn(said: string): Found | undefined {
  const match = THAT_CHILD.exec(said);
  return match === null
    ? undefined
    : {
        numbers: [LAST_SPOKEN],
        words: tidy(without(said, [{ start: match.index, end: match.index + match[0].length }])),
      };
}

function without(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  return spans.reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text);
}

const tidy = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，、:：;；。]+|[\s,，、。.!]+$/g, '')
    .trim();

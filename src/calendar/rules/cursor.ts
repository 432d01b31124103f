import { defined } from '../../kit/defined.ts';
import { halfWidth } from '../../kit/width.ts';

/** Where reading failed, in the text as it was given. */
export interface Trouble {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Undefined: whichever example is nearest. */
  readonly example?: string;
}

/** Reads a rule from left to right. Spaces and marks between words are not there; the first trouble stays. */
export interface Cursor {
  /** What the pattern (made by `pattern`) matches right here, read over. */
  take(pattern: RegExp): RegExpExecArray | undefined;
  /** Whether the pattern matches right here. */
  sees(pattern: RegExp): boolean;
  /** Everything is read. */
  done(): boolean;
  /** Refuses a group of the last match, or all of it. Always undefined, to be returned. */
  refuse(text: string, example?: string, group?: string): undefined;
  /** Refuses the word right here, or the last one when there is nothing more; `say` makes the sentence of it. */
  refuseNext(say: (word: string) => string, example?: string): undefined;
  readonly trouble: Trouble | undefined;
}

/** A pattern a cursor can use. */
export const pattern = (source: string): RegExp => new RegExp(source, 'ydu');

// Nothing hangs on these: people put them anywhere, and phones put the invisible ones in.
const BETWEEN = /[\s\u200b-\u200f\u2060\ufeff,。;；的()]/;
const WORD = pattern(
  '[^\\d前后、第每遇]{1,8}|\\d[\\d:.]{0,9}[^\\d前后、第每遇]?|[前后、第每遇][^前后、每遇]{0,6}',
);

/** A cursor at the beginning of the text. */
export function createCursor(given: string): Cursor {
  const { text, places } = compress(halfWidth(given));
  let at = 0;
  let last: readonly [number, number] = [0, 0];
  let groups: Readonly<Record<string, [number, number]>> = {};
  let trouble: Trouble | undefined;

  const match = (wanted: RegExp): RegExpExecArray | undefined => {
    const from = text[at] === ' ' ? at + 1 : at;
    wanted.lastIndex = from;
    return wanted.exec(text) ?? undefined;
  };

  const take = (wanted: RegExp): RegExpExecArray | undefined => {
    const found = match(wanted);
    if (found === undefined) return undefined;
    at = found.index + found[0].length;
    last = [found.index, at];
    groups = found.indices?.groups ?? {};
    return found;
  };

  const refuseSpan = ([from, to]: readonly [number, number], said: string, example?: string): undefined => {
    const start = places[from] ?? given.length;
    const end = to > from ? (places[to - 1] ?? given.length - 1) + 1 : start;
    trouble ??= { start, end, text: said, ...defined({ example }) };
    return undefined;
  };

  return {
    take,
    sees: (wanted) => match(wanted) !== undefined,
    done: () => at >= text.length,
    refuse: (said, example, group) => refuseSpan((group && groups[group]) || last, said, example),
    refuseNext: (say, example) => {
      const next = match(WORD);
      const span = next ? ([next.index, next.index + next[0].length] as const) : last;
      return refuseSpan(span, say(text.slice(...span).trim()), example);
    },
    get trouble() {
      return trouble;
    },
  };
}

/** The text without what stands between words, and where each character was. Two numbers keep a space between. */
function compress(text: string): { readonly text: string; readonly places: readonly number[] } {
  const kept: string[] = [];
  const places: number[] = [];
  let gap = false;
  for (let n = 0; n < text.length; n += 1) {
    const sign = text.charAt(n);
    if (BETWEEN.test(sign)) {
      gap = true;
      continue;
    }
    if (gap && isDigit(sign) && isDigit(kept.at(-1) ?? '')) {
      kept.push(' ');
      places.push(n - 1);
    }
    kept.push(sign);
    places.push(n);
    gap = false;
  }
  return { text: kept.join(''), places };
}

const isDigit = (sign: string): boolean => sign >= '0' && sign <= '9';

import type { FieldMeta } from '../fields.ts';
import { type FoundAt, type Span, wordsOf } from './slate.ts';

type Words = NonNullable<FieldMeta['words']>;
/** A closed-set word found: `whole` when it stands alone and says nothing else. */
export type WordFound = FoundAt<string> & { readonly whole: boolean };

const DENIED = /(?:不是|没有|并非|未|没|非|不)$/;
// 父母在外打工 is not the child's work; 跟父母打工 is.
const OF_OTHERS =
  /(?<![跟随和与同])(?:父母|爸妈|父亲|母亲|爸爸?|妈妈?|家长|爷爷|奶奶)(?![一-龥]*(?:[说讲称]|反映|表示|告诉))[一-龥]*$/;
const FILLER = /^(?:因为|由于|因|是|属|属于|为)|(?:了|等|的|的学生|原因|情况|吧|呢)$/g;

/** The canonical value of what stands after a key: the canonical word itself works too. */
export function readKeyedWord(words: Words, written: string): string | undefined {
  return readWord(words, written) ?? Object.keys(words).find((name) => same(name, written));
}

/** The canonical value of a word of the set, fillers around it allowed. */
export function readWord(words: Words, written: string): string | undefined {
  const plain = written.replace(FILLER, '');
  return Object.entries(words).find(([_name, others]) =>
    others.some((word) => same(word, written) || same(word, plain)),
  )?.[0];
}

/** Words of the set in a half-width text: those that stand alone first, then those inside others, longest first. */
export function findWords(words: Words, text: string): readonly WordFound[] {
  const spoken = Object.fromEntries(
    Object.entries(words).map(([name, others]) => [name, freely(name, others)]),
  );
  const whole = wordsOf(text).flatMap((word) => {
    const value = readWord(spoken, word.text);
    return value === undefined ? [] : [{ start: word.start, end: word.end, value, whole: true }];
  });
  const inside = insideWords(words, text).filter((one) => !whole.some((span) => overlap(span, one)));
  return [...whole, ...inside];
}

function insideWords(words: Words, text: string): readonly WordFound[] {
  const forms = Object.entries(words)
    .flatMap(([name, others]) =>
      freely(name, others)
        .filter((word) => word.length > 1)
        .map((word) => ({ name, word })),
    )
    .sort((a, b) => b.word.length - a.word.length);
  const found: WordFound[] = [];
  for (const { name, word } of forms) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const span = { start: at, end: at + word.length };
      const before = text.slice(0, at);
      if (DENIED.test(before) || OF_OTHERS.test(before) || found.some((one) => overlap(one, span))) continue;
      found.push({ ...span, value: name, whole: false });
    }
  }
  return found;
}

/** The value of what is said instead of a word of the set, not denied and of nobody else. */
export function findSaying(
  sayings: readonly (readonly [string, RegExp])[],
  text: string,
): FoundAt<string> | undefined {
  for (const [value, pattern] of sayings) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const before = text.slice(0, match.index);
    if (DENIED.test(before) || OF_OTHERS.test(before)) continue;
    return { start: match.index, end: match.index + match[0].length, value };
  }
  return undefined;
}

// A canonical word that is not in its own list (学校 as the finder of a case) counts only after its key.
function freely(name: string, others: readonly string[]): readonly string[] {
  return others.length === 0 ? [name] : others;
}

function same(word: string, written: string): boolean {
  return word.toLowerCase() === written.toLowerCase();
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

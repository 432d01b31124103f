/** Something that has a name and other words for it. */
interface Named {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** What the text is about, and what else it says. */
export interface FoundName<T> {
  readonly found: T;
  readonly rest: string;
}

/**
 * The one of `all` that the text names: at its beginning (消防3 7 too), or as a word of its own anywhere; the longest
 * name wins. Undefined when none is named.
 */
export function findNamed<T extends Named>(all: readonly T[], text: string): FoundName<T> | undefined {
  const plain = text.trim();
  const names = all
    .flatMap((found) => [found.name, ...found.aliases].map((word) => ({ found, word })))
    .sort((a, b) => b.word.length - a.word.length);
  const first = names.find(({ word }) => plain.startsWith(word));
  if (first !== undefined) return { found: first.found, rest: tidy(plain.slice(first.word.length)) };
  const inside = names.find(({ word }) => plain.split(PARTS).includes(word));
  if (inside === undefined) return undefined;
  return { found: inside.found, rest: tidy(withoutWord(plain, inside.word)) };
}

const PARTS = /[\s,，、;；:：]+/;
const AROUND = /^[\s,，、;；:：。]+|[\s,，、;；:：。]+$/g;
const tidy = (text: string): string => text.replace(AROUND, '');

function withoutWord(text: string, word: string): string {
  const parts = text.split(PARTS);
  const at = parts.indexOf(word);
  return parts.filter((_part, index) => index !== at).join(' ');
}

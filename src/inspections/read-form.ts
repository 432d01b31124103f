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
 * The one of `all` that the text names: at its beginning (消防3 7 and 消防正常 too, not 消防栓坏了), or as a word of its
 * own anywhere; the longest name wins. Undefined when none is named.
 */
export function findNamed<T extends Named>(all: readonly T[], text: string): FoundName<T> | undefined {
  const plain = text.trim();
  const names = all
    .flatMap((found) => [found.name, ...found.aliases].map((word) => ({ found, word })))
    .sort((a, b) => b.word.length - a.word.length);
  const first = names.find(({ word }) => plain.startsWith(word) && ENDS.test(plain.slice(word.length)));
  if (first !== undefined) return { found: first.found, rest: tidy(plain.slice(first.word.length)) };
  const inside = names.find(({ word }) => plain.split(PARTS).includes(word));
  if (inside === undefined) return undefined;
  return { found: inside.found, rest: tidy(withoutWord(plain, inside.word)) };
}

// What follows the name: an end, a mark, a number, a date, a result.
const ENDS = /^(?:$|[^一-龥]|第|正常|合格|没|无|未|都|全|均|有效|到期|停用)/;
const PARTS = /[\s,，、;；:：]+/;
// Marks at the end are looked for from where they begin: from each of them it would take forever.
const AROUND = /^[\s,，、;；:：。]+|(?<![\s,，、;；:：。])[\s,，、;；:：。]+$/g;
const tidy = (text: string): string => text.replace(AROUND, '');

function withoutWord(text: string, word: string): string {
  const parts = text.split(PARTS);
  const at = parts.indexOf(word);
  return parts.filter((_part, index) => index !== at).join(' ');
}

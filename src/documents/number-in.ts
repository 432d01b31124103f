const NUMBER = /[一-龥A-Za-z]*\s*[〔[(（【［]\s*\d{4}\s*[〕\])）】］]\s*第?\s*\d+\s*号/u;
const BARE = /\S*\d{4}\S*\d+\S*/u;

/** The number of a document among words, and the other words. Pure. */
export function numberIn(words: string): { readonly number: string; readonly rest: string } | undefined {
  const said = words.normalize('NFKC');
  const [number] = NUMBER.exec(said) ?? BARE.exec(said) ?? [];
  if (number === undefined) return undefined;
  return { number: number.trim(), rest: said.replace(number, ' ').replace(/\s+/g, ' ').trim() };
}

/** The same for every way in which one number is typed: whatever brackets, with 第 or without. */
export function plainNumber(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/[〔[(【〕\])】]/gu, '|')
    .replace(/第|\s/gu, '')
    .replace(/\|0+(?=\d)/gu, '|');
}

const ALIKE = 0.5;

/**
 * Whether two descriptions probably speak of one thing: at least half of their neighbouring character pairs agree
 * (Dice), or one holds the other. Marks, spaces and width do not matter.
 */
export function isSimilar(one: string, other: string): boolean {
  const [a, b] = [tidy(one), tidy(other)];
  if (a === '' || b === '') return false;
  if (a.includes(b) || b.includes(a)) return true;
  const [pairsA, pairsB] = [pairs(a), pairs(b)];
  const shared = [...pairsA].filter((pair) => pairsB.has(pair)).length;
  return (2 * shared) / (pairsA.size + pairsB.size) >= ALIKE;
}

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function pairs(text: string): Set<string> {
  const chars = [...text];
  return new Set(chars.slice(1).map((char, at) => `${chars[at]}${char}`));
}

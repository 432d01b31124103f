import { pinyin } from 'pinyin-pro';

const sounds = new Map<string, string>();

/** One character's sound without tone, `''` for what has none. Read alone, so that the same character always sounds the same. */
export function soundOf(character: string): string {
  let known = sounds.get(character);
  if (known === undefined) {
    known = /\p{Script=Han}/u.test(character) ? pinyin(character, { toneType: 'none' }) : '';
    sounds.set(character, known);
  }
  return known;
}

/** Sounds that many speakers of Chinese do not tell apart fall together: zh z, n l, f h, ing in. */
export function blurSyllable(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^l/, 'n')
    .replace(/^hu(?=[a-z])/, 'f')
    .replace(/ng$/, 'n');
}

/** What it costs to read one character for the other: 0 the same, 1 nothing in common. */
export function confusionCost(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [soundOf(a), soundOf(b)];
  if (x === '' || y === '') return 1;
  if (x === y) return 0.25;
  return blurSyllable(x) === blurSyllable(y) ? 0.4 : 1;
}

/** Edit distance in which characters that sound alike are nearly the same. Swapped neighbours count once. */
export function soundDistance(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  let before: number[] = [];
  let above = y.map((_, j) => j + 1);
  above.unshift(0);
  for (let i = 1; i <= x.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= y.length; j += 1) {
      const [p, q] = [x[i - 1] ?? '', y[j - 1] ?? ''];
      let best = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + confusionCost(p, q),
      );
      if (i > 1 && j > 1 && p === y[j - 2] && q === x[i - 2]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = above;
    above = row;
  }
  return above[y.length] ?? 0;
}

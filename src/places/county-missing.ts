import type { CountyProblem } from './county-problem.ts';
import type { Path } from './county-yaml.ts';

/** A word that should name something in the file and does not. */
export interface Missing {
  readonly path: Path;
  /** Who says it: `学校“桐渡镇初级中学”`. */
  readonly label: string;
  readonly word: string;
  readonly trouble: string;
  /** Where it was looked for. */
  readonly section: string;
}

/** Words that are looked for in a section that holds nothing: that is one mistake, not one for each of them. Pure. */
export function inEmptySections(
  missing: readonly Missing[],
  isEmpty: (section: string) => boolean,
): readonly Missing[] {
  return missing.map((one) =>
    isEmpty(one.section)
      ? { ...one, trouble: `“${one.section}”里一项也没有，请先补上；写到它的地方不用改。` }
      : one,
  );
}

const MOST_LINES = 8;

/**
 * One line for each word, however often it stands there, at the first place with the lines of the others. A word that two
 * items claim for themselves is told as such, not at everybody who says it. Pure.
 */
export function missingProblems(
  missing: readonly Missing[],
  claimedTwice: ReadonlySet<string>,
  lineOf: (path: Path) => number,
): readonly CountyProblem[] {
  const byTrouble = new Map<string, Missing[]>();
  for (const one of missing.filter(({ word }) => !claimedTwice.has(word)))
    byTrouble.set(one.trouble, [...(byTrouble.get(one.trouble) ?? []), one]);
  return [...byTrouble.values()].flatMap((all) => {
    const lined = all.map((one) => ({ ...one, line: lineOf(one.path) }));
    const [first, ...others] = lined.sort((a, b) => a.line - b.line);
    if (first === undefined) return [];
    return [{ line: first.line, text: `${first.label}：${first.trouble}${alsoAt(others)}` }];
  });
}

function alsoAt(others: readonly { readonly line: number }[]): string {
  const lines = [...new Set(others.map(({ line }) => line))];
  if (lines.length === 0) return '';
  const more = lines.length > MOST_LINES ? ' 等' : '';
  return `（第 ${lines.slice(0, MOST_LINES).join('、')}${more} 行也是）`;
}

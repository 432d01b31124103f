/** One line of a count: an area, its number, its compulsory-education pupils where they are known. */
export interface CountRow {
  readonly areaId: string;
  readonly n: number;
  readonly pupils?: number;
}

/** A line as a group may read it: `shown` is the number, or words in its place. */
export interface ShownRow extends CountRow {
  readonly hidden: boolean;
  readonly shown: string;
}

/** Counts below this point at children; a zero points at nobody. */
const SMALL = 5;

/**
 * What a group may see of counts by area (users: small schools are real names). An area with fewer than `limit` known
 * pupils shows no count of 1 to 4. Further lines, the smallest counts first, are hidden until the hidden ones cannot
 * be worked out from the total. Areas whose pupils nobody stated are never hidden for themselves.
 */
export function suppressSmallCounts(rows: readonly CountRow[], limit: number): readonly ShownRow[] {
  const pointsAtOne = ({ n, pupils }: CountRow): boolean =>
    pupils !== undefined && pupils < limit && isSmall(n);
  const hidden = new Set(rows.filter(pointsAtOne));
  const spare = rows.filter((row) => !hidden.has(row)).sort(smallestFirst);
  while (isGivenAway([...hidden])) {
    const next = spare.shift();
    if (next === undefined) break;
    hidden.add(next);
  }
  return rows.map((row) => ({ ...row, hidden: hidden.has(row), shown: shownWords(row.n, hidden.has(row)) }));
}

/** Whether the total may be printed: not when it would still give a hidden line away, as for a single one. */
export function mayShowTotal(rows: readonly ShownRow[]): boolean {
  return !isGivenAway(rows.filter((row) => row.hidden));
}

/** What is printed for a number. */
export function shownWords(n: number, hidden: boolean): string {
  if (!hidden) return String(n);
  return n < SMALL ? '少于5' : '不单列';
}

/** Whether a number points at children. */
export const isSmall = (n: number): boolean => n > 0 && n < SMALL;

/** Whether hidden numbers can be worked out from their sum: a single one, or all at the least or most they can be. */
export function isGivenAway(hidden: readonly { readonly n: number }[]): boolean {
  if (hidden.length === 0) return false;
  const counts = hidden.map(({ n }) => n);
  return hidden.length === 1 || counts.every((n) => n <= 1) || counts.every((n) => n === SMALL - 1);
}

/** For sorting: smallest first, but zeros last, since a hidden zero hides least. */
export function smallestFirst(a: { readonly n: number }, b: { readonly n: number }): number {
  return (a.n === 0 ? Number.POSITIVE_INFINITY : a.n) - (b.n === 0 ? Number.POSITIVE_INFINITY : b.n) || 0;
}

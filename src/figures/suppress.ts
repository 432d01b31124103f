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
  const isSmall = ({ n, pupils }: CountRow): boolean =>
    pupils !== undefined && pupils < limit && n > 0 && n < SMALL;
  const hidden = new Set(rows.filter(isSmall));
  const spare = rows.filter((row) => !hidden.has(row)).sort(bySize);
  while (isGivenAway(hidden)) {
    const next = spare.shift();
    if (next === undefined) break;
    hidden.add(next);
  }
  return rows.map((row) => ({ ...row, hidden: hidden.has(row), shown: words(row, hidden.has(row)) }));
}

/** Whether the total may be printed: not when it would still give a hidden line away, as for a single one. */
export function mayShowTotal(rows: readonly ShownRow[]): boolean {
  return !isGivenAway(new Set(rows.filter((row) => row.hidden)));
}

/** One line is its part of the total; so are lines that are all at the least or all at the most they can be. */
function isGivenAway(hidden: ReadonlySet<CountRow>): boolean {
  if (hidden.size === 0) return false;
  const counts = [...hidden].map(({ n }) => n);
  return hidden.size === 1 || counts.every((n) => n <= 1) || counts.every((n) => n === SMALL - 1);
}

/** Smallest first, but zeros last: a hidden zero hides least. */
function bySize(a: CountRow, b: CountRow): number {
  return (a.n === 0 ? Number.POSITIVE_INFINITY : a.n) - (b.n === 0 ? Number.POSITIVE_INFINITY : b.n) || 0;
}

function words({ n }: CountRow, isHidden: boolean): string {
  if (!isHidden) return String(n);
  return n < SMALL ? '少于5' : '不单列';
}

import { isGivenAway, isSmall, smallestFirst } from './suppress.ts';

/** One number of a table as a group may read it. */
export interface ShownCell {
  readonly n: number;
  readonly hidden: boolean;
}

/**
 * Which numbers of a table a group may not read (users: cells of 1 to 4 of two dimensions point at a child). Every
 * small cell is hidden, and along each line whose sum people can know (every column; in each row the columns of
 * `together`, whose sum is printed elsewhere) further ones, the smallest first, until none can be worked out.
 */
export function suppressTable(
  rows: readonly (readonly number[])[],
  together: readonly number[],
): readonly (readonly ShownCell[])[] {
  const cells = rows.map((row) => row.map((n) => ({ n, hidden: isSmall(n) })));
  const columns = (cells[0] ?? []).map((_, at) => cells.flatMap((row) => row[at] ?? []));
  const sums = cells.map((row) => together.flatMap((at) => row[at] ?? []));
  const lines = [...columns, ...sums];
  for (let more = true; more; ) more = lines.filter(hideOneMore).length > 0;
  return cells;
}

/** Whether the sum of a line may be printed beside what is hidden of it. */
export function mayShowSum(line: readonly ShownCell[]): boolean {
  return !isGivenAway(line.filter(({ hidden }) => hidden));
}

type Cell = { n: number; hidden: boolean };

function hideOneMore(line: readonly Cell[]): boolean {
  if (mayShowSum(line)) return false;
  const [next] = line.filter(({ hidden }) => !hidden).sort(smallestFirst);
  if (next === undefined) return false;
  next.hidden = true;
  return true;
}

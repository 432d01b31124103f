import { BUCKETS, type Bucket } from '../dropouts/states.ts';
import { type AreaParts, noParts } from './partition.ts';
import { shownWords } from './suppress.ts';
import { mayShowSum, type ShownCell, suppressTable } from './suppress-table.ts';

/** The columns of the county's table; signs before any absence are nobody's case yet. */
export type Column = Exclude<Bucket, 'signs'>;
/** All of them, in the order in which they are printed. */
export const COLUMNS = (Object.keys(BUCKETS) as Bucket[]).filter((one): one is Column => one !== 'signs');

/** One line of the table. */
export interface PartsRow {
  readonly areaId: string;
  readonly cells: Readonly<Record<Column, ShownCell>>;
  readonly relapsed: number;
  readonly special: number;
}

/** The table of some areas as its readers may see it. */
export interface PartsTable {
  readonly rows: readonly PartsRow[];
  /** Columns of which no unit may be told apart: only their totals are printed. */
  readonly closed: readonly Column[];
  /** What is printed below each column. */
  readonly totals: Readonly<Record<Column, string>>;
  /** All cases of it; 若干 where that would give a hidden cell away. */
  readonly all: string;
  readonly relapsed: number;
  readonly special: number;
}

/** 若干 stands for a sum that would give a hidden number away. */
const SOME = '若干';
/** What `查 辍学` prints as one number. */
const OUT_OF_SCHOOL = (['suspected', 'registered'] as const).map((column) => COLUMNS.indexOf(column));

/**
 * The partition of these areas, in their order. A group reads it with small cells hidden; they are chosen over `every`
 * area of the county, so that whoever asks, and for whatever part, finds the same ones hidden.
 */
export function partsTable(
  partition: ReadonlyMap<string, AreaParts>,
  { areaIds, every }: { readonly areaIds: readonly string[]; readonly every?: readonly string[] },
): PartsTable {
  const order = every ?? areaIds;
  const areas = order.map((areaId) => partition.get(areaId) ?? noParts(areaId));
  const numbers = areas.map(({ parts }) => COLUMNS.map((column) => parts[column]));
  const cells =
    every === undefined
      ? numbers.map((row) => row.map((n) => ({ n, hidden: false })))
      : suppressTable(numbers, OUT_OF_SCHOOL);
  const rows = areas
    .map((area, at) => rowOf(area, cells[at] ?? []))
    .filter(({ areaId }) => areaIds.includes(areaId));
  const closed = rows.length > 1 ? COLUMNS.filter((_, at) => cells.every((row) => row[at]?.hidden)) : [];
  const totals = byColumn((column) =>
    totalOf(
      rows.map((row) => row.cells[column]),
      closed.includes(column),
    ),
  );
  const sum = rows.flatMap((row) => COLUMNS.map((column) => row.cells[column].n)).reduce(add, 0);
  return {
    rows,
    closed,
    totals,
    all: Object.values(totals).every((total) => /^\d+$/.test(total)) ? String(sum) : SOME,
    relapsed: rows.map(({ relapsed }) => relapsed).reduce(add, 0),
    special: rows.map(({ special }) => special).reduce(add, 0),
  };
}

const add = (a: number, b: number): number => a + b;

function byColumn<T>(of: (column: Column) => T): Readonly<Record<Column, T>> {
  return Object.fromEntries(COLUMNS.map((column) => [column, of(column)])) as Record<Column, T>;
}

function rowOf({ areaId, relapsed, special }: AreaParts, cells: readonly ShownCell[]): PartsRow {
  const cellOf = (column: Column) => cells[COLUMNS.indexOf(column)] ?? { n: 0, hidden: false };
  return { areaId, relapsed, special, cells: byColumn(cellOf) };
}

/** A single line is its own total; of several the sum is printed where it tells nothing that is hidden. */
function totalOf(column: readonly ShownCell[], closed: boolean): string {
  const [only, ...others] = column;
  if (only !== undefined && others.length === 0) return shownWords(only.n, only.hidden);
  return closed || mayShowSum(column) ? String(column.map(({ n }) => n).reduce(add, 0)) : SOME;
}

/** What a row has in the columns that are open, in words: `疑似2 在册1`; undefined for a row of nothing. */
export function rowWords({ cells }: Pick<PartsRow, 'cells'>, closed: readonly Column[]): string | undefined {
  const said = COLUMNS.filter((column) => !closed.includes(column)).flatMap((column) => {
    const { n, hidden } = cells[column];
    return n === 0 && !hidden ? [] : [`${BUCKETS[column]}${shownWords(n, hidden)}`];
  });
  return said.length === 0 ? undefined : said.join(' ');
}

/** The totals in words, those of nothing left out. */
export function totalWords(totals: PartsTable['totals']): string {
  const said = COLUMNS.filter((column) => totals[column] !== '0');
  return said.map((column) => `${BUCKETS[column]}${totals[column]}`).join(' ');
}

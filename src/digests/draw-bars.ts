import type { PictureData } from './picture-data.ts';
import { INK, QUIET, svgPanel, svgWords } from './svg.ts';

/** Townships and their numbers. */
type Bars = NonNullable<PictureData['bars']>;

const HEAD = 70;
const ROW = 50;
const FOOT = 18;
const PADDING = 22;
const NAME = 190;
const NUMBER = 60;
const THICK = 24;
const COLOR = '#5b7fb5';
/** From so many on they stand in two columns. */
const TWO_COLUMNS = 7;

const columnsOf = ({ rows }: Bars): number => (rows.length < TWO_COLUMNS ? 1 : 2);
const linesOf = (bars: Bars): number => Math.ceil(bars.rows.length / columnsOf(bars));

/** How high the panel of these is. */
export const heightOfBars = (bars: Bars): number => HEAD + linesOf(bars) * ROW + FOOT;

/** A line per township, read down the first column and then the second: name, bar, number. */
export function drawBars(
  bars: Bars,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): string {
  const columns = columnsOf(bars);
  const lines = linesOf(bars);
  const column = (width - 2 * PADDING) / columns;
  const most = Math.max(1, ...bars.rows.map(({ n }) => n));
  return [
    svgPanel(x, y, width, heightOfBars(bars)),
    svgWords(bars.title, x + PADDING, y + 46, { size: 32, width: width - 2 * PADDING }),
    ...bars.rows.map((row, at) => {
      const left = x + PADDING + Math.floor(at / lines) * column;
      const top = y + HEAD + (at % lines) * ROW;
      const length = ((column - NAME - NUMBER - PADDING) * row.n) / most;
      return rowOf(row, { left, top, length });
    }),
  ].join('');
}

function rowOf(
  { area, n }: Bars['rows'][number],
  { left, top, length }: { readonly left: number; readonly top: number; readonly length: number },
): string {
  const start = left + NAME;
  return [
    svgWords(area, left, top + 34, { size: 29, color: QUIET, width: NAME - 14 }),
    `<rect x="${start}" y="${top + 12}" width="${length.toFixed(1)}" height="${THICK}" rx="5" fill="${COLOR}"/>`,
    svgWords(String(n), start + length + 12, top + 35, { size: 30, color: INK }),
  ].join('');
}

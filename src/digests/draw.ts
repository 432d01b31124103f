import { drawBars, heightOfBars } from './draw-bars.ts';
import { drawTrends, heightOfTrends } from './draw-trends.ts';
import type { PictureData } from './picture-data.ts';
import { FONT, INK, QUIET, svgPanel, svgWords } from './svg.ts';

const WIDTH = 1080;
const MARGIN = 36;
const INNER = WIDTH - 2 * MARGIN;
const GAP = 20;
const CARDS = { y: 108, height: 200 };
const NOTE = 64;
const SUBTITLE = 300;

/**
 * The picture as SVG, 1080 wide: three numbers, two lines, and townships where they are given. A phone shows it at a
 * third of that width, hence the large letters. Pure.
 */
export function drawPicture(data: PictureData): string {
  const { title, subtitle, cards, trends, bars, note } = data;
  const trendsAt = CARDS.y + CARDS.height + GAP;
  const barsAt = trendsAt + heightOfTrends(trends) + GAP;
  const end = bars === undefined ? barsAt : barsAt + heightOfBars(bars) + GAP;
  const height = end + NOTE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="${FONT}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#f3f5f9"/>`,
    svgWords(title, MARGIN, 72, { size: 46, width: INNER - SUBTITLE - GAP }),
    svgWords(subtitle, WIDTH - MARGIN, 70, { size: 32, color: QUIET, anchor: 'end', width: SUBTITLE }),
    ...cards.map((card, at) => cardOf(card, at, cards.length)),
    drawTrends(trends, { x: MARGIN, y: trendsAt, width: INNER, gap: GAP }),
    bars === undefined ? '' : drawBars(bars, { x: MARGIN, y: barsAt, width: INNER }),
    svgWords(note, MARGIN, height - 26, { size: 26, color: QUIET, width: INNER }),
    '</svg>',
  ].join('');
}

const CARD_COLORS = ['#c2410c', '#1d5fa8', '#0f766e'];

function cardOf({ label, value, detail }: PictureData['cards'][number], at: number, of: number): string {
  const width = (INNER - GAP * (of - 1)) / of;
  const x = MARGIN + at * (width + GAP);
  const room = width - 2 * PADDING;
  const color = CARD_COLORS[at % CARD_COLORS.length] ?? INK;
  return [
    svgPanel(x, CARDS.y, width, CARDS.height),
    svgWords(label, x + PADDING, CARDS.y + 50, { size: 32, color: QUIET, width: room }),
    svgWords(value, x + PADDING, CARDS.y + 130, { size: 80, color, width: room }),
    svgWords(detail, x + PADDING, CARDS.y + 178, { size: 29, color: QUIET, width: room }),
  ].join('');
}

const PADDING = 22;

import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { PictureData, Trend } from './picture-data.ts';

use([LineChart, BarChart, GridComponent, SVGRenderer]);

const WIDTH = 1080;
const MARGIN = 40;
const INNER = WIDTH - 2 * MARGIN;
const INK = '#1f2a37';
const QUIET = '#6b7684';
const RULE = '#e5e9ef';
const FONT = 'Noto Sans SC';
const BAR = '#5b7fb5';

/** The picture as SVG, 1080 wide: three numbers, two lines, and townships where they are given. Pure. */
export function drawPicture(data: PictureData): string {
  const bars = data.bars === undefined ? '' : barsPanel(data.bars, 610);
  const height = data.bars === undefined ? 800 : 950;
  const trendHeight = data.bars === undefined ? 430 : 290;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="${FONT}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#f3f5f9"/>`,
    words(data.title, MARGIN, 72, { size: 40 }),
    words(data.subtitle, WIDTH - MARGIN, 70, { size: 26, color: QUIET, anchor: 'end' }),
    ...data.cards.map((card, at) => cardOf(card, at, data.cards.length)),
    trendPanel(data.trends, 300, trendHeight),
    bars,
    words(data.note, MARGIN, height - 28, { size: 21, color: QUIET }),
    '</svg>',
  ].join('');
}

interface Style {
  readonly size: number;
  readonly color?: string;
  readonly anchor?: 'start' | 'end';
}

function words(text: string, x: number, y: number, { size, color = INK, anchor = 'start' }: Style): string {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${color}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function panel(x: number, y: number, width: number, height: number): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="14" fill="#ffffff" stroke="${RULE}"/>`;
}

const CARD_COLORS = ['#c2410c', '#1d5fa8', '#0f766e'];

function cardOf({ label, value, detail }: PictureData['cards'][number], at: number, of: number): string {
  const gap = 20;
  const width = (INNER - gap * (of - 1)) / of;
  const x = MARGIN + at * (width + gap);
  const y = 108;
  return [
    panel(x, y, width, 168),
    words(label, x + 24, y + 42, { size: 25, color: QUIET }),
    words(value, x + 24, y + 112, { size: 62, color: CARD_COLORS[at % CARD_COLORS.length] ?? INK }),
    words(detail, x + 24, y + 149, { size: 22, color: QUIET }),
  ].join('');
}

function trendPanel(trends: readonly Trend[], y: number, height: number): string {
  const gap = 20;
  const width = (INNER - gap * (trends.length - 1)) / trends.length;
  return trends
    .map((trend, at) => {
      const x = MARGIN + at * (width + gap);
      return [
        panel(x, y, width, height),
        words(`${trend.name} 近四周`, x + 24, y + 42, { size: 25 }),
        nested(lineChart(trend, width - 32, height - 66), x + 16, y + 56),
      ].join('');
    })
    .join('');
}

/** A chart of its own, placed in the picture. */
function nested(svg: string, x: number, y: number): string {
  return svg.replace('<svg ', `<svg x="${x}" y="${y}" `);
}

function lineChart({ points, color }: Trend, width: number, height: number): string {
  const last = points.length - 1;
  return chart(width, height, {
    grid: { left: 8, right: 36, top: 30, bottom: 4, ...AROUND_LABELS },
    xAxis: {
      type: 'category',
      data: points.map(({ day }) => `${Number(day.slice(5, 7))}-${Number(day.slice(8, 10))}`),
      boundaryGap: false,
      axisLine: { lineStyle: { color: RULE } },
      axisTick: { show: false },
      axisLabel: {
        fontFamily: FONT,
        fontSize: 19,
        color: QUIET,
        interval: (at: number) => (last - at) % 7 === 0,
      },
    },
    yAxis: valueAxis(),
    series: [
      {
        type: 'line',
        data: points.map(({ value }, at) => ({ value, ...(at === last ? LAST_POINT : {}) })),
        smooth: 0.15,
        smoothMonotone: 'x',
        symbol: 'circle',
        symbolSize: 10,
        showSymbol: true,
        lineStyle: { color, width: 4 },
        itemStyle: { color, opacity: 0 },
        areaStyle: { color, opacity: 0.1 },
        label: { show: false },
      },
    ],
  });
}

/** The margins are those of the labels, not of the axes. */
const AROUND_LABELS = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' } as const;

const LAST_POINT = {
  itemStyle: { opacity: 1 },
  label: { show: true, position: 'right', fontFamily: FONT, fontSize: 24, color: INK },
};

function valueAxis() {
  return {
    type: 'value',
    min: 0,
    minInterval: 1,
    splitNumber: 3,
    axisLabel: { fontFamily: FONT, fontSize: 19, color: QUIET },
    splitLine: { lineStyle: { color: RULE } },
  };
}

const BARS_HEIGHT = 270;

function barsPanel({ title, rows }: NonNullable<PictureData['bars']>, y: number): string {
  return [
    panel(MARGIN, y, INNER, BARS_HEIGHT),
    words(title, MARGIN + 24, y + 42, { size: 25 }),
    nested(barChart(rows, INNER - 32, BARS_HEIGHT - 62), MARGIN + 16, y + 54),
  ].join('');
}

function barChart(rows: NonNullable<PictureData['bars']>['rows'], width: number, height: number): string {
  const many = rows.length > 8;
  return chart(width, height, {
    grid: { left: 8, right: 8, top: 30, bottom: 4, ...AROUND_LABELS },
    xAxis: {
      type: 'category',
      data: rows.map(({ area }) => area),
      axisLine: { lineStyle: { color: RULE } },
      axisTick: { show: false },
      axisLabel: {
        fontFamily: FONT,
        fontSize: many ? 16 : 20,
        color: QUIET,
        interval: 0,
        rotate: many ? 35 : 0,
      },
    },
    yAxis: { ...valueAxis(), show: false },
    series: [
      {
        type: 'bar',
        data: rows.map(({ n }) => n),
        barMaxWidth: 46,
        itemStyle: { color: BAR, borderRadius: [5, 5, 0, 0] },
        label: { show: true, position: 'top', fontFamily: FONT, fontSize: 20, color: INK },
      },
    ],
  });
}

function chart(width: number, height: number, option: object): string {
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawn.setOption({ animation: false, textStyle: { fontFamily: FONT }, ...option });
    return drawn.renderToSVGString();
  } finally {
    drawn.dispose();
  }
}

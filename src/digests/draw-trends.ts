import { LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Trend } from './picture-data.ts';
import { FONT, INK, QUIET, RULE, svgPanel, svgWords } from './svg.ts';

use([LineChart, GridComponent, SVGRenderer]);

/** With a line, and with nothing but words. */
const HEIGHTS = { line: 440, words: 190 };
const HEAD = 66;
const PADDING = 22;
const LABEL = 26;
const VALUE = 32;
/** A history of so many days is called four weeks; a shorter one by its first day. */
const FOUR_WEEKS_DAYS = 22;

/** How high the panels of the lines are. */
export function heightOfTrends(trends: readonly Trend[]): number {
  return trends.every((trend) => insteadOf(trend) !== undefined) ? HEIGHTS.words : HEIGHTS.line;
}

/** The lines side by side, each with its own scale. */
export function drawTrends(
  trends: readonly Trend[],
  {
    x,
    y,
    width,
    gap,
  }: { readonly x: number; readonly y: number; readonly width: number; readonly gap: number },
): string {
  const height = heightOfTrends(trends);
  const each = (width - gap * (trends.length - 1)) / trends.length;
  return trends
    .map((trend, at) => {
      const left = x + at * (each + gap);
      const title = svgWords(titleOf(trend), left + PADDING, y + 46, { size: 32, width: each - 2 * PADDING });
      return svgPanel(left, y, each, height) + title + within(trend, { x: left, y, width: each, height });
    })
    .join('');
}

function titleOf({ name, points }: Trend): string {
  const [first] = points;
  if (first === undefined || points.length === 1) return name;
  return points.length >= FOUR_WEEKS_DAYS ? `${name} 近四周` : `${name} 自${shortDay(first.day)}`;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line, or a word where a line would say nothing. */
function within(trend: Trend, { x, y, width, height }: Place): string {
  const silent = insteadOf(trend);
  if (silent !== undefined) {
    const style = { size: 32, color: QUIET, anchor: 'middle', width: width - 2 * PADDING } as const;
    return svgWords(silent, x + width / 2, y + HEAD + (height - HEAD) / 2, style);
  }
  return nested(lineChart(trend, width - 24, height - HEAD - 12), x + 12, y + HEAD);
}

function insteadOf({ points }: Trend): string | undefined {
  if (points.length < 2) return '从今天起记录，明天起有走势';
  return points.every(({ value }) => value === 0) ? '一直是0' : undefined;
}

/** A chart of its own, placed in the picture. */
function nested(svg: string, x: number, y: number): string {
  return svg.replace('<svg ', `<svg x="${x}" y="${y}" `);
}

function shortDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

function lineChart({ points, color }: Trend, width: number, height: number): string {
  const last = points.length - 1;
  const shown = String(points[last]?.value ?? '');
  return chart(width, height, {
    grid: {
      left: 8,
      right: Math.max(8, shown.length * DIGIT - HALF_A_DAY),
      top: 16,
      bottom: 4,
      ...AROUND_LABELS,
    },
    xAxis: {
      type: 'category',
      data: points.map(({ day }) => `${Number(day.slice(5, 7))}-${Number(day.slice(8, 10))}`),
      boundaryGap: false,
      axisLine: { lineStyle: { color: RULE } },
      axisTick: { show: false },
      axisLabel: { ...AXIS_LABEL, margin: 14, interval: (at: number) => isLabelled(at, last) },
    },
    yAxis: {
      type: 'value',
      min: 0,
      minInterval: 1,
      splitNumber: 3,
      axisLabel: AXIS_LABEL,
      splitLine: { lineStyle: { color: RULE } },
    },
    series: [
      {
        type: 'line',
        data: points.map(({ value }, at) => ({ value, ...(at === last ? LAST_POINT : {}) })),
        smooth: 0.15,
        smoothMonotone: 'x',
        symbol: 'circle',
        symbolSize: 14,
        showSymbol: true,
        lineStyle: { color, width: 5 },
        itemStyle: { color, opacity: 0 },
        areaStyle: { color, opacity: 0.1 },
        label: { show: false },
      },
    ],
  });
}

const FORTNIGHT = 14;

/** Today and every other week before it; of a short history its two ends. */
function isLabelled(at: number, last: number): boolean {
  return last < FORTNIGHT ? at === 0 || at === last : (last - at) % FORTNIGHT === 0;
}

/** The last value stands right of the line, where half of the last day's label leaves room already. */
const DIGIT = 20;
const HALF_A_DAY = 10;

const AXIS_LABEL = { fontFamily: FONT, fontSize: LABEL, color: QUIET };

/** The margins are those of the labels, not of the axes. */
const AROUND_LABELS = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' } as const;

const LAST_POINT = {
  itemStyle: { opacity: 1 },
  label: { show: true, position: 'right', fontFamily: FONT, fontSize: VALUE, color: INK },
};

function chart(width: number, height: number, option: object): string {
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawn.setOption({ animation: false, textStyle: { fontFamily: FONT }, ...option });
    return drawn.renderToSVGString();
  } finally {
    drawn.dispose();
  }
}

import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { drawPicture } from '../../src/digests/draw.ts';
import { createPaint } from '../../src/digests/picture.ts';
import type { PictureData } from '../../src/digests/picture-data.ts';

const font = join(TEMPLATES_DIR, 'assets', 'fonts', 'noto-sans-sc-subset.ttf');
const points = Array.from({ length: 29 }, (_, n) => ({
  day: `2026-11-${String((n % 28) + 1).padStart(2, '0')}`,
  value: n % 7,
}));
const DATA: PictureData = {
  title: '望溪县 控辍保学与校园安全',
  subtitle: '11月24日 周二 早',
  note: '截至11-24 08:00 <含区外>',
  cards: ['在册未返校', '未销号隐患', '季末零报告'].map((label) => ({
    label,
    value: '13',
    detail: '较昨-1',
  })),
  trends: [
    { name: '在册未返校', color: '#c2410c', points },
    { name: '未销号隐患', color: '#1d5fa8', points },
  ],
};
const BARS = {
  title: '各乡镇未返校',
  rows: [
    { area: '桐渡镇', n: 3 },
    { area: '麻柳塝乡', n: 1 },
  ],
};

/** For a busy machine: alone the first takes two seconds. */
const PATIENCE_MS = 60_000;

const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('a picture', () => {
  it('is drawn in a thread as a PNG as wide as a phone shows sharply, higher with townships', async () => {
    const paint = createPaint({ font, timeoutMs: PATIENCE_MS });
    const [plain, bars] = await Promise.all([paint(DATA), paint({ ...DATA, bars: BARS })]);
    expect(plain?.subarray(1, 4).toString()).toBe('PNG');
    expect(sizeOf(plain as Buffer)).toEqual([1080, 852]);
    expect(sizeOf(bars as Buffer)).toEqual([1080, 1060]);
    expect((bars as Buffer).length).toBeLessThan(400_000);
  }, 130_000);

  it('says what it is given, harmless as XML', () => {
    const svg = drawPicture({ ...DATA, bars: BARS });
    for (const word of ['望溪县', '未销号隐患 近四周', '麻柳塝乡', '&#60;含区外&#62;'])
      expect(svg).toContain(word);
  });

  const withPoints = (some: readonly { day: string; value: number }[]): PictureData => ({
    ...DATA,
    trends: DATA.trends.map((trend) => ({ ...trend, points: some })),
  });
  const valuesOf = (svg: string): readonly string[] =>
    [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text);

  it.each<[string, PictureData, readonly string[], number]>([
    ['four weeks', DATA, ['在册未返校 近四周'], 852],
    ['three days', withPoints(points.slice(0, 3)), ['在册未返校 自11月1日'], 852],
    ['one day', withPoints(points.slice(0, 1)), ['在册未返校', '从今天起记录，明天起有走势'], 602],
    ['nothing but zeros', withPoints(points.map((one) => ({ ...one, value: 0 }))), ['一直是0'], 602],
  ])('of %s says what there is, and draws no empty chart', (_what, data, said, height) => {
    const svg = drawPicture(data);
    expect(valuesOf(svg)).toEqual(expect.arrayContaining([...said]));
    expect(svg).toContain(`height="${height}"`);
  });

  it('sets words smaller rather than let them run out of their card', () => {
    const wide = { label: '高温期间校舍排查情况', value: '1196/1200', detail: '已报/应报，还差4' };
    const size = (cards: PictureData['cards'], text: string): number =>
      Number(new RegExp(`font-size="(\\d+)"[^>]*>${text}<`).exec(drawPicture({ ...DATA, cards }))?.[1]);
    expect(size([wide, wide, wide], wide.value)).toBeLessThan(80);
    expect(size([wide, wide, wide], wide.value) * 9 * 0.56).toBeLessThanOrEqual(279);
    expect(size(DATA.cards, '13')).toBe(80);
  });

  it('names townships in their order, with their numbers', () => {
    const values = valuesOf(drawPicture({ ...DATA, bars: BARS }));
    expect(values.slice(values.indexOf('各乡镇未返校'), -1)).toEqual([
      '各乡镇未返校',
      '桐渡镇',
      '3',
      '麻柳塝乡',
      '1',
    ]);
  });

  it.each<[string, Parameters<typeof createPaint>[0], RegExp]>([
    ['has no font', { font: `${font}.none` }, /^Error$/],
    ['takes too long', { font, timeoutMs: 1 }, /^timeout$/],
  ])('is left out when it %s', async (_what, options, reason) => {
    const reasons: string[] = [];
    const paint = createPaint({ ...options, onFailure: (one) => void reasons.push(one) });
    expect(await paint(DATA)).toBeUndefined();
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(reason);
  });
});

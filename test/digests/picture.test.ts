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

/** For a busy machine: alone it takes two seconds. */
const PATIENCE_MS = 60_000;

const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('a picture', () => {
  it('is drawn in a thread as a PNG of 1080 by 800, higher with townships', async () => {
    const paint = createPaint({ font, timeoutMs: PATIENCE_MS });
    const [plain, bars] = [await paint(DATA), await paint({ ...DATA, bars: BARS })];
    expect(plain?.subarray(1, 4).toString()).toBe('PNG');
    expect(sizeOf(plain as Buffer)).toEqual([1080, 800]);
    expect(sizeOf(bars as Buffer)).toEqual([1080, 950]);
    expect((bars as Buffer).length).toBeLessThan(400_000);
  }, 130_000);

  it('says what it is given, harmless as XML', () => {
    const svg = drawPicture({ ...DATA, bars: BARS });
    for (const word of ['望溪县', '未销号隐患 近四周', '麻柳塝乡', '&#60;含区外&#62;'])
      expect(svg).toContain(word);
  });

  it.each<[string, Parameters<typeof createPaint>[0], RegExp]>([
    ['takes too long', { font, timeoutMs: 1 }, /^timeout$/],
    ['has no font', { font: `${font}.none` }, /^Error$/],
  ])('is left out when it %s', async (_what, options, reason) => {
    const reasons: string[] = [];
    const paint = createPaint({ ...options, onFailure: (one) => void reasons.push(one) });
    expect(await paint(DATA)).toBeUndefined();
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(reason);
  });
});

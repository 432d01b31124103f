import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitText } from '../../src/delivery/split-text.ts';

const fits = (bytes: number) => (piece: string) => Buffer.byteLength(piece) <= bytes;

describe('a long text', () => {
  it.each([
    ['一行', 100, ['一行']],
    ['一\n二\n三', 7, ['一\n二', '三']],
    ['一二三四', 6, ['一二', '三四']],
    ['短\n一二三四\n短', 6, ['短', '一二', '三四', '短']],
  ])('%j in pieces of %i bytes', (text, bytes, pieces) => {
    expect(splitText(text, fits(bytes))).toEqual(pieces);
  });

  it('keeps every character and every bound', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 40, max: 90 }), (lines, bytes) => {
        const text = lines.join('\n');
        const pieces = splitText(text, fits(bytes));
        expect(pieces.every(fits(bytes))).toBe(true);
        expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});

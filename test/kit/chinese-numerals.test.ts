import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readNumeral, toNumeral } from '../../src/kit/chinese-numerals.ts';

describe('readNumeral', () => {
  it.each([
    ['12', 12],
    ['007', 7],
    ['零', 0],
    ['两', 2],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['三十一', 31],
    ['一百', 100],
    ['一百零五', 105],
    ['一百二十三', 123],
    ['六百一', 610],
    ['六百零一', 601],
    ['一千二', 1200],
    ['一千二百五', 1250],
    ['一千零五', 1005],
    ['一千零五十六', 1056],
    ['二百五', 250],
    ['两千', 2000],
    ['二〇二六', 2026],
    ['二零二六', 2026],
    ['', undefined],
    ['十十', undefined],
    ['十百', undefined],
    ['二三十', undefined],
    ['三班', undefined],
    ['-1', undefined],
  ])('%s is %s', (text, value) => {
    expect(readNumeral(text)).toBe(value);
  });

  it('reads what toNumeral writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), (value) => {
        expect(readNumeral(toNumeral(value))).toBe(value);
      }),
    );
  });
});

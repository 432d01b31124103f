import { describe, expect, it } from '@jest/globals';
import { safeEqual } from '../../src/kit/safe-equal.ts';

describe('safeEqual', () => {
  it.each([
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['abc', 'abcd', false],
    ['', '', true],
    ['e\u0301', '\u00e9', false],
  ])('of %s and %s is %s', (a, b, equal) => {
    expect(safeEqual(a, b)).toBe(equal);
  });

  it('compares text with bytes', () => {
    expect(safeEqual('镇', Buffer.from('镇'))).toBe(true);
  });
});

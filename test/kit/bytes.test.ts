import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { utf8Bytes, utf8Prefix } from '../../src/kit/bytes.ts';

describe('utf8Prefix', () => {
  it.each([
    ['桐渡镇', 9, '桐渡镇'],
    ['桐渡镇', 8, '桐渡'],
    ['桐渡镇', 2, ''],
    ['a✅b', 3, 'a'],
    ['a😀b', 4, 'a'],
    ['a😀b', 5, 'a😀'],
    ['abc', 0, ''],
    ['abc', -1, ''],
  ])('of %s in %d bytes is %s', (text, bytes, prefix) => {
    expect(utf8Prefix(text, bytes)).toBe(prefix);
  });

  it('is a beginning of the text that fits and holds no broken character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, max) => {
        const prefix = utf8Prefix(text, max);
        expect(text.startsWith(prefix)).toBe(true);
        expect(utf8Bytes(prefix)).toBeLessThanOrEqual(max);
      }),
    );
  });
});

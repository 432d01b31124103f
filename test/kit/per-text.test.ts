import { describe, expect, it } from '@jest/globals';
import { perText } from '../../src/kit/per-text.ts';

describe('perText', () => {
  it('reads each of the last texts once, and what was not asked for longest again', () => {
    const read: string[] = [];
    const lengthOf = perText((...texts) => {
      read.push(texts.join('+'));
      return { length: texts.join('').length };
    }, 2);
    const first = lengthOf('a', 'b');
    expect(lengthOf('a', 'b')).toBe(first);
    expect(lengthOf('ab')).not.toBe(first);
    lengthOf('a', 'b');
    lengthOf('abc');
    lengthOf('a', 'b');
    lengthOf('ab');
    expect(read).toEqual(['a+b', 'ab', 'abc', 'ab']);
  });

  it('keeps nothing of a reading that failed', () => {
    let fails = true;
    const read = perText((text = '') => {
      if (fails) throw new Error('bad');
      return text;
    }, 2);
    expect(() => read('a')).toThrow('bad');
    fails = false;
    expect(read('a')).toBe('a');
  });
});

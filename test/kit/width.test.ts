import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { halfWidth, visibleText } from '../../src/kit/width.ts';

describe('visible', () => {
  it.each([
    ['a\u200bb\ufeffc', 'abc'],
    ['查\u2005辍学', '查 辍学'],
    ['查　辍学', '查 辍学'],
    ['a\tb\u00a0c', 'a b c'],
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['好👍🏽的', '好 的'],
    ['👨‍👩‍👧辍学', '   辍学'],
    ['\u0000\u001b[1m', '[1m'],
    ['\ud83d', ''],
    ['，。：（）', '，。：（）'],
    ['𠮷野', '𠮷野'],
  ])('%j is %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(visibleText(text))).toBe(visibleText(text));
      }),
    );
  });
});

describe('halfWidth', () => {
  it.each([
    ['Ｋ２６－０４１７', 'K26-0417'],
    ['（２）班：', '(2)班:'],
    ['【学校】', '(学校)'],
    ['一—二', '一-二'],
    ['⼀⼆', '一二'],
    ['二〇二六', '二零二六'],
    ['，', ','],
    ['。、', '。、'],
  ])('%s is %s', (text, plain) => {
    expect(halfWidth(text)).toBe(plain);
  });

  it('keeps the length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(halfWidth(text)).toHaveLength(text.length);
      }),
    );
  });
});

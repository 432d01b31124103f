import { describe, expect, it } from '@jest/globals';
import { pinyinInitials, pinyinSound } from '../../src/kit/pinyin-initials.ts';

describe('pinyin', () => {
  it.each([
    ['报辍学', 'bcx', 'baochuoxue'],
    ['查', 'c', 'cha'],
    ['绑定', 'bd', 'bangding'],
    ['help', 'help', 'help'],
    ['绿色', 'ls', 'lvse'],
    ['', '', ''],
  ])('of %s is %s, %s', (text, initials, sound) => {
    expect(pinyinInitials(text)).toBe(initials);
    expect(pinyinSound(text)).toBe(sound);
  });

  it('is the same for words that sound alike', () => {
    expect(pinyinSound('报缀学')).not.toBe('');
    expect(pinyinSound('报隐患')).toBe(pinyinSound('报引患'));
  });
});

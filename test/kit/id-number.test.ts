import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ageOn, idCheckSign, readIdNumber } from '../../src/kit/id-number.ts';

describe('readIdNumber', () => {
  it.each([
    ['11010519491231002X', '1949-12-31', '女'],
    ['11010519491231002x', '1949-12-31', '女'],
    ['999999201109100021', '2011-09-10', '女'],
    ['999999201203150033', '2012-03-15', '男'],
    ['999999201306011116', '2013-06-01', '男'],
    ['999999201202290018', '2012-02-29', '男'],
    ['999999 20120229 0018', '2012-02-29', '男'],
  ])('%s is right', (text, birth, sex) => {
    expect(readIdNumber(text)).toMatchObject({ ok: true, birth, sex });
  });

  it.each([
    ['999999120229001', 'old'],
    ['99999920120229001', 'length'],
    ['9999992012022900188', 'length'],
    ['X99999201202290018', 'length'],
    ['', 'length'],
    ['999999201302290018', 'date'],
    ['999999201213010018', 'date'],
    ['999999181202290018', 'date'],
    ['999999201202290019', 'check'],
  ])('%s is wrong: %s', (text, fault) => {
    expect(readIdNumber(text)).toEqual({ ok: false, fault });
  });

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const number = '999999201109100021';
        const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1);
        expect(readIdNumber(wrong).ok).toBe(false);
      }),
    );
  });
});

describe('idCheckSign', () => {
  it('is X where the remainder is two', () => {
    expect(idCheckSign('11010519491231002')).toBe('X');
  });
});

describe('ageOn', () => {
  it.each([
    ['2012-02-29', '2026-02-28', 13],
    ['2012-02-29', '2026-03-01', 14],
    ['2012-11-24', '2026-11-24', 14],
  ])('of %s on %s is %s', (birth, on, age) => {
    expect(ageOn(birth, on)).toBe(age);
  });
});

import { describe, expect, it } from '@jest/globals';
import { isLocked } from '../../src/people/lock.ts';

const start = Date.parse('2026-11-24T00:00:00Z');
const minute = (n: number): Date => new Date(start + n * 60_000);
const wrongAt = (...minutes: number[]) =>
  minutes.map((n) => ({ id: String(n), at: minute(n), locked: false }));

describe('isLocked', () => {
  it.each([
    ['four wrong ones do not lock', wrongAt(0, 1, 2, 3), 4, false],
    ['five within an hour lock', wrongAt(0, 1, 2, 3, 4), 5, true],
    ['until an hour after the fifth', wrongAt(0, 1, 2, 3, 4), 63, true],
    ['and no longer', wrongAt(0, 1, 2, 3, 4), 64, false],
    ['five over more than an hour do not lock', wrongAt(0, 20, 40, 60, 61), 62, false],
    ['the last five count', wrongAt(0, 50, 60, 70, 80, 90), 91, true],
    [
      'attempts while locked do not prolong it',
      [...wrongAt(0, 1, 2, 3, 4), { id: 'x', at: minute(30), locked: true }],
      64,
      false,
    ],
  ])('%s', (_what, attempts, at, locked) => {
    expect(isLocked(attempts, minute(at))).toBe(locked);
  });
});

import { describe, expect, it } from '@jest/globals';
import { causeOf } from '../../src/kit/cause-of.ts';

const systemError = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:27017'), {
  code: 'ECONNREFUSED',
  syscall: 'connect',
});

describe('causeOf', () => {
  it.each([
    ['a system call', systemError, 'Error ECONNREFUSED connect'],
    [
      'what lies below',
      new TypeError('fetch failed', { cause: systemError }),
      'TypeError (fetch failed) < Error ECONNREFUSED connect',
    ],
    [
      'the first of several',
      new AggregateError([systemError], 'all of 李雨桐'),
      'AggregateError < Error ECONNREFUSED connect',
    ],
    [
      'what a driver found at a server',
      Object.assign(new Error('no server'), {
        reason: { servers: new Map([['a', { error: systemError }]]) },
      }),
      'Error < Error ECONNREFUSED connect',
    ],
    [
      'a fault in our own code',
      new TypeError("Cannot read properties of undefined (reading 'areaId')"),
      "TypeError (Cannot read properties of undefined (reading 'areaId'))",
    ],
  ])('tells of %s', (_what, error, words) => {
    expect(causeOf(error)).toBe(words);
  });

  it.each([
    new SyntaxError('Unexpected token 李, "李雨桐" is not valid JSON'),
    new TypeError("Cannot read properties of undefined (reading '李雨桐')"),
    Object.assign(new Error('E11000 duplicate key { _id: "李雨桐" }'), { code: 11_000, codeName: '李雨桐' }),
    Object.assign(new Error('李雨桐'), { code: 13_812_345_678 }),
  ])('never repeats a value', (error) => {
    expect(causeOf(error)).not.toMatch(/李|雨|13812/);
  });
});

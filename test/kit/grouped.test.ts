import { expect, it } from '@jest/globals';
import { grouped } from '../../src/kit/grouped.ts';

it('keeps items of a key in order, and keys in the order of their first item', () => {
  expect([...grouped(['b1', 'a1', 'b2'], ([letter]) => letter)]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
  expect([...grouped([], () => 1)]).toEqual([]);
});

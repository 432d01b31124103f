import { expect, it } from '@jest/globals';
import { signCallback } from '../../../src/sandbox/dingtalk/signature.ts';

it('signs the documented inputs with the publicly known result', () => {
  expect(signCallback('this is a secret', 1577262236757)).toEqual({
    timestamp: '1577262236757',
    sign: 'DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=',
  });
});

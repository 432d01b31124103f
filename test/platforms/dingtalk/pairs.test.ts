import { describe, expect, it } from '@jest/globals';
import { createPairs, MOST_PER_PAIR } from '../../../src/platforms/dingtalk/pairs.ts';
import { receive } from '../../../src/platforms/dingtalk/receive.ts';
import { rawRequest, signed, TEST_ROBOT, textBody } from '../../support/dingtalk-client.ts';
import { CONFIG, NOW } from './support.ts';

describe('one pair of headers', () => {
  const ask = (pairs: ReturnType<typeof createPairs>, id: string, at: Date = NOW) =>
    receive(
      rawRequest(signed(TEST_ROBOT, textBody(TEST_ROBOT, { text: '查', sender: 'u', id }, at), at), NOW),
      CONFIG,
      pairs,
    );

  it('serves few messages, and those again and again', () => {
    const pairs = createPairs();
    const ids = Array.from({ length: 100 }, (_, n) => `msg${n}`);
    const first = ids.map((id) => ask(pairs, id));
    expect(first.filter(({ type }) => type === 'message')).toHaveLength(MOST_PER_PAIR);
    expect(first.at(-1)).toMatchObject({ type: 'refused', status: 401, reason: 'pair-overused' });
    expect(ask(pairs, 'msg0').type).toBe('message');
    expect(ask(pairs, 'msg99').type).toBe('refused');
  });

  it('takes nothing from another', () => {
    const pairs = createPairs();
    for (let n = 0; n < 100; n += 1) ask(pairs, `msg${n}`);
    expect(ask(pairs, 'next', new Date(NOW.getTime() + 1)).type).toBe('message');
  });

  it('is not used up by callbacks that are refused', () => {
    const pairs = createPairs();
    const foreign = { ...textBody(TEST_ROBOT, { text: '查', sender: 'u' }, NOW), robotCode: 'other' };
    for (let n = 0; n < 100; n += 1)
      receive(rawRequest(signed(TEST_ROBOT, foreign, NOW), NOW), CONFIG, pairs);
    expect(ask(pairs, 'msg').type).toBe('message');
  });
});

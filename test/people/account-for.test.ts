import { describe, expect, it } from '@jest/globals';
import { accountFor } from '../../src/people/account-for.ts';
import type { Account, PrivateChannel } from '../../src/people/reach.ts';

const wecom: Account = { platform: 'wecom', userId: 'cenlixia' };
const dingtalk: Account = { platform: 'dingtalk', userId: '0101' };
const MORNING = new Date('2026-11-24T08:00:00+08:00');
const NOON = new Date('2026-11-24T12:00:00+08:00');

interface State {
  readonly reached: boolean;
  readonly spoke?: Date;
}
const chosen = (states: { readonly wecom: State; readonly dingtalk: State }) =>
  accountFor(
    {
      reachable: async ({ platform }) =>
        states[platform].reached
          ? [platform === 'wecom' ? 'wecom.app' : 'dingtalk.person']
          : ([] as PrivateChannel[]),
      lastSpoke: async ({ platform }) => states[platform].spoke,
    },
    [wecom, dingtalk],
  );

describe('somebody with two accounts is told', () => {
  it.each<[string, Parameters<typeof chosen>[0], Account]>([
    ['on the first, if they never spoke', { wecom: { reached: true }, dingtalk: { reached: true } }, wecom],
    ['where they spoke', { wecom: { reached: true }, dingtalk: { reached: true, spoke: NOON } }, dingtalk],
    [
      'where they spoke last',
      { wecom: { reached: true, spoke: NOON }, dingtalk: { reached: true, spoke: MORNING } },
      wecom,
    ],
    [
      'where they are reached',
      { wecom: { reached: false, spoke: NOON }, dingtalk: { reached: true } },
      dingtalk,
    ],
    [
      'on the first at their next contact',
      { wecom: { reached: false }, dingtalk: { reached: false } },
      wecom,
    ],
  ])('%s', async (_where, states, account) => {
    expect(await chosen(states)).toEqual(account);
  });

  it('nothing without any', async () => {
    const never = { reachable: async () => [], lastSpoke: async () => undefined };
    expect(await accountFor(never, [])).toBeUndefined();
  });
});

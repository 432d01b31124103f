import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/kit/clock.ts';
import { createLog } from '../../src/log.ts';
import { createDingtalkPlatform } from '../../src/platforms/dingtalk/platform.ts';
import { dingtalkSelfTest } from '../../src/platforms/dingtalk/self-test.ts';
import { createWecomPlatform } from '../../src/platforms/wecom/platform.ts';
import { wecomSelfTest } from '../../src/platforms/wecom/self-test.ts';

const NOW = new Date('2026-11-24T10:00:00+08:00');
const wecom = {
  token: 'SelfTestToken',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  mediaHosts: [],
  apiBase: 'https://qyapi.weixin.qq.com',
};
const dingtalk = {
  clientId: 'ding1',
  clientSecret: 'a secret',
  robotCode: 'ding1',
  corpId: 'corp1',
  mediaHosts: [],
  apiBase: 'https://api.dingtalk.com',
  oapiBase: 'https://oapi.dingtalk.com',
};
const receivers = {
  wecom: createWecomPlatform(wecom, { log: createLog('silent') }).receive,
  dingtalk: createDingtalkPlatform(dingtalk, { clock: systemClock }).receive,
};

describe('a platform calling itself', () => {
  it('gets through with the same secrets', () => {
    expect(wecomSelfTest({ ...wecom, receiveId: '' }, receivers.wecom).verify(NOW)).toBe('ok');
    expect(dingtalkSelfTest(dingtalk, receivers.dingtalk).verify(NOW)).toBe('ok');
    const { corpId: _, ...unpinned } = dingtalk;
    const loose = createDingtalkPlatform(unpinned, { clock: systemClock }).receive;
    expect(dingtalkSelfTest(unpinned, loose).verify(NOW)).toBe('ok');
  });

  it.each([
    ['another token', { token: 'Another' }, 'wrong signature'],
    ['another key', { aesKey: 'zbcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }, /bad|wrong/],
    ['another receive id', { receiveId: 'corp' }, 'wrong receive id'],
  ])('WeCom with %s does not', (_title, changed, reason) => {
    const self = wecomSelfTest({ ...wecom, receiveId: '', ...changed }, receivers.wecom);
    expect(self.verify(NOW)).toMatch(reason);
  });

  it.each([
    ['another secret', { clientSecret: 'another' }, 'sign-wrong'],
    ['another robot', { robotCode: 'ding2' }, 'other-robot'],
    ['another corporation', { corpId: 'corp2' }, 'other-corporation'],
  ])('DingTalk with %s does not', (_title, changed, reason) => {
    expect(dingtalkSelfTest({ ...dingtalk, ...changed }, receivers.dingtalk).verify(NOW)).toBe(reason);
  });
});

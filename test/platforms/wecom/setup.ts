import type { WecomConfig } from '../../../src/platforms/wecom/config.ts';
import { createWecomPlatform } from '../../../src/platforms/wecom/platform.ts';
import { WecomClient } from '../../support/wecom-client.ts';

export const NOW = new Date('2026-11-24T08:00:00+08:00');

export const CONFIG: WecomConfig = {
  token: 'AiBotTok3nForTests',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  botId: 'AIBOT1',
  botName: '校园哨兵,Robot A',
  mediaHosts: ['*.myqcloud.com', '127.0.0.1'],
  apiBase: 'https://qyapi.weixin.qq.com',
};

/** A robot, and WeCom's side of it. */
export function robot(overrides: Partial<WecomConfig> = {}) {
  const config = { ...CONFIG, ...overrides };
  return { platform: createWecomPlatform(config), client: new WecomClient(CONFIG) };
}

/** The fields every group message has. */
export const GROUP = {
  msgid: 'CAIQ-0001',
  aibotid: 'AIBOT1',
  chatid: 'wrCHAT1',
  chattype: 'group',
  from: { userid: 'zhangsan' },
  response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=CODE1',
};

export const SINGLE = { ...GROUP, chatid: undefined, chattype: 'single' };

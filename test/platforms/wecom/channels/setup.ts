import nock from 'nock';
import pino from 'pino';
import type { Address, OutgoingContent } from '../../../../src/platforms/channel.ts';
import { createAppChannel } from '../../../../src/platforms/wecom/channels/app.ts';
import { createCallVendor } from '../../../../src/platforms/wecom/channels/call.ts';
import { createTokenCaller } from '../../../../src/platforms/wecom/channels/token.ts';
import { createWebhookChannel } from '../../../../src/platforms/wecom/channels/webhook.ts';

export const API = 'https://qyapi.weixin.qq.com';
export const vendor = () => nock(API);

export const logged: string[] = [];
export const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });

export const CORP = { corpId: 'ww-corp', appSecret: 'app-secret-1' };

export const webhookChannel = () => createWebhookChannel({ apiBase: API, log });
export const tokenCaller = () => createTokenCaller(createCallVendor(API, log), CORP);
export const appChannel = () => createAppChannel({ agentId: 1_000_002, tokens: tokenCaller(), log });

export const groupWith = (key: string): Address => ({
  kind: 'group',
  id: 'wrCHAT1',
  webhook: { url: `${API}/cgi-bin/webhook/send?key=${key}` },
});
export const person = (id: string): Address => ({ kind: 'person', id });

export const CONTENT: OutgoingContent = { title: '通知', text: '**汛期**值班表已发' };
export const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(60, 1)]);
export const OK = { errcode: 0, errmsg: 'ok' };

/** Grants tokens T1, T2 … as often as asked, or so many times. */
export function grants(times = 1): void {
  for (let n = 1; n <= times; n += 1) {
    vendor()
      .get('/cgi-bin/gettoken')
      .query({ corpid: CORP.corpId, corpsecret: CORP.appSecret })
      .reply(200, { ...OK, access_token: `T${n}`, expires_in: 7_200 });
  }
}

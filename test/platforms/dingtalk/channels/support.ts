import nock from 'nock';
import type { Address, Channel, OutgoingContent } from '../../../../src/platforms/channel.ts';
import { createTokenSource } from '../../../../src/platforms/dingtalk/access-token.ts';
import { createDingtalkChannels } from '../../../../src/platforms/dingtalk/channels/channels.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';
import { CONFIG, NOW } from '../support.ts';

export const API = 'https://api.dingtalk.com';
export const OAPI = 'https://oapi.dingtalk.com';
export const clock = fixedClock(NOW);

export const GROUP: Address = { kind: 'group', id: 'cidGroup==' };
export const ROBOT: Address = { ...GROUP, webhook: { url: `${OAPI}/robot/send?access_token=tok0` } };
export const SESSION: Address = {
  ...GROUP,
  session: { url: `${OAPI}/robot/sendBySession?session=s1`, expires: NOW.getTime() + 5_400_000 },
};
export const person = (id: string): Address => ({ kind: 'person', id });

export const CONTENT: OutgoingContent = { title: '每日摘要', text: '第一行\n第二行' };
export const MARKDOWN = { title: '每日摘要', text: '第一行  \n第二行' };
export const PICTURE = { name: 'trend.png', bytes: Buffer.from([1, 2, 3]) };
export const FILE = { name: '台账.xlsx', bytes: Buffer.from([4, 5]) };

/** Fresh channels, by id. */
export function channel(id: string): Channel {
  const found = createDingtalkChannels(CONFIG, { clock, tokens: createTokenSource(CONFIG, clock) }).find(
    (each) => each.id === id,
  );
  if (!found) throw new Error(`no channel ${id}`);
  return found;
}

/** Lets DingTalk give a token. */
export const token = (accessToken = 'tok') =>
  nock(API).post('/v1.0/oauth2/accessToken').reply(200, { accessToken, expireIn: 7200 });

/** Lets DingTalk take an upload. */
export const upload = (kind: 'image' | 'file', answer: nock.Body, accessToken = 'tok') =>
  nock(OAPI)
    .post('/media/upload', (body) => String(body).length > 0)
    .query({ access_token: accessToken, type: kind })
    .reply(200, answer);

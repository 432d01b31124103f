import { afterEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { dingtalkPermission, wecomPermission } from '../../../src/doctor/probes/permissions.ts';
import { dingtalkToken, wecomToken } from '../../../src/doctor/probes/tokens.ts';
import { dingtalkAddress, wecomAddress } from '../../../src/doctor/probes/trusted-ip.ts';
import { askDingtalk } from '../../../src/doctor/vendor/ask-dingtalk.ts';
import { askWecomApp } from '../../../src/doctor/vendor/ask-wecom.ts';

const DING = 'https://api.dingtalk.com';
const QY = 'https://qyapi.weixin.qq.com';
const SECRET = 'a very secret word';
const dingtalk = { apiBase: DING, clientId: 'ding1', clientSecret: SECRET, robotCode: 'ding1' };
const wecom = { apiBase: QY, corpId: 'ww1', secret: SECRET, agentId: 1_000_002 };

afterEach(() => nock.cleanAll());

type Answer = readonly [status: number, body: object | string];
const TOKEN: Answer = [200, { accessToken: 'tok', expireIn: 7_200 }];

async function dingtalkSays(token: Answer, call?: Answer) {
  nock(DING)
    .post('/v1.0/oauth2/accessToken')
    .reply(...token);
  if (call) {
    nock(DING)
      .post('/v1.0/robot/oToMessages/batchSend', (body) => body.userIds.length === 0)
      .matchHeader('x-acs-dingtalk-access-token', 'tok')
      .reply(...call);
  }
  const answers = await askDingtalk(dingtalk);
  return [dingtalkToken(answers), dingtalkPermission(answers), dingtalkAddress(answers)] as const;
}

const DENIED = 'Forbidden.AccessDenied.';

describe('what DingTalk says', () => {
  it.each<readonly [string, Answer, Answer | undefined, string, RegExp]>([
    ['everything is right', TOKEN, [400, { code: 'invalidParameter.userIds.empty' }], 'ok ok ok', /发送/],
    ['a 200 is right, too', TOKEN, [200, { processQueryKey: 'x' }], 'ok ok ok', /发送/],
    [
      'wrong secret',
      [400, { code: 'invalidClientIdOrSecret' }],
      undefined,
      'fail skip skip',
      /Client Secret/,
    ],
    [
      'no right to send',
      TOKEN,
      [
        403,
        {
          code: `${DENIED}AccessTokenPermissionDenied`,
          accessdenieddetail: { requiredScopes: ['qyapi_robot_sendmsg'] },
        },
      ],
      'ok fail ok',
      /权限管理：开通 qyapi_robot_sendmsg/,
    ],
    [
      'address not listed',
      TOKEN,
      [403, { code: `${DENIED}IpNotInWhiteList`, message: 'ip 203.0.113.7 is not in list' }],
      'ok skip fail',
      /服务器出口 IP：填入203\.0\.113\.7/,
    ],
    [
      'another robot',
      TOKEN,
      [400, { code: 'invalidParameter.robotCode.auth' }],
      'ok fail ok',
      /DINGTALK_ROBOT_CODE/,
    ],
    ['month used up', TOKEN, [403, { code: `${DENIED}ApiCountLimitForOrg` }], 'ok warn ok', /等下月/],
    ['too fast', TOKEN, [403, { code: `${DENIED}QpsLimitForAppkeyAndApi` }], 'ok warn ok', /一分钟后/],
    ['a block page', [200, '<html>blocked</html>'], undefined, 'warn skip skip', /443/],
    ['shut out', TOKEN, [200, { status: 1111, punish: 'deny' }], 'ok skip skip', /凭证/],
  ])('%s', async (_title, token, call, states, words) => {
    const findings = await dingtalkSays(token, call);
    expect(findings.map(({ state }) => state).join(' ')).toBe(states);
    expect(findings.map(({ text, fix }) => text + fix).join('\n')).toMatch(words);
    expect(JSON.stringify(findings)).not.toContain(SECRET);
    expect(nock.isDone()).toBe(true);
  });
});

async function wecomSays(token: Answer, call?: Answer) {
  nock(QY)
    .get('/cgi-bin/gettoken')
    .query({ corpid: 'ww1', corpsecret: SECRET })
    .reply(...token);
  if (call) {
    nock(QY)
      .post('/cgi-bin/message/send', (body) => body.touser === '' && body.agentid === 1_000_002)
      .query({ access_token: 'tok' })
      .reply(...call);
  }
  const answers = await askWecomApp(wecom);
  return [wecomToken(answers), wecomPermission(answers), wecomAddress(answers)] as const;
}

const GRANTED: Answer = [200, { errcode: 0, access_token: 'tok', expires_in: 7_200 }];

describe('what WeCom says', () => {
  it.each<readonly [string, Answer, Answer | undefined, string, RegExp]>([
    ['nobody to send to', GRANTED, [200, { errcode: 82_001, errmsg: 'all empty' }], 'ok ok ok', /可|能/],
    ['wrong secret', [200, { errcode: 40_001 }], undefined, 'fail skip skip', /WECOM_APP_SECRET/],
    ['wrong corp', [200, { errcode: 40_013 }], undefined, 'fail skip skip', /WECOM_CORP_ID/],
    [
      'address not trusted',
      GRANTED,
      [200, { errcode: 60_020, errmsg: 'not allow to access from your ip, from ip: 203.0.113.9, hint: [1]' }],
      'ok skip fail',
      /企业可信IP：填入203\.0\.113\.9/,
    ],
    ['wrong agent', GRANTED, [200, { errcode: 301_002 }], 'ok fail ok', /同一个应用/],
    ['no right', GRANTED, [200, { errcode: 48_002 }], 'ok fail ok', /可见范围/],
    ['unknown code', GRANTED, [200, { errcode: 99_999 }], 'ok fail ok', /99999/],
    ['a proxy', [407, 'no'], undefined, 'warn skip skip', /HTTP 407/],
  ])('%s', async (_title, token, call, states, words) => {
    const findings = await wecomSays(token, call);
    expect(findings.map(({ state }) => state).join(' ')).toBe(states);
    expect(findings.map(({ text, fix }) => text + fix).join('\n')).toMatch(words);
    expect(JSON.stringify(findings)).not.toContain(SECRET);
  });

  it('is silent when it cannot be reached', async () => {
    nock(QY)
      .get('/cgi-bin/gettoken')
      .query(true)
      .replyWithError(Object.assign(new Error(), { code: 'ENOTFOUND' }));
    expect(wecomToken(await askWecomApp(wecom))).toMatchObject({
      state: 'warn',
      text: expect.stringContaining('域名解析不了'),
    });
  });
});

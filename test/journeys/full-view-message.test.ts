import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { startChat, type TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { numberIn } from './talk.ts';
import { type Talk, talkTo, WANGXI } from './wangxi.ts';

const CHILD =
  '桐渡镇初级中学 疑似 八年级(2)班 女 姓名：欧阳测试 身份证号：999999201109100021 监护人：欧阳山 电话 13912345678';
const WHY = '送达限期复学通知书，核对住址';
const API = 'https://api.dingtalk.com';

describe('调阅 where there are no pages', () => {
  const clock = fixedClock(new Date('2026-11-24T13:00:00Z'));
  let chat: TestChat;
  let talk: Readonly<Record<'wecom' | 'dingtalk', Talk>>;
  let no: string;
  beforeAll(async () => {
    const county = WANGXI.replace(/^townships:/m, 'privacy: { wecom_message: 是 }\n\ntownships:');
    chat = await startChat({ county, clock });
    talk = { wecom: talkTo(chat, 'wecom'), dingtalk: talkTo(chat, 'dingtalk') };
    no = numberIn(await talk.wecom('teacher', `报辍学 ${CHILD}`));
  });
  afterEach(() => nock.cleanAll());
  afterAll(() => chat.stop());
  const reads = async () =>
    (await chat.app.built.services.trail.find({ what: ['read'], file: no }, { skip: 0, limit: 9 })).facts;

  it('comes on DingTalk as a private message, at night too, that is taken back after ten minutes', async () => {
    const reply = await talk.dingtalk('tongdu', `调阅 ${no} ${WHY}`);
    expect(reply).toContain('10分钟后自动撤回');
    expect(reply).not.toContain('欧阳');
    expect((await reads())[0]).toMatchObject({
      by: { key: 'dingtalk:0202' },
      detail: { way: 'recalled-message' },
    });
    nock(API).post('/v1.0/oauth2/accessToken').reply(200, { accessToken: 'token', expireIn: 7_200 });
    const sent: { userIds: readonly string[]; msgParam: string }[] = [];
    nock(API)
      .post('/v1.0/robot/oToMessages/batchSend', (body) => sent.push(body) > 0)
      .reply(200, { processQueryKey: 'the-key' });
    await chat.app.outbox.round();
    const [message] = sent;
    const { title, text } = JSON.parse(message?.msgParam ?? '{}') as { title: string; text: string };
    expect(message?.userIds).toEqual(['0202']);
    expect(title).toBe('校园哨兵：您有1件待办');
    expect(text).toMatch(/^您有1件待办/);
    for (const words of ['欧阳测试', '999999201109100021', '欧阳山', '13912345678'])
      expect(text).toContain(words);
    clock.set(new Date('2026-11-24T13:10:00Z'));
    const recalled = nock(API)
      .post('/v1.0/robot/otoMessages/batchRecall', {
        robotCode: 'dingjourney',
        processQueryKeys: ['the-key'],
      })
      .reply(200, { successResult: ['the-key'], failedResult: {} });
    expect(await chat.app.outbox.recallDue()).toEqual({ recalled: 1, failed: 0 });
    recalled.done();
  });

  it('comes on WeCom as an answer that stays, where the county allows it, and says so', async () => {
    const reply = await talk.wecom('tongdu', `调阅 ${no} ${WHY}`);
    expect(reply).toMatch(/^您有1件待办\n/);
    expect(reply).toContain('这条消息撤不回来');
    expect(reply).toContain('999999201109100021');
    expect((await reads())[0]).toMatchObject({
      by: { key: 'wecom:sangxiaoman' },
      detail: { way: 'message' },
    });
    expect(await talk.wecom('tongdu', `调阅 ${no} ${WHY}`, 'tongdu')).not.toContain('欧阳');
  });
});

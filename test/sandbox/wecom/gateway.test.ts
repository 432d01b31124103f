import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import AiBot, { type WsFrame } from '@wecom/aibot-node-sdk';
import { startWecomGateway, type WecomGateway } from '../../../src/sandbox/wecom/gateway.ts';

const BOT = { botId: 'AIBOT1', secret: 'secret-of-the-robot' };
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const group = { aibotid: 'AIBOT1', chatid: 'wrCHAT1', chattype: 'group', from: { userid: 'zhangsan' } };
const said = (msgid: string) => ({ ...group, msgid, msgtype: 'text', text: { content: '@校园哨兵 帮助' } });

let gateway: WecomGateway;
let client: AiBot.WSClient;

/** The vendor's own client. */
function official(secret = BOT.secret): AiBot.WSClient {
  return new AiBot.WSClient({
    botId: BOT.botId,
    secret,
    wsUrl: gateway.url,
    logger: silent,
    reconnectInterval: 20,
    heartbeatInterval: 50,
    maxReconnectAttempts: -1,
  });
}

const heard = (name: string): Promise<WsFrame> =>
  new Promise((resolve) => {
    client.once(name as 'message', resolve as never);
  });

beforeEach(async () => {
  gateway = await startWecomGateway({ bots: [BOT] });
  client = official();
  const authenticated = heard('authenticated');
  client.connect();
  await authenticated;
});

afterEach(async () => {
  client.disconnect();
  await gateway.stop();
});

describe("the vendor's own client", () => {
  it('hears a message and answers with a stream', async () => {
    const message = heard('message.text');
    const reqId = gateway.callback(BOT.botId, said('M1'));
    const frame = await message;
    await client.replyStream(frame, 'S1', '正在处理', false);
    await client.replyStream(frame, 'S1', '完成', true);
    expect(frame.headers.req_id).toBe(reqId);
    expect(gateway.shown.map((one) => one.body)).toEqual([
      { msgtype: 'stream', stream: { id: 'S1', finish: false, content: '正在处理' } },
      { msgtype: 'stream', stream: { id: 'S1', finish: true, content: '完成' } },
    ]);
    await expect(client.replyStream(frame, 'S1', '又', true)).rejects.toMatchObject({ errcode: 846_608 });
  });

  it('welcomes a person, once', async () => {
    const entered = heard('event.enter_chat');
    gateway.callback(BOT.botId, {
      msgid: 'E1',
      from: { userid: 'lisi' },
      msgtype: 'event',
      event: { eventtype: 'enter_chat' },
    });
    const frame = await entered;
    const welcome = { msgtype: 'text' as const, text: { content: '您好' } };
    await client.replyWelcome(frame, welcome);
    await expect(client.replyWelcome(frame, welcome)).rejects.toMatchObject({ errcode: 846_605 });
    await expect(client.replyStream(frame, 'S', 'x', true)).rejects.toMatchObject({ errcode: 846_605 });
  });

  it('updates the card that was clicked', async () => {
    const clicked = heard('event.template_card_event');
    gateway.callback(BOT.botId, {
      ...group,
      msgid: 'E2',
      msgtype: 'event',
      event: {
        eventtype: 'template_card_event',
        template_card_event: { card_type: 'button_interaction', event_key: 'yes', task_id: 'task-1' },
      },
    });
    const frame = await clicked;
    const card = { card_type: 'text_notice', main_title: { title: '已确认' } } as never;
    await expect(client.updateTemplateCard(frame, card)).rejects.toMatchObject({ errcode: 40_058 });
    await client.updateTemplateCard(frame, { ...(card as object), task_id: 'task-1' } as never);
    expect(gateway.shown).toMatchObject([{ cmd: 'aibot_respond_update_msg', chat: 'wrCHAT1' }]);
  });

  it('pushes where somebody has spoken, and nowhere else', async () => {
    const push = { msgtype: 'markdown' as const, markdown: { content: '通知' } };
    await expect(client.sendMessage('wrCHAT1', push)).rejects.toMatchObject({ errcode: 93_006 });
    gateway.callback(BOT.botId, said('M1'));
    await client.sendMessage('wrCHAT1', push);
    expect(gateway.shown).toMatchObject([{ cmd: 'aibot_send_msg', chat: 'wrCHAT1' }]);
  });

  it('uploads a file in pieces and sends it', async () => {
    gateway.callback(BOT.botId, said('M1'));
    const bytes = Buffer.alloc(1_200_000, 5);
    const { media_id } = await client.uploadMedia(bytes, { type: 'file', filename: 'a.pdf' });
    await client.sendMediaMessage('wrCHAT1', 'file', media_id);
    expect(gateway.media(media_id)?.equals(bytes)).toBe(true);
    await expect(client.sendMediaMessage('wrCHAT1', 'file', 'none')).rejects.toMatchObject({
      errcode: 40_007,
    });
  });

  it('reconnects when it is dropped and when pings go unanswered', async () => {
    for (const fail of [() => gateway.drop(BOT.botId), () => gateway.silence(BOT.botId)]) {
      const again = heard('authenticated');
      fail();
      await again;
      expect(gateway.subscribed(BOT.botId)).toBe(1);
    }
  });

  it('stands down when a newer connection takes its place', async () => {
    const kicked = heard('event.disconnected_event');
    const newer = official();
    const authenticated = once(newer as never, 'authenticated');
    newer.connect();
    await Promise.all([kicked, authenticated]);
    await sleep(150);
    expect(gateway.attempts).toHaveLength(2);
    expect(client.isConnected).toBe(false);
    newer.disconnect();
  });

  it('is refused with a wrong secret', async () => {
    const stranger = official('wrong');
    const error = new Promise<Error>((resolve) => {
      stranger.once('error', resolve);
    });
    stranger.connect();
    expect((await error).message).toContain('853000');
    stranger.disconnect();
  });

  it('is told when its subscription was forgotten', async () => {
    gateway.callback(BOT.botId, said('M1'));
    gateway.unsubscribe(BOT.botId);
    const push = { msgtype: 'markdown' as const, markdown: { content: '通知' } };
    await expect(client.sendMessage('wrCHAT1', push)).rejects.toMatchObject({ errcode: 846_609 });
  });
});

it('allows a chat 30 messages a minute', async () => {
  gateway.callback(BOT.botId, said('M1'));
  const push = { msgtype: 'markdown' as const, markdown: { content: '通知' } };
  for (let n = 0; n < 30; n += 1) await client.sendMessage('wrCHAT1', push);
  await expect(client.sendMessage('wrCHAT1', push)).rejects.toMatchObject({ errcode: 45_009 });
});

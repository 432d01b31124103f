import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from './fake-bot.ts';
import { eventually, PIXEL, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const group = { chat: 'g0', person: 'p1' };
const single = { chat: 'single', person: 'p1' };
const send = (place: object, text: string, more: object = {}) =>
  world.post('/sandbox/api/send', { ...place, text, ...more });

interface Line {
  readonly id: string;
  readonly text: string;
  readonly state: string;
}
const linesOf = async (room: string): Promise<Line[]> => {
  const state = (await (await world.get('/sandbox/api/state')).json()) as { rooms: Record<string, Line[]> };
  return state.rooms[room] ?? [];
};

describe.each(['wecom', 'dingtalk'] as const)('on %s', (platform) => {
  it('a group message with a mention reaches the bot and its answer is shown', async () => {
    const { status, body } = await send({ platform, ...group }, '@校园哨兵 查 辍学');
    expect(status).toBe(200);
    expect(body.line).toMatchObject({ state: 'sent' });
    expect(body.answer).toMatchObject({ author: 'bot', state: 'sent' });
    expect(body.answer?.text).toMatch(/^回声：\*\*.*查 辍学\*\*$/);
  });

  it('a group message without a mention stays among people', async () => {
    const before = world.seen[platform].length;
    const { body } = await send({ platform, ...group }, '大家好');
    expect(world.seen[platform]).toHaveLength(before);
    expect(body.answer).toMatchObject({ author: 'note', text: '没有 @校园哨兵，机器人收不到这条消息。' });
  });

  it('a single chat needs no mention', async () => {
    const { body } = await send({ platform, ...single }, '帮助');
    expect(body.answer?.text).toBe('回声：**帮助**');
  });

  it('a slow answer is promised first and comes later, in the same line', async () => {
    const { body } = await send({ platform, ...single }, '慢');
    expect(body.answer).toMatchObject({ author: 'bot', state: 'waiting' });
    const done = await eventually(async () =>
      (await linesOf(body.line?.room ?? '')).find(
        (line) => line.id === body.answer?.id && line.state === 'sent',
      ),
    );
    expect(done.text).toBe(platform === 'wecom' ? '慢慢好了' : '回声：**慢**');
  });

  it.each([
    ['single', single, ''],
    ['group', group, '@校园哨兵 看图'],
  ])('a picture in a %s chat can be fetched and opened by the bot', async (_kind, place, text) => {
    const { body } = await send({ platform, ...place }, text, { picture: PIXEL.toString('base64') });
    expect(body.answer?.text).toContain(`图${hash(PIXEL)}`);
  });

  it('a quoted line travels with the message', async () => {
    const { body } = await send({ platform, ...single }, '帮助');
    const { body: next } = await send({ platform, ...single }, '看这条', { quote: body.answer?.id });
    expect(next.answer?.text).toBe('回声：**看这条**关于「回声：**帮助**」');
  });

  it('a refusal is told to the person', async () => {
    const { status, body } = await send({ platform, ...single }, '拒');
    expect(status).toBe(502);
    expect(body.error).toBe('程序拒收了这条消息：签名不对或已过期（401）。');
    expect(body.line).toMatchObject({ state: 'failed' });
  });
});

it('WeCom refuses an answer signed with another token', async () => {
  const { body } = await send({ platform: 'wecom', ...single }, '伪');
  expect(body.error).toBe('程序的回答验不过签名或解不开，企业微信会丢弃它。');
});

it('WeCom sends the very same message again after a failure', async () => {
  const { body } = await send({ platform: 'wecom', ...single }, '坏');
  expect(body.answer?.text).toBe('回声：**坏**');
  const ids = world.seen.wecom.slice(-2).map((message) => message.msgid);
  expect(ids[0]).toBe(ids[1]);
});

it('WeCom tells the bot once a day that somebody opened its chat', async () => {
  const place = { platform: 'wecom', chat: 'single', person: 'p2' };
  const first = await world.post('/sandbox/api/enter', place);
  const second = await world.post('/sandbox/api/enter', place);
  expect(first.body.answer?.text).toBe('您好，发“帮助”看能做什么。');
  expect(second.body).toEqual({});
});

it.each([
  ['group', group, 'dingtalk/group/cidBUREAU=='],
  ['single', single, 'dingtalk/single/0102'],
])('DingTalk shows what is pushed to a %s chat by the OpenAPI', async (_kind, place, room) => {
  await send({ platform: 'dingtalk', ...place }, '@校园哨兵 推');
  const pushed = await eventually(async () => (await linesOf(room)).find((line) => line.text === '推来的'));
  expect(pushed.state).toBe('sent');
});

it('WeCom takes one answer by response_url', async () => {
  await send({ platform: 'wecom', ...single }, '帮助');
  const url = String(world.seen.wecom.at(-1)?.response_url);
  const answer = async (): Promise<unknown> => {
    const body = JSON.stringify({ msgtype: 'markdown', markdown: { content: '补一句' } });
    return (await fetch(url, { method: 'POST', body })).json();
  };
  expect(await answer()).toEqual({ errcode: 0, errmsg: 'ok' });
  expect(await answer()).toMatchObject({ errcode: 40029 });
  expect((await linesOf('wecom/single/sangxiaoman')).at(-1)?.text).toBe('补一句');
});

it('DingTalk’s own addresses refuse strangers', async () => {
  const vendor = '/sandbox/vendor/dingtalk';
  const session = await world.post(`${vendor}/robot/sendBySession?session=x`, {
    msgtype: 'text',
    text: { content: 'x' },
  });
  expect(session.body).toEqual({ errcode: 300001, errmsg: 'session 不存在' });
  const token = await world.post(`${vendor}/v1.0/oauth2/accessToken`, { appKey: 'a', appSecret: 'b' });
  expect(token).toMatchObject({ status: 400, body: { code: 'invalidClientIdOrSecret' } });
  const send = await world.post(`${vendor}/v1.0/robot/groupMessages/send`, {});
  expect(send).toMatchObject({ status: 400, body: { code: 'InvalidAuthentication' } });
});

it('everyone who looks is told of every new line', async () => {
  const ending = new AbortController();
  const response = await fetch(`${world.url}/sandbox/api/events`, { signal: ending.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await send({ platform: 'wecom', ...group }, '@校园哨兵 事件');
  let heard = '';
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    heard += part.value;
    if (heard.includes('回声')) break;
  }
  expect(heard).toContain('"state":"sending"');
  ending.abort();
});

it.each([
  ['nobody of that name', { platform: 'wecom', chat: 'g0', person: 'p99', text: 'x' }],
  ['somebody who is not on the platform', { platform: 'dingtalk', chat: 'g0', person: 'p2', text: 'x' }],
  ['no such group', { platform: 'wecom', chat: 'g9', person: 'p0', text: 'x' }],
  ['nothing said', { platform: 'wecom', chat: 'single', person: 'p0', text: ' ' }],
  [
    'a file that is no picture',
    { platform: 'wecom', chat: 'single', person: 'p0', text: '', picture: 'aGVsbG8=' },
  ],
  ['another shape', { text: 1 }],
])('refuses %s with a Chinese sentence', async (_what, body) => {
  const answer = await world.post('/sandbox/api/send', body);
  expect(answer.status).toBe(400);
  expect(answer.body.error).toMatch(/[。]$/);
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startWecomGateway, type WecomGateway } from '../../../../src/sandbox/wecom/gateway.ts';
import { BOT, type Instance, instance, opened, single, text, until } from './setup.ts';

const GROUP = { kind: 'group', id: 'wrCHAT1' } as const;
const PERSON = { kind: 'person', id: 'lisi' } as const;
const CONTENT = { title: '通知', text: '**汛期**值班表已发' };
const PICTURE = {
  name: 'a.png',
  bytes: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(1_200_000, 1)]),
};

let gateway: WecomGateway;
let bot: Instance;

beforeEach(async () => {
  gateway = await startWecomGateway({ bots: [BOT] });
  bot = instance(gateway, { hasSpoken: () => true });
  await opened(bot);
  gateway.callback(BOT.botId, text('M1'));
  gateway.callback(BOT.botId, text('M2', '帮助', single));
  await until('answered', () => gateway.shown.length === 2);
});

afterEach(async () => {
  await bot.stop();
  await gateway.stop();
});

const send = (address: typeof GROUP | typeof PERSON = GROUP, content: object = {}) =>
  bot.socket.channel.send([address], { ...CONTENT, ...content }, 'u1');

describe('the channel of the long connection', () => {
  it('pushes to groups and persons', async () => {
    expect(await send(GROUP)).toEqual([{ outcome: 'sent' }]);
    expect(await send(PERSON)).toEqual([{ outcome: 'sent' }]);
    expect(gateway.shown.slice(2).map((one) => one.body)).toMatchObject([
      { chatid: 'wrCHAT1', chat_type: 2, msgtype: 'markdown', markdown: { content: CONTENT.text } },
      { chatid: 'lisi', chat_type: 1 },
    ]);
  });

  it('uploads a picture in pieces and sends it after the words', async () => {
    expect(await send(GROUP, { picture: PICTURE })).toEqual([{ outcome: 'sent' }]);
    const shown = gateway.shown.slice(2).map((one) => one.body) as {
      msgtype: string;
      image?: { media_id: string };
    }[];
    expect(shown.map((one) => one.msgtype)).toEqual(['markdown', 'image']);
    expect(gateway.media(shown[1]?.image?.media_id ?? '')?.equals(PICTURE.bytes)).toBe(true);
  });

  it.each([
    [93_006, { outcome: 'gone', code: '93006' }],
    [45_009, { outcome: 'retry', afterMs: 60_000, code: '45009' }],
    [846_609, { outcome: 'retry', afterMs: 2_000, code: '846609' }],
    [40_058, { outcome: 'rejected', code: '40058' }],
  ])('answers errcode %d', async (errcode, outcome) => {
    gateway.faults.nextErrors = [errcode];
    expect(await send()).toEqual([outcome]);
    expect(gateway.shown).toHaveLength(2);
  });

  it('does not know what became of a push that was never answered', async () => {
    gateway.faults.acks = 'never';
    expect(await send()).toEqual([{ outcome: 'unknown', code: 'no-answer' }]);
  });

  it('does not know what became of a push when the connection breaks', async () => {
    gateway.faults.acks = { afterMs: 1_000 };
    const sending = send();
    await until('arrived', () => gateway.shown.length === 3);
    gateway.drop(BOT.botId);
    expect(await sending).toEqual([{ outcome: 'unknown', code: 'no-answer' }]);
  });

  it.each([
    [-1, { outcome: 'retry', afterMs: 5_000, code: '-1', attachment: true }],
    [40_058, { outcome: 'rejected', code: '40058', attachment: true }],
  ])(
    'says nothing when an upload ends with %d, and that the words may go alone',
    async (errcode, outcome) => {
      gateway.faults.nextErrors = [errcode];
      expect(await send(GROUP, { picture: PICTURE })).toEqual([outcome]);
      expect(gateway.shown).toHaveLength(2);
    },
  );

  it('takes no picture that is too small to be one, and the words may go alone', async () => {
    const picture = { name: 'a.png', bytes: Buffer.from('png') };
    expect(await send(PERSON, { picture })).toEqual([
      { outcome: 'rejected', code: 'file-size', attachment: true },
    ]);
  });

  it('has said the words when the picture after them is refused', async () => {
    // init, one chunk of three, the two others, finish, the words: all accepted; then the picture is not.
    gateway.faults.nextErrors = [0, 0, 0, 0, 0, 0, 40_007];
    expect(await send(GROUP, { picture: PICTURE })).toEqual([{ outcome: 'sent', leftOut: '40007' }]);
    expect(gateway.shown).toHaveLength(3);
  });

  it('is not ready without connection, and nothing is sent', async () => {
    expect(bot.socket.channel.ready?.()).toBe(true);
    await bot.stop();
    expect(bot.socket.channel.ready?.()).toBe(false);
    expect(await send()).toEqual([{ outcome: 'retry', afterMs: 2_000, code: 'not-connected' }]);
  });

  it('keeps a chat below 30 a minute, replies included', async () => {
    const outcomes = [];
    for (let n = 0; n < 32; n += 1) outcomes.push((await send())[0]);
    expect(outcomes.filter((one) => one?.outcome === 'sent')).toHaveLength(29);
    expect(outcomes.at(-1)).toMatchObject({ outcome: 'retry', code: 'own-limit' });
    expect(gateway.refusals).toEqual([]);
  });
});

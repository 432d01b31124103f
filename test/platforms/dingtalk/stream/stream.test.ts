import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { TEST_ROBOT } from '../../../support/dingtalk-client.ts';
import { livedTime } from '../../../support/lived-time.ts';
import { until } from '../../../support/until.ts';
import { CARD, type Rig, rig, said } from './harness.ts';

let at: Rig;
afterEach(() => at.close());

const open = async (...given: Parameters<typeof rig>): Promise<Rig> => {
  at = await rig(...given);
  await until(() => at.connection.state().phase === 'open');
  return at;
};

const click = (
  extra: object = {},
  action: object = { actionIds: ['btn'], params: { action: 'accept' } },
) => ({
  type: 'CALLBACK' as const,
  topic: CARD,
  data: {
    type: 'actionCallback',
    outTrackId: 'order-1',
    corpId: TEST_ROBOT.corpId,
    userId: 'user123',
    userIdType: 1,
    spaceId: 'cidGroup==',
    spaceType: 'IM',
    content: JSON.stringify({ cardPrivateData: action }),
    ...extra,
  },
});

describe('frames', () => {
  it('a message is the same as by callback address, and answered', async () => {
    await open();
    const ack = await at.gateway.deliver(said('查 辍学')).settled;
    expect(ack).toMatchObject({ code: 200, data: { response: null } });
    expect(at.messages).toMatchObject([
      {
        platform: 'dingtalk',
        kind: 'text',
        chat: { kind: 'group', id: 'cidGroup==' },
        sender: { id: 'user123', outsider: false },
        text: '查 辍学',
      },
    ]);
  });

  it('nothing is answered before it is stored', async () => {
    await open({ redeliverMs: 10_000 });
    let store: () => void = () => undefined;
    at.answer = () =>
      new Promise((resolve) => {
        store = () => resolve({ kind: 'later', stream: 's' });
      });
    at.gateway.deliver(said('查'));
    await until(() => at.messages.length === 1);
    await sleep(100);
    expect(at.gateway.waiting()).toBe(1);
    store();
    await until(() => at.gateway.waiting() === 0);
  });

  it('what could not be stored gets no answer and comes again', async () => {
    await open();
    let failures = 2;
    at.answer = () => {
      failures -= 1;
      if (failures >= 0) throw new Error('database down');
      return { kind: 'later', stream: 's' };
    };
    await at.gateway.deliver(said('报隐患')).settled;
    expect(at.messages.map(({ id }) => id)).toEqual(Array(3).fill(at.messages[0]?.id));
    expect(at.ignored).toEqual(['not-stored', 'not-stored']);
  });

  it('a reply given at once is pushed, for the socket carries none', async () => {
    await open();
    at.answer = () => ({ kind: 'reply', text: '合计 189', stream: 's' });
    const ack = await at.gateway.deliver(said('查')).settled;
    expect(ack.data).toEqual({ response: null });
    await until(() => at.pushed.length === 1);
    expect(at.pushed).toEqual(['合计 189']);
  });

  it.each([
    ['another robot', { robotCode: 'other' }, 200, 'other-robot'],
    ['another corporation', { chatbotCorpId: 'other' }, 200, 'other-corporation'],
    ['missing fields', { msgId: undefined }, 400, 'fields-missing'],
    ['a used-up quota', { text: undefined, errorCode: 20001 }, 200, 'quota'],
  ])('%s is answered once and counted, not handled', async (_name, extra, code, reason) => {
    await open();
    expect(await at.gateway.deliver(said('查', extra)).settled).toMatchObject({ code });
    expect([at.messages, at.ignored]).toEqual([[], [reason]]);
  });

  it('events succeed and are counted', async () => {
    await open();
    const event = await at.gateway.deliver({ type: 'EVENT', topic: '*', data: {} }).settled;
    expect(event).toMatchObject({ code: 200, data: { status: 'SUCCESS' } });
    expect(at.ignored).toEqual(['event']);
  });

  it('a ping is echoed; no answer breaks a rule', async () => {
    await open();
    at.gateway.ping();
    await at.gateway.deliver(said('查')).settled;
    await at.gateway.deliver(click()).settled;
    expect(at.gateway.complaints).toEqual([]);
  });
});

describe('clicks on cards', () => {
  it('a click is a message of kind card, and its answer changes the card', async () => {
    await open();
    at.answer = () => ({ kind: 'reply', text: '已受理', stream: 's' });
    const { messageId, settled } = at.gateway.deliver(click());
    expect((await settled).data).toEqual({
      response: {
        cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
        cardData: { cardParamMap: { status: '已受理' } },
      },
    });
    expect(at.messages).toMatchObject([
      {
        id: `card:${messageId}`,
        kind: 'card',
        cardKey: 'accept',
        cardTask: 'order-1',
        chat: { kind: 'group', id: 'cidGroup==' },
        sender: { id: 'user123', outsider: false },
      },
    ]);
    expect(at.pushed).toEqual([]);
  });

  it('a later answer leaves the card as it is', async () => {
    await open();
    expect((await at.gateway.deliver(click()).settled).data).toEqual({ response: {} });
  });

  it.each<[string, object, object | undefined, object]>([
    ['without parameters', {}, { actionIds: ['btn'] }, { cardKey: 'btn' }],
    [
      'in a single chat',
      { spaceType: 'IM_ROBOT' },
      undefined,
      { chat: { kind: 'single', id: 'cidGroup==' } },
    ],
    ['by union id', { userIdType: 2 }, undefined, { sender: { id: '', outsider: true } }],
  ])('%s', async (_name, extra, action, expected) => {
    await open();
    await at.gateway.deliver(click(extra, action)).settled;
    expect(at.messages).toMatchObject([expected]);
  });

  it.each([
    ['of another corporation', { corpId: 'other' }, 'other-corporation'],
    ['without content', { content: '{' }, 'fields-missing'],
    ['without user', { userId: '' }, 'unreadable'],
  ])('%s: refused', async (_name, extra, reason) => {
    await open();
    expect(await at.gateway.deliver(click(extra)).settled).toMatchObject({ code: 400 });
    expect([at.messages, at.ignored]).toEqual([[], [reason]]);
  });
});

describe('staying connected', () => {
  it('told to go, the new socket is open before the old one closes', async () => {
    await open({ redeliverMs: 10_000 });
    at.answer = async () => {
      await sleep(100);
      return { kind: 'later', stream: 's' };
    };
    const { settled } = at.gateway.deliver(said('查'));
    at.gateway.break('disconnect');
    // The old one stays until what it brought is answered.
    await until(() => at.gateway.connections() === 2);
    expect(at.gateway.waiting()).toBe(1);
    await settled;
    await until(() => at.gateway.connections() === 1);
    expect(at.states.map(({ phase }) => phase)).toEqual(['connecting', 'open']);
    expect(at.messages.length).toBe(1);
  });

  it.each(['drop', 'close', 'freeze', 'zombie'] as const)('%s is got over', async (how) => {
    await open();
    at.gateway.break(how);
    await at.gateway.deliver(said('查')).settled;
    expect(at.messages.length).toBe(1);
    await until(() => at.connection.state().phase === 'open' && at.gateway.connections() === 1);
  });

  it.each([
    ['down', 'connecting', 'http-503'],
    ['too-fast', 'connecting', 'too-fast'],
    ['page', 'connecting', 'odd-answer'],
    ['cut', 'connecting', 'network'],
    ['ticket', 'connecting', 'ticket-refused'],
    ['handshake', 'connecting', 'network'],
    ['flap', 'connecting', 'closed'],
    ['refused', 'refused', 'bad-credentials'],
  ] as const)('%s: %s, %s; then it opens all the same', async (trouble, phase, reason) => {
    await open();
    at.gateway.spoil(trouble);
    at.gateway.break('drop');
    await until(() => at.states.some((state) => state.phase === phase && state.reason === reason));
    await until(() => at.gateway.openings.length === 3);
    await until(() => at.connection.state().phase === 'open' && at.gateway.connections() === 1);
    expect(at.gateway.openings.length).toBe(3);
  });

  it('refused credentials are tried slowly, under one stable reason', async () => {
    at = await rig({ client: { clientId: 'x', clientSecret: 'y' } });
    await sleep(400);
    expect(at.gateway.openings.length).toBeLessThanOrEqual(6);
    expect(at.states.map(({ phase }) => phase)).toEqual(['connecting', 'refused']);
    expect(at.connection.state()).toMatchObject({ phase: 'refused', reason: 'bad-credentials' });
  });

  it('in life, there is never more than one attempt a second', async () => {
    at = await rig({}, { gapMs: 1_000, longestMs: 60_000, stableMs: 0 });
    const cutting = setInterval(() => at.gateway.break('drop'), 50);
    await sleep(3_400);
    clearInterval(cutting);
    expect(at.gateway.openings.length).toBeLessThanOrEqual(4);
    expect(at.gateway.openings.length).toBeGreaterThanOrEqual(3);
  }, 10_000);
});

describe('stopping', () => {
  it('closes, and stays closed', async () => {
    await open();
    await at.connection.stop();
    await until(() => at.gateway.connections() === 0);
    await sleep(100);
    expect(at.gateway.openings.length).toBe(1);
    expect(at.connection.state().phase).toBe('stopped');
  });

  it('gives answers under way their time', async () => {
    await open();
    at.answer = async () => {
      await sleep(80);
      return { kind: 'later', stream: 's' };
    };
    const { settled } = at.gateway.deliver(said('查'));
    await until(() => at.messages.length === 1);
    await at.connection.stop();
    expect(await settled).toMatchObject({ code: 200 });
  });

  it('does not wait for an answer that never comes', async () => {
    await open();
    at.answer = () => new Promise(() => undefined);
    at.gateway.deliver(said('查'));
    await until(() => at.messages.length === 1);
    const since = livedTime();
    await at.connection.stop();
    expect(since.ms()).toBeLessThan(1_000);
  });

  it('works at any moment of connecting', async () => {
    at = await rig();
    await at.connection.stop();
    await sleep(100);
    expect(at.gateway.connections()).toBe(0);
    expect(at.gateway.openings.length).toBeLessThanOrEqual(1);
  });
});

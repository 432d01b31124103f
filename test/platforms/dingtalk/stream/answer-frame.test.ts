import { describe, expect, it } from '@jest/globals';
import { answerFrame } from '../../../../src/platforms/dingtalk/stream/answer-frame.ts';
import { readFrame } from '../../../../src/platforms/dingtalk/stream/frame.ts';
import { pauseBefore } from '../../../../src/platforms/dingtalk/stream/pause.ts';
import { STREAM_TIMINGS } from '../../../../src/platforms/dingtalk/stream/timings.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';
import { CONFIG, NOW } from '../support.ts';

const ignored: string[] = [];
const parts = {
  config: CONFIG,
  clock: fixedClock(NOW),
  handlers: {
    onMessage: async () => ({ kind: 'nothing' as const }),
    onIgnored: (reason: string) => void ignored.push(reason),
    onState: () => undefined,
  },
  sendReply: async () => undefined,
  cardVariable: 'status',
};
const frame = (type: string, topic: string, data: string) =>
  readFrame(JSON.stringify({ specVersion: '1.0', type, headers: { topic, messageId: 'm1' }, data }));

const answered = async (type: string, topic: string, data: string): Promise<unknown> => {
  const read = frame(type, topic, data);
  const { ack } = read ? await answerFrame(read, parts) : {};
  return ack === undefined ? undefined : JSON.parse(ack);
};
const headers = { contentType: 'application/json', messageId: 'm1' };

describe('answers to frames', () => {
  it('a ping comes back as it was', async () => {
    const data = '{"opaque":"x-1"}';
    expect(await answered('SYSTEM', 'ping', data)).toEqual({ code: 200, headers, message: 'OK', data });
  });

  it.each(['disconnect', 'CONNECTED', 'REGISTERED', 'KEEPALIVE'])('%s wants no answer', async (topic) => {
    expect(await answered('SYSTEM', topic, '{}')).toBeUndefined();
  });

  it('an event succeeds', async () => {
    const data = '{"status":"SUCCESS","message":"ok"}';
    expect(await answered('EVENT', '*', '{}')).toEqual({ code: 200, headers, message: 'OK', data });
  });

  it('a topic nobody asked for is 404, and counted', async () => {
    expect(await answered('CALLBACK', '/v1.0/graph/api/invoke', '{}')).toMatchObject({ code: 404, headers });
    expect(ignored.at(-1)).toBe('unknown-topic');
  });

  it('a message that is no JSON is 400, so that it does not come for ever', async () => {
    expect(await answered('CALLBACK', '/v1.0/im/bot/messages/get', '{')).toMatchObject({ code: 400 });
  });

  it.each(['', '[]', '{"type":"CALLBACK"}', '{"type":"OTHER","headers":{"topic":"a","messageId":"b"}}'])(
    '%j is no frame',
    (text) => expect(readFrame(text)).toBeUndefined(),
  );
});

describe('the pause before an attempt', () => {
  it.each([
    [{ failures: 0, refused: false, sinceLastMs: 5_000, random: 0 }, 0],
    [{ failures: 0, refused: false, sinceLastMs: 300, random: 0 }, 700],
    [{ failures: 1, refused: false, sinceLastMs: 0, random: 1 }, 1_000],
    [{ failures: 3, refused: false, sinceLastMs: 0, random: 0 }, 4_000],
    [{ failures: 3, refused: false, sinceLastMs: 0, random: 1 }, 2_000],
    [{ failures: 99, refused: false, sinceLastMs: 0, random: 0 }, 60_000],
    [{ failures: 1, refused: true, sinceLastMs: 0, random: 1 }, 30_000],
  ])('%j: %d ms', (given, pause) => {
    expect(pauseBefore(given, STREAM_TIMINGS)).toBe(pause);
  });
});

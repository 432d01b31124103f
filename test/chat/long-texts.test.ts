import { describe, expect, it } from '@jest/globals';
import { letIn } from '../../src/chat/door.ts';
import { emergencyIn } from '../../src/chat/emergency.ts';
import type { IncomingMessage } from '../../src/chat/message.ts';
import { pageOf, splitPage } from '../../src/chat/paging.ts';
import { findVerb } from '../../src/chat/parse/find-verb.ts';
import { splitCommands } from '../../src/chat/parse/line.ts';
import { personalDataIn } from '../../src/chat/personal-data.ts';
import { splitText } from '../../src/delivery/split-text.ts';
import { utf8Bytes } from '../../src/kit/bytes.ts';
import { neutralise } from '../../src/kit/neutralise.ts';
import { measure } from '../../src/platforms/dingtalk/render.ts';
import { stripMentions } from '../../src/platforms/wecom/mention.ts';
import { parseLeniently } from '../../src/platforms/wecom/plaintext.ts';
import { render } from '../../src/platforms/wecom/render.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';

const LONG = 60_000;
const long = (piece: string): string => piece.repeat(Math.ceil(LONG / piece.length));
const said: IncomingMessage = {
  platform: 'wecom',
  id: 'm',
  kind: 'text',
  chat: { kind: 'single', id: 'u' },
  sender: { id: 'u', outsider: false },
  text: '',
  attachments: [],
  reply: {},
  receivedAt: new Date(0),
};
const isWord = (word: string): boolean => word === '报辍学';

/** Milliseconds of processor time: a busy machine makes no difference. */
function costOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['emergencies', emergencyIn],
  ['personal data', (text) => personalDataIn(text)],
  ['commands', (text) => splitCommands(text, isWord)],
  ['pages', splitPage],
  ['verbs', (text) => findVerb([{ words: ['学生', '着火'], stands: 'inside' }], text, fakeGazetteer())],
  ['neutralising', neutralise],
  ['mentions', (text) => stripMentions(text, ['校园哨兵'], true)],
  ['lenient JSON', parseLeniently],
];
const pieces = [
  '1',
  '十',
  '三',
  'a',
  ' ',
  '\t',
  '\n',
  '@a ',
  '没有着火',
  '第',
  '\\"',
  '"\\',
  '\u0001',
  '学生',
];

describe('texts far longer than any platform hands over', () => {
  for (const [name, read] of readers) {
    it.each(pieces)(`are read in a moment for ${name}, made of %j`, (piece) => {
      const worst = Math.max(
        ...['', '报辍学 ', '"'].map((front) => costOf(() => read(`${front}${long(piece)}x`))),
      );
      expect(worst).toBeLessThan(1_500);
    });
  }
});

describe('a cry for help in a long text without a stop', () => {
  it.each([0, 550, 598, 700, 5_000])('is heard after %i signs', (signs) => {
    expect(emergencyIn(`${'好'.repeat(signs)}有人溺水了`)).toBeDefined();
  });
});

describe('a long answer', () => {
  const surfaces = [
    ['WeCom', { replyBytes: 20_000, measure: (text: string) => utf8Bytes(render(text)) }],
    ['DingTalk', { replyBytes: 14_800, measure }],
  ] as const;
  for (const [platform, surface] of surfaces) {
    it.each([...pieces, '好', '三合镇 12\n', '> a\n', '- a\n', '<a', '😀'])(
      `is cut for ${platform} in a moment, made of %j`,
      (piece) => {
        expect(costOf(() => pageOf(long(piece), 1, surface, (n) => `查 第${n}页`))).toBeLessThan(500);
      },
    );
  }

  it('is cut for the outbox in a moment', () => {
    const fits = (piece: string) => utf8Bytes(piece) <= 2_048;
    for (const piece of ['好', 'a\n', '😀'])
      expect(costOf(() => splitText(long(piece), fits))).toBeLessThan(500);
  });
});

describe('a message at the door', () => {
  it.each([
    ['好'.repeat(4_000), false],
    ['好'.repeat(4_001), true],
    ['😀'.repeat(4_000), false],
    ['😀'.repeat(4_001), true],
    ['a'.repeat(200_000), true],
  ])('is too long beyond 4,000 characters', (text, tooLong) => {
    const entered = letIn({ ...said, text });
    expect(entered.tooLong).toBe(tooLong);
    if (tooLong) expect(entered.message.text.length).toBeLessThanOrEqual(4_000);
    else expect(entered.message.text).toBe(text);
  });

  it('keeps what is said first and last, and shortens what is quoted', () => {
    const quote = { text: 'q'.repeat(9_000), attachments: [] };
    const entered = letIn({ ...said, text: `报隐患 ${'好'.repeat(9_000)}有人溺水了`, quote });
    expect(entered.message.text).toMatch(/^报隐患 好+\n好+有人溺水了$/);
    expect(entered.message.quote?.text.length).toBeLessThanOrEqual(4_000);
    expect(letIn({ ...said, quote }).tooLong).toBe(false);
  });
});

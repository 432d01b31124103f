import { describe, expect, it } from '@jest/globals';
import { emergencyIn } from '../../src/chat/emergency.ts';
import { splitPage } from '../../src/chat/paging.ts';
import { findVerb } from '../../src/chat/parse/find-verb.ts';
import { splitCommands } from '../../src/chat/parse/line.ts';
import { personalDataIn } from '../../src/chat/personal-data.ts';
import { neutralise } from '../../src/kit/neutralise.ts';
import { parseLeniently } from '../../src/platforms/wecom/plaintext.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';

const LONG = 60_000;
const long = (piece: string): string => piece.repeat(Math.ceil(LONG / piece.length));
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

import { describe, expect, it } from '@jest/globals';
import { filesPointedAt, type OwnFile } from '../../src/casefiles/pointed-at.ts';

const file = (no: string, kind: OwnFile['kind'], place: string, words: string, minute: number): OwnFile => ({
  ...{ no, kind, words, placeIds: ['town', place] },
  at: new Date(Date.UTC(2026, 11, 1, 1, minute)),
});
const OWN = [
  file('Y1', 'hazard', 'north', '厨房房梁有白蚁', 1),
  file('Y2', 'hazard', 'south', '后门没有上锁', 2),
  file('K3', 'dropout', 'south', '七年级 男 厌学', 3),
];
/** 北校 and 南校 are the places it knows. */
const gazetteer = {
  scan: (text: string) =>
    [...text.matchAll(/北校|南校/g)].map(({ 0: word, index }) => ({
      ...{ start: index, end: index + word.length },
      candidates: [{ id: word === '北校' ? 'north' : 'south' }],
    })),
};

describe('words that point at one’s own files', () => {
  it.each([
    ['前头那个白蚁的不要了', ['Y1']],
    ['那条后门的报重了', ['Y2']],
    ['隐患', ['Y1', 'Y2']],
    ['那个孩子', ['K3']],
    ['第一条', ['Y1']],
    ['最后一条', ['K3']],
    ['北校那条', ['Y1']],
    ['南校的隐患', ['Y2']],
    ['北校的孩子', []],
    ['第四条', []],
    ['昨天那条', ['Y1', 'Y2', 'K3']],
    ['报隐患 南校 后门没有上锁', ['Y2']],
  ])('%s', (words, numbers) => {
    expect(filesPointedAt(words, OWN, gazetteer).map(({ no }) => no)).toEqual(numbers);
  });
});

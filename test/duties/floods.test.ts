import { describe, expect, it } from '@jest/globals';
import { readAssignment } from '../../src/duties/read-assignment.ts';
import { tidy, trimMarks } from '../../src/duties/said.ts';
import { readFindings } from '../../src/inspections/read-findings.ts';
import { readPermit } from '../../src/inspections/read-permit.ts';
import { processorMs } from '../support/lived-time.ts';

/** As many signs as one callback can carry. */
const MANY = 80_000;
const KINDS = [{ id: 'canteen', name: '食堂许可证', aliases: ['食堂'], owner: 'school' }] as never;

describe('reading takes a moment at most', () => {
  it.each([',', '、', '“', ' 回 ', '：', '1 ', '。其余', '至', '依据(', ' '])('of a flood of %p', (piece) => {
    const flood = `零报告 ${piece.repeat(MANY / piece.length)}王`;
    const readAll = () => {
      tidy(flood);
      readAssignment(`学校 ${flood}`);
      readFindings(flood, 9);
      readPermit(`食堂 ${flood}`, KINDS, '2026-11-24');
    };
    expect(processorMs(readAll)).toBeLessThan(2_000);
  });

  it('with marks taken from both ends and from nowhere else', () => {
    expect(trimMarks('，。“0，家长信”：1。、 ')).toBe('0，家长信”：1');
    expect(trimMarks('，，。')).toBe('');
  });
});

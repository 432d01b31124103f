import { describe, expect, it } from '@jest/globals';
import { readResult } from '../../src/inspections/read-result.ts';

describe('what somebody who was sent to a school found', () => {
  it.each<readonly [string, readonly string[] | undefined]>([
    ['没问题', []],
    ['查完了 没问题', []],
    ['没发现问题', []],
    ['正常', []],
    ['食堂燃气报警器失灵', ['食堂燃气报警器失灵']],
    ['食堂燃气报警器失灵；楼道堆杂物。', ['食堂燃气报警器失灵', '楼道堆杂物']],
    ['1、食堂灭火器过期 2、楼道堆杂物', ['食堂灭火器过期', '楼道堆杂物']],
    ['查完', undefined],
    ['', undefined],
  ])('is read from %s', (said, findings) => {
    expect(readResult(said)?.findings).toEqual(findings);
  });
});

import { describe, expect, it } from '@jest/globals';
import { readOnBehalf } from '../../src/people/read-on-behalf.ts';

describe('readOnBehalf', () => {
  it.each([
    ['民政局 已受理', '民政局', '已受理'],
    ['民政局已受理', '民政局', '已受理'],
    ['民政局，已受理，下周入户', '民政局', '已受理，下周入户'],
    ['派出所 已入户核实 未见到人', '派出所', '已入户核实 未见到人'],
    ['桐渡镇派出所 已入户', '桐渡镇派出所', '已入户'],
    ['已入户 派出所', '派出所', '已入户'],
    ['费长卿 已入户核实', '费长卿', '已入户核实'],
    ['民政局:已发放补助', '民政局', '已发放补助'],
    ['残联 已评定，二级', '残联', '已评定，二级'],
    ['民政局', '民政局', undefined],
    ['已受理', undefined, '已受理'],
    ['', undefined, undefined],
  ])('%s', (text, unit, words) => {
    expect(readOnBehalf(text)).toEqual({
      ...(unit === undefined ? {} : { unit }),
      ...(words === undefined ? {} : { words }),
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { progressDue } from '../../src/hazards/listing.ts';
import { readListing, type SaidOfListing } from '../../src/hazards/read-listing.ts';

describe('what is said of a listing', () => {
  it.each<readonly [string, SaidOfListing]>([
    ['报县挂牌', { asks: true, level: '县级', words: '报县挂牌' }],
    ['申请市级挂牌督办', { asks: true, level: '市级', words: '申请市级挂牌督办' }],
    ['核实 转报县级', { asks: true, level: '县级', words: '核实 转报县级' }],
    [
      '县级 文号望安办〔2026〕12号',
      { asks: false, level: '县级', number: '望安办〔2026〕12号', words: '县级' },
    ],
    [
      '县级 望安办〔2026〕12号 挂牌单位望溪县安委会 措施拆除重建 资金120万 停用范围旧楼二层',
      {
        ...{ asks: false, level: '县级', number: '望安办〔2026〕12号', unit: '望溪县安委会' },
        ...{ five: { 措施: '拆除重建', 资金: '120万' }, scope: '旧楼二层', words: '县级' },
      },
    ],
    ['预案：师生撤离；责任 总务处', { asks: false, five: { 责任: '总务处', 预案: '师生撤离' } }],
    ['围挡已完成', { asks: false, words: '围挡已完成' }],
    ['', { asks: false }],
  ])('is read from %s', (said, read) => {
    expect(readListing(said)).toEqual(read);
  });

  it('is due a week after the newest progress, or after the listing', () => {
    expect(progressDue({ on: '2026-11-24' })).toBe('2026-12-01');
    expect(progressDue({ on: '2026-11-24', progressOn: '2026-11-30' })).toBe('2026-12-07');
  });
});

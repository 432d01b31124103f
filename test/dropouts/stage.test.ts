import { describe, expect, it } from '@jest/globals';
import { stageOf } from '../../src/dropouts/stage.ts';

describe('the stage of a child', () => {
  it.each([
    ['一年级', undefined, '小学'],
    ['六年级', '九年一贯制', '小学'],
    ['七年级', '小学', '初中'],
    ['九年级', undefined, '初中'],
    ['高二', '完全中学', '高中'],
    ['中职一年级', undefined, '中职'],
    ['大班', '小学', '学前'],
    ['学前班', undefined, '学前'],
    [undefined, '教学点', '小学'],
    [undefined, '初中', '初中'],
    [undefined, '特教', '特教'],
    [undefined, '九年一贯制', undefined],
    [undefined, '完全中学', undefined],
    [undefined, undefined, undefined],
  ] as const)('of grade %p at a school of kind %p is %p', (grade, kind, stage) => {
    expect(stageOf(grade, kind)).toBe(stage);
  });
});

import { describe, expect, it } from '@jest/globals';
import { mayAskReceipt, ownKind, ownSpec } from '../../src/duties/own-duty.ts';
import { readAnswer } from '../../src/duties/read-answer.ts';
import { type Assignment, readAssignment } from '../../src/duties/read-assignment.ts';

const read = (said: string): Assignment => readAssignment(said);

describe('a duty in an officer’s words', () => {
  it('is read whole', () => {
    expect(read('学校 取暖设备排查 依据 县教〔2026〕12号 10分钟 回0')).toEqual({
      audience: 'school',
      kinds: [],
      boarding: false,
      title: '取暖设备排查',
      basis: '县教〔2026〕12号',
      minutes: 10,
      answer: { kind: 'zero', fields: [] },
    });
  });
  it('is the same in another order', () => {
    const whole = read('学校 取暖设备排查 依据 县教〔2026〕12号 10分钟 回0');
    expect(read('学校 取暖设备排查 依据：县教〔2026〕12号 预计10分钟 回0')).toEqual(whole);
    expect(read('学校，取暖设备排查，回0，依据县教〔2026〕12号，十分钟')).toEqual(whole);
  });
  it.each<[string, Partial<Assignment>]>([
    ['寄宿制学校 夜间演练', { audience: 'school', boarding: true, title: '夜间演练' }],
    ['初中 防溺水课', { audience: 'school', kinds: ['初中', '九年一贯制'], title: '防溺水课' }],
    ['幼儿园 校车检查', { audience: 'school', kinds: ['幼儿园'], title: '校车检查' }],
    ['各乡镇 水域排查', { audience: 'township', title: '水域排查' }],
    ['六员 进校园', { audience: 'officer6', title: '进校园' }],
    ['局机关 会商', { audience: 'bureau', title: '会商' }],
    ['学校 清查 半小时', { minutes: 30 }],
    ['学校 清查 1小时', { minutes: 60 }],
    ['学校 清查 回完成', { answer: { kind: 'done', fields: [] } }],
    [
      '学校 清查 回 人数(人)、用时(秒)',
      {
        answer: {
          kind: 'numbers',
          fields: [
            { name: '人数', unit: '人' },
            { name: '用时', unit: '秒' },
          ],
        },
      },
    ],
    ['小学、教学点 寝室用电摸底', { kinds: ['小学', '教学点', '九年一贯制'], title: '寝室用电摸底' }],
    ['初中和高中 心理筛查', { kinds: ['初中', '九年一贯制', '高中', '完全中学'], title: '心理筛查' }],
    ['给各乡镇 冰面排查', { audience: 'township', title: '冰面排查' }],
    ['全县幼儿园 接送卡核对', { kinds: ['幼儿园'], title: '接送卡核对' }],
    ['学校、家庭联系卡发放', { audience: 'school', kinds: [] }],
    ['学校 停课 回收到', { answer: { kind: 'ack', fields: [] } }],
  ])('%s', (said, expected) => {
    expect(read(said)).toMatchObject(expected);
  });
  it('lacks what was not said', () => {
    const { basis, minutes, answer } = read('学校 取暖设备排查');
    expect([basis, minutes, answer]).toEqual([undefined, undefined, undefined]);
    expect(read('取暖设备排查')).not.toHaveProperty('audience');
    expect(read('')).toMatchObject({ title: '' });
  });
  it('ends in an example that is read as an answer', () => {
    for (const said of [
      '学校 清查',
      '学校 清查 回0',
      '学校 清查 回完成',
      '学校 停课 回收到',
      '学校 清查 回 人数(人) 用时(秒)',
      '学校 清查 回情况',
      '学校 清查 回完成 人数(人)',
    ]) {
      const spec = ownSpec(read(said));
      expect([said, readAnswer(spec, spec.example).kind]).toEqual([said, 'answer']);
    }
  });
  it('asks for 收到 only where something must be heard at once', () => {
    expect([mayAskReceipt('暴雨红色预警停课'), mayAskReceipt('填表')]).toEqual([true, false]);
  });
  it('has a kind that follows from its message alone', () => {
    expect(ownKind('wecom:1:1')).toBe(ownKind('wecom:1:1'));
    expect(ownKind('wecom:1:1')).not.toBe(ownKind('wecom:1:2'));
    expect(ownKind('wecom:1:1')).toMatch(/^o-[0-9a-f]{12}$/);
  });
});

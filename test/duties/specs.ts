import type { AnswerSpec } from '../../src/duties/types.ts';

/** Duties as the shipped reminders and officers ask them. */
export const SPECS = {
  zero: {
    kind: 'zero',
    words: ['零报告'],
    fields: [],
    declares: '本季度已组织排查，未发现重大危险源',
    example: '零报告 0',
  },
  done: { kind: 'done', words: ['完成'], fields: [], example: '完成' },
  drill: {
    kind: 'done',
    words: ['演练'],
    fields: [
      { name: '人数', unit: '人' },
      { name: '用时', unit: '秒' },
    ],
    example: '演练 612人 1分58秒',
  },
  lesson: {
    kind: 'done',
    words: ['安全教育日'],
    fields: [{ name: '班数', unit: '班' }],
    example: '完成 18班',
  },
  letter: {
    kind: 'numbers',
    words: ['家长信'],
    fields: [
      { name: '应发', unit: '份' },
      { name: '回收', unit: '份' },
    ],
    atMost: [['回收', '应发']],
    example: '家长信 612 605',
  },
  water: {
    kind: 'numbers',
    words: ['水域'],
    fields: [
      { name: '水域', unit: '处' },
      { name: '缺牌', unit: '块', optional: true },
      { name: '缺绳', unit: '根', optional: true },
    ],
    example: '水域 23 缺牌2 缺绳1',
  },
  fire: {
    kind: 'items',
    words: ['消防'],
    fields: [],
    items: ['出口', '通道', '应急灯', '警铃', '消火栓', '灭火器', '宿舍', '食堂', '值守'],
    example: '消防 9项正常',
  },
  register: {
    kind: 'numbers',
    words: ['报到'],
    fields: [
      { name: '应到', unit: '人' },
      { name: '实到', unit: '人' },
    ],
    atMost: [['实到', '应到']],
    example: '报到 应612 实608',
  },
  household: {
    kind: 'numbers',
    words: ['入户'],
    fields: [
      { name: '入户', unit: '户' },
      { name: '落实', unit: '户' },
    ],
    atMost: [['落实', '入户']],
    example: '入户 9 落实 8',
  },
  joint: {
    kind: 'numbers',
    words: ['联查'],
    fields: [
      { name: '处数', unit: '处' },
      { name: '问题', unit: '个', optional: true },
    ],
    example: '联查 8处 问题2',
  },
  month: {
    kind: 'numbers',
    words: ['月报'],
    fields: [
      { name: '疑似', unit: '人' },
      { name: '辍学', unit: '人' },
      { name: '返校', unit: '人', optional: true },
    ],
    allZero: true,
    example: '月报 0 0 0',
  },
  trust: { kind: 'numbers', words: ['托付'], fields: [{ name: '人数', unit: '人' }], example: '托付 46' },
  storm: { kind: 'ack', words: ['停课'], fields: [], example: '收到' },
  watched: { kind: 'text', words: ['看了'], fields: [], example: '看了 桐渡镇中心小学 正常' },
  verify: { kind: 'zero', words: ['核对'], fields: [], declares: '已核对，无漏列', example: '核对 无漏' },
} as const satisfies Record<string, AnswerSpec>;

export type SpecName = keyof typeof SPECS;

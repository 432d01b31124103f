import { describe, expect, it } from '@jest/globals';
import type { Card } from '../../../src/platforms/card.ts';
import { buttonCard, doneCard, taskIdOf } from '../../../src/platforms/wecom/cards.ts';

const QUESTION: Card = {
  key: 'wecom:m1:1',
  title: '校园哨兵：请选择',
  text: '桐渡镇有两所学校叫这个名字，您说的是哪一所？',
  buttons: [
    { label: '桐渡镇中心小学', line: '报隐患 桐渡镇中心小学 围墙裂缝' },
    { label: '柳汊镇中心小学的一个很长的名字', line: '报隐患 柳汊镇中心小学 围墙裂缝' },
  ],
};
const many = (n: number): Card['buttons'] =>
  Array.from({ length: n }, (_, at) => ({ label: `第${at}项`, line: `查 ${at}` }));

describe('a question as a card', () => {
  it('has a button per line, the line as its key', () => {
    expect(buttonCard(QUESTION)).toEqual({
      card_type: 'button_interaction',
      main_title: { title: '校园哨兵：请选择' },
      sub_title_text: QUESTION.text,
      button_list: [
        { text: '桐渡镇中心小学', style: 1, key: '报隐患 桐渡镇中心小学 围墙裂缝' },
        { text: '柳汊镇中心小学的一…', style: 3, key: '报隐患 柳汊镇中心小学 围墙裂缝' },
      ],
      task_id: taskIdOf('wecom:m1:1'),
    });
  });

  it('has an id the vendor takes, the same each time, that tells nothing', () => {
    expect(taskIdOf('wecom:m1:1')).toMatch(/^[0-9a-zA-Z_-]{43}$/);
    expect(taskIdOf('wecom:m1:1')).toBe(taskIdOf('wecom:m1:1'));
    expect(taskIdOf('wecom:m1:2')).not.toBe(taskIdOf('wecom:m1:1'));
  });

  it.each<readonly [string, Partial<Card>, boolean]>([
    ['six buttons', { buttons: many(6) }, true],
    ['seven buttons', { buttons: many(7) }, false],
    ['no button', { buttons: [] }, false],
    ['a key of 1024 bytes', { buttons: [{ label: '好', line: `${'字'.repeat(341)}x` }] }, true],
    ['a key of 1026 bytes', { buttons: [{ label: '好', line: '字'.repeat(342) }] }, false],
    ['a label of blanks', { buttons: [{ label: ' \n ', line: '查' }] }, false],
    ['no words', { text: '' }, false],
    ['long words, cut', { text: '问'.repeat(500), title: '题'.repeat(80) }, true],
  ])('%s', (_title, given, fits) => {
    const card = buttonCard({ ...QUESTION, ...given });
    expect(card !== undefined).toBe(fits);
    if (card === undefined) return;
    expect([...card.main_title.title].length).toBeLessThanOrEqual(26);
    expect([...card.sub_title_text].length).toBeLessThanOrEqual(112);
  });
});

describe('the card after the click', () => {
  it('keeps its id and has one button left, to look again', () => {
    const next = { label: '看进展', line: '个案 Y26-1032-M' };
    expect(doneCard('task-7', { title: '校园哨兵', text: '已登记 Y26-1032-M', next })).toEqual({
      response_type: 'update_template_card',
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '校园哨兵' },
        sub_title_text: '已登记 Y26-1032-M',
        button_list: [{ text: '看进展', style: 3, key: '个案 Y26-1032-M' }],
        task_id: 'task-7',
      },
    });
  });

  it('is none when the click had no usable id', () => {
    const next = { label: '看进展', line: '个案' };
    expect(doneCard('', { title: '校园哨兵', text: '好', next })).toBeUndefined();
    expect(doneCard('有字', { title: '校园哨兵', text: '好', next })).toBeUndefined();
  });
});

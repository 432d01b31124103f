import { describe, expect, it } from '@jest/globals';
import { readCheck } from '../../src/dropouts/check-words.ts';
import { readStep } from '../../src/dropouts/ladder-words.ts';
import { gluedClass, keepsRegistration } from '../../src/dropouts/return-words.ts';
import { readVisit } from '../../src/dropouts/visit-words.ts';
import { USUAL_DROPOUT_RULES } from '../../src/places/dropout-rules.ts';

const TODAY = '2026-11-24';
const visit = (words: string, ahead?: string) => readVisit(words, TODAY, ahead);

describe('words about a visit', () => {
  it.each([
    ['家访了 奶奶说周一来', '家访', true, '奶奶', '奶奶说周一来'],
    ['打不通', '电话', false, undefined, undefined],
    ['电话打了三次没人接', '电话', false, undefined, undefined],
    ['打了电话 妈妈接的 说下周一回来 下次11月30日', '电话', true, '妈妈', '说下周一回来'],
    ['去了家里 锁门', '家访', false, undefined, undefined],
    ['上门了，爷爷不在家，邻居说搬走了', '家访', false, undefined, undefined],
    ['家访 见到监护人 答应返校', '家访', true, '监护人', '答应返校'],
    ['视频 孩子说不想读', '视频', true, '孩子', undefined],
    ['家长来校 同意明天上学', '到校', true, '家长', '同意明天上学'],
    ['爸爸电话关机 妈妈说送孩子回来', '电话', true, '妈妈、孩子', '妈妈说送孩子回来'],
    ['家访了', '家访', false, undefined, undefined],
    ['寄了告知书', '资料', false, undefined, undefined],
    ['见到本人 不愿上学', '家访', true, '本人', undefined],
    ['奶奶说不清楚', undefined, true, '奶奶', undefined],
    ['', undefined, false, undefined, undefined],
  ])('%s', (words, method, reached, people, promise) => {
    const said = visit(words);
    expect([said.method, said.reached, said.people, said.promise]).toEqual([
      method,
      reached,
      people,
      promise,
    ]);
  });

  it('nobody reached is silence, and a visit of which nothing is said is not', () => {
    expect([visit('打不通').silent, visit('家访了').silent, visit('打不通 后来奶奶接的').silent]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('tell the day of a visit that was, and the next one where it is near enough', () => {
    expect(visit('昨天家访了', undefined)).toMatchObject({ on: '2026-11-23' });
    expect(visit('11月20日家访了', '2027-11-20')).toMatchObject({ on: '2026-11-20' });
    expect(visit('11月20日家访了', '2027-11-20').nextOn).toBeUndefined();
    expect(visit('家访了 下次12月1日', '2026-12-01')).toMatchObject({ nextOn: '2026-12-01' });
    expect(visit('今天家访了').on).toBeUndefined();
  });
});

describe('words about a check', () => {
  it.each([
    ['在校', true, undefined],
    ['在校 上课正常', true, undefined],
    ['不在校', false, undefined],
    ['这周都没来', false, undefined],
    ['送教2次', true, 2],
    ['送教上门了三次', true, 3],
    ['跟得上', true, undefined],
    ['再看看', undefined, undefined],
  ])('%s', (words, attending, lessons) => {
    const said = readCheck(words);
    expect([said.attending, said.lessons]).toEqual([attending, lessons]);
  });
});

describe('words about a step of the ladder', () => {
  const step = (words: string) => readStep(words, USUAL_DROPOUT_RULES.ladder, TODAY);
  it('name the step, the number of its document and its day', () => {
    expect(step('责令改正 文号：县教责改〔2026〕3号 11月20日')).toMatchObject({
      step: 2,
      number: '县教责改〔2026〕3号',
      on: '2026-11-20',
    });
    expect(step('责令改正 县教责改[2026]3号')).toMatchObject({ step: 2, number: '县教责改[2026]3号' });
    expect(step('宣传教育')).toEqual({ move: 'escalated', step: 1, words: '宣传教育' });
    expect(step('罚款')).toBeUndefined();
  });
});

describe('words about a return', () => {
  it('tell a class that is glued to them, and that the registration is kept', () => {
    expect(gluedClass('回来了 在802')).toEqual({ grade: '八年级', className: '2班' });
    expect(gluedClass('在8023')).toBeUndefined();
    expect([keepsRegistration('学籍保留'), keepsRegistration('学籍注销')]).toEqual([true, false]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { listTalk } from '../../../src/chat/parse/list-talk.ts';

describe('questions of who lost a number', () => {
  it.each([
    ['我村还几个', { words: '' }],
    ['我们村还有哪些', { words: '' }],
    ['802那男娃编号', { words: '802 男' }],
    ['八2班那个女生的编号是多少', { words: '八2班 女生' }],
    ['欧阳测试的编号', { words: '欧阳测试' }],
    ['辍学名单', { words: '辍学' }],
    ['名单发我', { words: '' }],
    ['隐患明细', { words: '隐患' }],
    ['超期 是哪几条', { words: '隐患 超期' }],
    ['超期的是哪些？', { words: '隐患 超期' }],
    ['日报里超期3条是哪几条', { words: '隐患 超期' }],
    ['重大隐患有哪些', { words: '隐患 重大' }],
    ['失联的都有谁', { words: '失联' }],
    ['等钱的隐患', { words: '需协调' }],
    ['哪些隐患没钱', { words: '需协调' }],
    ['桐渡镇隐患名单 超期', { words: '隐患 桐渡镇 超期' }],
    ['枫树村的名单', { words: '枫树村' }],
    ['那个孩子编号', { last: true }],
    ['我前面那条编号多少 没记住', { last: true }],
    ['刚才那个的编号是多少？', { last: true }],
  ])('%s', (said, talk) => {
    expect(listTalk(said)).toEqual(talk);
  });

  it.each(['本周辍学', '未报的台账', '任务编号是多少', '那个孩子回来了', '村里几个娃没来上学'])(
    'is none: %s',
    (said) => {
      expect(listTalk(said)).toBeUndefined();
    },
  );
});

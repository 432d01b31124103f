import { describe, expect, it } from '@jest/globals';
import { soundsLikeReport } from '../../src/chat/parse/plain-talk.ts';
import { tellsOfChild } from '../../src/places/tells-of-child.ts';

describe('plain words about a child who works or is out of school', () => {
  it.each([
    '有个孩子在砖厂打工',
    '有个十三岁女孩在理发店洗头',
    '村里有娃跟着爸妈在外面卖菜不读书了',
    '那家饭店有小孩在端盘子',
    '街上有几个小孩卖花',
    '工地上搬砖的是个娃',
    '我看到一个14岁的在洗车店洗车',
    '爸妈让孩子去厂里上班',
    '娃被父母送去砖厂干活',
    '隔壁的小姑娘跟着她妈去广东进厂了',
    '十五岁就当学徒了',
    '有个男孩天天在桥头捡废品',
    '邻居家不让女儿读书',
    '有个孩子从来没上过学',
    '老人带着个娃交不起学费',
    '有户人家没送孩子上学',
    '才14岁，暑假后就一直在工地打零工',
  ])('are: %s', (text) => {
    expect(tellsOfChild(text)).toBe(true);
    expect(soundsLikeReport(text)).toBe('报辍学');
  });

  it.each([
    '孩子爸妈在外打工',
    '孩子跟奶奶住，父母在浙江务工',
    '老师给孩子洗头',
    '学生上班会课了',
    '学生干活动去了',
    '孩子们暑假打工注意安全',
    '大学生寒假做工',
    '孩子在店里买东西',
    '校门口卖菜的太多了',
    '理发店几点开门',
    '学生在食堂吃饭',
    '学生上学路上车多',
    '孩子什么时候报名上学',
    '什么时候上班',
    '小孩在河边玩水',
    '劳动课学生洗碗',
    '学生家长上班没空',
  ])('are not: %s', (text) => {
    expect(tellsOfChild(text)).toBe(false);
    expect(soundsLikeReport(text)).not.toBe('报辍学');
  });
});

import { describe, expect, it } from '@jest/globals';
import { plainTalk, soundsLikeReport, soundsViolent } from '../../../src/chat/parse/plain-talk.ts';

describe('plain talk', () => {
  it.each([
    ['greeting', ['你好', '您好！', '在吗', '你是谁', '你是干什么的', '会做什么', '早上好 😀']],
    ['thanks', ['收到', '好的谢谢', '嗯', '嗯嗯', '👍', '👍👍', 'OK', '辛苦了！', '收到，谢谢']],
    ['duty-phone', ['值班电话多少', '教育局值班电话', '值班室电话是多少？']],
    [
      'figures',
      [
        '今天有几个',
        '本周辍学',
        '各乡镇隐患',
        '各乡镇辍学人数发我',
        '本学期二次辍学多少',
        '我校隐患',
        '超期的隐患',
        '重大隐患有几个',
        '栗坳有几个',
        '全县还有多少没返校的',
        '今天情况怎么样',
        '哪个乡镇最多',
        '本月 辍学 情况',
      ],
    ],
    [
      'follow-up',
      [
        '那个孩子回来了',
        '刚才那个是女生',
        '姓名欧阳测试',
        '监护人：测试乙',
        '劝返 K26-0417-F 电话 母亲接听 周一返校',
        '孩子已经返校了',
        '复学',
        '上一条报的是桐渡中学',
      ],
    ],
    [
      'duties',
      [
        '零报告',
        '零报告怎么报',
        '催一下没报的',
        '谁没报',
        '还有哪些学校没报',
        '哪几个单位还没交',
        '未报名单',
        '有什么任务',
        '月报',
        '家长信怎么写',
      ],
    ],
    ['digest', ['看看今天的日报', '周报发我', '周报', '请看上月通报', '批示怎么下']],
    ['list', ['隐患明细', '辍学名单', '名单发我', '我村还几个', '802那男娃编号', '那个孩子编号是多少']],
    ['not-yet', ['报表', '导出台账', '整改 Y26-1032-M 已更换']],
  ] as const)('%s', (kind, lines) => {
    expect(lines.map((line) => [line, plainTalk(line)])).toEqual(lines.map((line) => [line, kind]));
  });

  it.each([
    '人数对不上',
    '总数有误',
    '有几个人数写错了',
    '桐渡中学 初二 男生 10天没来 说去广东了',
    '我校八年级二班有个男生从上周三开始就没有来上课 不知道有多少天了',
    '巡查发现围墙裂缝',
    '厕所灯几个不亮',
    '食堂燃气报警器坏了几个',
    '三班有几个没来',
    '桐渡镇中心小学校门口有个大坑',
    '好几天没来',
    '桐渡镇中心小学校门口有个大坑 昨天摔了个娃儿',
    '国庆后没来',
    '早婚不来了',
    '',
  ])('is none of that: %s', (line) => {
    expect(plainTalk(line)).toBeUndefined();
  });
});

describe('what sounds like a report', () => {
  it.each([
    [
      '报辍学',
      ['国庆后没来', '初三(4)班女生早婚不来了', '请假条到期没回 八1班 男', '从上周三开始就没有来上课'],
    ],
    [
      '报隐患',
      ['校门口有个大坑', '那个水塘没得警示牌', '食堂不卫生', '门口好多车乱停', '老师打人', '我娃儿被人打了'],
    ],
    [undefined, ['什么时候放寒假', '明天开会', '图片在上面']],
  ] as const)('%s', (command, lines) => {
    expect(lines.map((line) => [line, soundsLikeReport(line)])).toEqual(lines.map((line) => [line, command]));
  });

  it('tells violence from broken things', () => {
    expect(['有人带刀', '八(3)班打架', '我娃儿被人打了'].every(soundsViolent)).toBe(true);
    expect(['围墙裂缝', '打扫卫生', '打印机坏了'].some(soundsViolent)).toBe(false);
  });
});

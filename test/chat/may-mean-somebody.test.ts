import { describe, expect, it } from '@jest/globals';
import { mayMeanSomebody } from '../../src/chat/may-mean-somebody.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';

const PHRASES = [
  ...[
    '送N回学校',
    '请尽快找到N',
    '找N谈话',
    '劝N回来上学',
    '接N返校',
    '家访N',
    '请N回校',
    '把N带回学校',
    '联系N家长',
    'N返校手续',
  ],
  ...[
    '核实N去向',
    '帮N复学',
    '陪N到校',
    '通知N入学',
    '动员N就读',
    '看望N',
    '慰问N一家',
    '催N到校',
    '叫N来上课',
    '跟踪N返校',
  ],
  ...[
    'N回来了请上报',
    '追回N',
    '寻找N',
    '约谈N父母',
    '送教N家',
    '问清N去哪了',
    '安抚N情绪',
    '关爱N',
    '给N送书本',
    '让N尽快归校',
    '盯住N归队',
    '查清N的下落',
    '把N稳住',
    '护送N上学',
  ],
];
/** Names of every kind, and what no list of names holds. */
const NAMES = [
  ...['李雨桐', '王芳', '欧阳小树', '仉七', '才让卓玛', '马哈买提', '阿依古丽·买买提', '𠮷田花'],
  ...['狗娃', '老三', '小石头', '高原', '阿毛', '翠翠'],
];

describe('words that many will read', () => {
  it.each(PHRASES)('may mean somebody: %s', (phrase) => {
    const passed = NAMES.filter((name) => !mayMeanSomebody(phrase.replace('N', name), fakeGazetteer()));
    expect(passed).toEqual([]);
  });

  it.each([
    '八年级2班返校情况',
    '802班家访',
    '大班孩子接送',
    '高三网课',
    '初一作业检查',
    '张家娃返校',
    '八2班情况统计',
    ...[
      '桐渡初中那名女生',
      '某学生情况说明',
      '那个走读的孩子',
      '处理木果子的事',
      '落实田晓禾一事',
      '石大勇问题',
    ],
  ])('may mean a class or a child: %s', (words) => {
    expect(mayMeanSomebody(words)).toBe(true);
  });

  it.each([
    ...[
      '取暖设备排查',
      '安全生产月总结',
      '校车接送安全排查',
      '毕业班家访情况',
      '贫困学生资助统计',
      '留守儿童摸底',
    ],
    ...[
      '万名教师家访',
      '孩子返校情况',
      '辍学学生劝返',
      '送教上门情况统计',
      '劝返失学儿童',
      '控辍保学大走访',
      '家访统计',
    ],
    ...[
      '桐渡镇失联个案三天内入户核实',
      '失联个案请公安协查',
      '危墙款走应急资金，周五前答复',
      '请安全股本周内复查',
    ],
    ...[
      '请控辍办三天内核实失联个案',
      '查找整改隐患',
      '小班化教学',
      '学前教育普及',
      '接种疫苗统计',
      '问卷调查',
      '到校检查',
    ],
    ...[
      '请各校做好开学返校工作',
      '大班额化解情况',
      '值班安排',
      '浙江返校学生统计',
      '慰问困难教师',
      '填表',
      '',
    ],
    ...[
      '锅炉检修',
      '取暖锅炉和电热毯排查',
      '窗户护栏加固',
      '一名学生一份档案',
      '每个学生签字',
      '女生宿舍用电检查',
    ],
    ...[
      '校园广播系统检修',
      '阅读节活动总结',
      '劳动实践基地清单',
      '县教〔2026〕12号',
      '省厅通知精神',
      '国务院安委会电视电话会议',
      '章程修订',
      '石油液化气罐清点',
    ],
  ])('mean nobody: %s', (words) => {
    expect(mayMeanSomebody(words, fakeGazetteer())).toBe(false);
  });
});

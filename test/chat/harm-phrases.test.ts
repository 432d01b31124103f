import { describe, expect, it } from '@jest/globals';
import { emergencyIn } from '../../src/chat/emergency.ts';
import { confidentialIn, kindOf } from '../../src/incidents/kind-of.ts';

const kindIn = (text: string) => {
  const cry = emergencyIn(text);
  return cry && kindOf(cry.phrases);
};

describe('harm to a child, in the words people find for it', () => {
  it.each([
    ...[
      '有个老师总摸女学生',
      '老师摸女生',
      '班主任对女学生动手动脚',
      '老师让女学生脱衣服',
      '老师对学生耍流氓',
    ],
    ...['老师骚扰女学生', '保安把女孩带到宿舍摸', '校长把女生叫到房间亲她', '女童被邻居老头糟蹋了'],
    ...['学生被校外的人拍裸照', '有人给女学生看黄色视频', '继父对女孩不规矩', '孩子被后爸性侵了'],
    ...['宁可行打学生', '老师打学生了', '老师扇了学生耳光', '学生被老师打了', '家长把孩子打得住院了'],
    ...['孩子被爸爸打得一身伤', '孩子身上全是被烫的伤', '老师把孩子关在屋里不给吃饭'],
  ])('is heard: %s', (text) => {
    expect(kindIn(text)).toBe('harm');
    expect(confidentialIn(text)).toBe('harm');
  });
});

describe('somebody who wants to hurt themselves', () => {
  it.each([
    ...['我不想活了', '有个女生说不想活', '我想死', '她说要去死', '活着没意思', '活够了', '不如死了算了'],
    ...[
      '学生说要结束生命',
      '孩子要寻短见',
      '写了遗言',
      '学生手腕上划了好几刀',
      '用刀划自己的手臂',
      '孩子割手腕',
    ],
    ...['学生拿刀片划手', '学生吃了一瓶药', '有学生吞了药', '他想从楼上跳下去'],
  ])('is heard: %s', (text) => {
    expect(kindIn(text)).toBe('self-harm');
  });
});

describe('words that hold the same letters', () => {
  it.each([
    ...[
      '心理健康课讲活着的意义',
      '打学生卡坏了',
      '体罚学生专项整治',
      '严禁体罚学生',
      '摸排学生情况',
      '老师摸底学生',
    ],
    ...[
      '老师打电话给学生家长',
      '给学生打疫苗',
      '学生打扫卫生',
      '学生打篮球',
      '打学生餐',
      '打学生证明',
      '老师打卡',
    ],
    ...[
      '学生被打分',
      '学生被老师表扬了',
      '学生被老师打断了发言',
      '累死了',
      '忙得要死',
      '想死机重启一下',
      '想死你了',
    ],
    ...['老师亲自接学生', '摸清女学生去向', '防性侵教育讲座', '老师打印学生名单', '学生打架', '同学打同学'],
    ...['体育老师抱着器材', '让学生换衣服', '心想死磕到底', '孩子抱在怀里'],
  ])('are nobody’s harm: %s', (text) => {
    expect(kindIn(text)).toBeUndefined();
  });
});

import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readRule } from '../../src/calendar/rules/read-rule.ts';
import { namesSomebody } from '../../src/chat/names-somebody.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { loadReminders } from '../../src/reminders/files/load-folder.ts';

const reminders = loadReminders(join(TEMPLATES_DIR, 'reminders'), readRule);

describe('the words of a task that many will read', () => {
  it.each([
    '家访王小明',
    '核实学生王小明去向',
    '劝返李小红',
    '王小明情况说明',
    '排查王小明同学',
    '王小明 返校',
    '张某某去向核查',
    '欧阳晓明辍学情况',
    '陈思雨返校手续',
    '关于刘子涵的情况',
    '李红 家访',
    '统计 王小明 李小红',
    '走访学生张三家',
    '电话 13812345678',
    '99999920110910002X',
  ])('%s: tells who somebody is', (words) => {
    expect(namesSomebody(words)).toBe(true);
  });

  it.each([
    '取暖设备排查',
    '安全生产月总结',
    '校车安全排查',
    '毕业班家访情况',
    '贫困学生资助统计',
    '留守儿童摸底',
    '万名教师家访',
    '高考考点安全检查',
    '文明校园创建',
    '文明 校园',
    '施工工地安全',
    '常态化疏散演练',
    '孩子返校情况',
    '辍学学生劝返',
    '水电气检查',
    '金秋助学',
    '夏令营',
    '夏令营情况',
    '管制刀具排查',
    '房屋安全鉴定',
    '石棉瓦排查',
    '车辆数',
    '应发 回收 时长 费用 余量 经费 金额 党员',
    '任课教师名册',
    '毛笔书法比赛',
    '严重精神障碍走访',
    '关爱留守儿童走访',
    '方案 报送',
    '时事政治学习',
    '走访困难家庭',
    '慰问困难教师',
    '',
  ])('%s: tells nobody', (words) => {
    expect(namesSomebody(words)).toBe(false);
  });

  it('are none in what the program ships', () => {
    const words = reminders.flatMap(({ name, title, basis, parts }) => [
      name,
      title,
      basis,
      ...parts.flatMap(({ answer }) => [
        ...(answer?.words ?? []),
        ...(answer?.fields ?? []).map((one) => one.name),
      ]),
    ]);
    expect(words.filter((one) => namesSomebody(one))).toEqual([]);
  });
});

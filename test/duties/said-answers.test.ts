import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readRule } from '../../src/calendar/rules/read-rule.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { readAnswer } from '../../src/duties/read-answer.ts';
import type { AnswerSpec } from '../../src/duties/types.ts';
import { loadReminders } from '../../src/reminders/files/load-folder.ts';

const ASKED: Readonly<Record<string, AnswerSpec>> = Object.fromEntries(
  loadReminders(join(TEMPLATES_DIR, 'reminders'), readRule).flatMap(({ id, parts }) =>
    parts.flatMap(({ audience, answer }) => (answer === undefined ? [] : [[`${id} ${audience}`, answer]])),
  ),
);
const LETTER = 'drowning school';
const WATER = 'drowning township';
const ARRIVED = 'term-start school';
const MONTH = 'monthly-report school';
const REVIEW = 'quarterly-review township';
const DRILL = 'drill-monthly school';
const FIRE = 'fire-day school';
const JOINT = 'fire-day township';
const ZERO = 'zero-report school';
const VERIFY = 'zero-report township';
const TRUST = 'before-vacation township';
const VISIT = 'officers-visit school';
const HEATERS = 'own heaters';
const CHECK = 'own check';

const OWN: Readonly<Record<string, AnswerSpec>> = {
  [HEATERS]: {
    kind: 'numbers',
    words: ['寝室电热器摸底'],
    fields: [{ name: '台数', unit: '台' }],
    example: '寝室电热器摸底 10台',
  },
  [CHECK]: {
    kind: 'zero',
    words: ['锅炉房排查'],
    fields: [],
    declares: '已排查',
    example: '锅炉房排查 0',
  },
};

/** What the words come to: the values, the items, a zero, or why nothing is stored. */
function comesTo(name: string, said: string): unknown {
  const spec = ASKED[name] ?? OWN[name];
  if (spec === undefined) throw new Error(`no ${name}`);
  const read = readAnswer(spec, said);
  if (read.kind !== 'answer') return read.kind;
  const { answer } = read;
  if (answer.zero) return 'zero';
  if (answer.items !== undefined) return answer.items;
  return spec.fields.length > 0 ? Object.values(pick(spec, answer.values)) : answer.words;
}

const pick = ({ fields }: AnswerSpec, values: Readonly<Record<string, number>>) =>
  fields.flatMap(({ name }) => (values[name] === undefined ? [] : [values[name]]));

type Row = readonly [string, string, unknown];

const COMPLEMENTS: readonly Row[] = [
  [ARRIVED, '应到612，未实到4', [612, 608]],
  [ARRIVED, '报到 应到240 未到6', [240, 234]],
  [ARRIVED, '应到240人，6人没来', [240, 234]],
  [ARRIVED, '应到240人，差6人', [240, 234]],
  [ARRIVED, '应到240人 缺6人', [240, 234]],
  [ARRIVED, '应到240人，请假6人', [240, 234]],
  [ARRIVED, '应到240人，还有6人未报到', [240, 234]],
  [ARRIVED, '应到240，实到234，未到6', [240, 234]],
  [ARRIVED, '应到240，实到230，未到6', 'problem'],
  [ARRIVED, '报到 未到6人', 'problem'],
  [ARRIVED, '应到5人，没到6人', 'problem'],
  [LETTER, '应发612 未回收7', [612, 605]],
  [LETTER, '家长信 应发300份，7份没收回', [300, 293]],
  [LETTER, '家长信 发了300份，还有7份没交', [300, 293]],
  [LETTER, '家长信 应发300，差7份', [300, 293]],
  [LETTER, '家长信 没收到7份', 'problem'],
  [REVIEW, '核查 12 相符 11', [12, 1]],
  [REVIEW, '核查12人，一致11人', [12, 1]],
  [REVIEW, '核查12人，不一致1人', [12, 1]],
  [REVIEW, '核查 12 不相符 1', [12, 1]],
  [REVIEW, '核查12人，对得上的10人', [12, 2]],
  [REVIEW, '核查 11 相符 12', 'problem'],
  [WATER, '水域 23处 已立牌21处', [23, 2]],
  [WATER, '水域23处，有牌21处，缺绳1处', [23, 2, 1]],
  [WATER, '水域23处，未立牌2处', [23, 2]],
  [WATER, '水域23处，差牌2处', [23, 2]],
  [WATER, '水域23处 有绳20处', [23, 3]],
  [JOINT, '联查8处，合格6处', [8, 2]],
  [JOINT, '联查8处，不合格2处', [8, 2]],
  [JOINT, '检查了8处，没有问题6处', [8, 2]],
  [TRUST, '未托付3人', 'problem'],
  [TRUST, '托付 还有3人没托付', 'problem'],
  [VISIT, '未到校2次', 'problem'],
  [VISIT, '进校园 没到校1次', 'problem'],
];

const PARTS: readonly Row[] = [
  [ARRIVED, '一年级应到120实到118', 'problem'],
  [ARRIVED, '小学部应到200', 'problem'],
  [ARRIVED, '小学部应到200 实到198', 'problem'],
  [ARRIVED, '男生应到100 实到99', 'problem'],
  [ARRIVED, '三（2）班应到45实到45', 'problem'],
  [ARRIVED, '一到六年级应到612实到608', [612, 608]],
  [ARRIVED, '全校应到612实到608', [612, 608]],
  [DRILL, '演练 初中部320人 2分10秒', 'problem'],
  [DRILL, '演练 学生300人 教职工20人 共320人 2分10秒', [320, 130]],
  [DRILL, '演练 共320人，其中住校生80人，2分10秒', [320, 130]],
  [FIRE, '有3项问题', 'problem'],
  [FIRE, '消防 有3项问题', 'problem'],
  [FIRE, '消防 两项有问题', 'problem'],
  [FIRE, '消防 3项不合格', 'problem'],
  [FIRE, '消防 9项有3项不合格', 'problem'],
  [FIRE, '消防 有2项问题，第3、7项', [3, 7]],
  [FIRE, '消防 有3项问题，第3、7项', 'problem'],
  [FIRE, '消防 第3项应急灯坏了', [3]],
  [FIRE, '消防 3、7项有问题', [3, 7]],
  [FIRE, '消防 共9项，第3项有问题', [3]],
  [FIRE, '消防 9项正常', []],
  [FIRE, '消防 发现2处问题', 'problem'],
];

const NUMBERS: readonly Row[] = [
  [ARRIVED, '应到六百一 实到五百八', [610, 580]],
  [ARRIVED, '实到五百七 应到六百', [600, 570]],
  [ARRIVED, '应到一千二 实到一千一百九', [1200, 1190]],
  [ARRIVED, '应到六百零一 实到六百', [601, 600]],
  [ARRIVED, '应到1,200人 实到1,150人', [1200, 1150]],
  [ARRIVED, '应到1，200人 实到1，150人', [1200, 1150]],
  [ARRIVED, '报到 612,605', [612, 605]],
  [LETTER, '家长信 612，605', [612, 605]],
  [LETTER, '家长信 1,612 1,605', [1612, 1605]],
  [TRUST, '托付 1,046', [1046]],
  [DRILL, '演练 1,345人 3分5秒', [1345, 185]],
  [DRILL, '演练420人，一分50秒，11月27号搞的', [420, 110]],
  [DRILL, '演练420人，1分五十秒', [420, 110]],
  [DRILL, '师生共345人参加，1分58秒疏散完毕', [345, 118]],
  [DRILL, '全校四百二十人 一分五十秒', [420, 110]],
  [DRILL, '演练 全校四百二十人用时一分五十秒', [420, 110]],
  [DRILL, '两千四百六十人 三分十二秒', [2460, 192]],
  [DRILL, '演练 86人 两分半', [86, 150]],
  [DRILL, '演练 86人 90秒', [86, 90]],
  [DRILL, '演练 八十六人 九十秒', [86, 90]],
  [DRILL, '演练 第2次 86人 90秒', [86, 90]],
  [DRILL, '演练 10:30开始，86人，90秒', [86, 90]],
  [DRILL, '演练 86人 2分 第3周搞的', [86, 120]],
  [LETTER, '发了612份收回605份', [612, 605]],
  [LETTER, '家长信 收回605份，发放612份', [612, 605]],
  [LETTER, '家长信 应发612 回收605 回收率98.9%', [612, 605]],
  [LETTER, '家长信 共发出612份，收上来605份', [612, 605]],
  [REVIEW, '核查12人 不符0', [12, 0]],
  [REVIEW, '核实了12人，没有不符', [12, 0]],
  [HEATERS, '寝室电热器摸底：4台', [4]],
  [HEATERS, '电热器摸底 6台', [6]],
  [HEATERS, '一共十八个寝室 用了6台', [6]],
  [HEATERS, '没得', [0]],
  [HEATERS, '我们学校没有寄宿的娃', [0]],
  [HEATERS, '一台都没有', [0]],
  [HEATERS, '没有时间数', 'problem'],
  [MONTH, '疑似辍学2人，辍学0，返校1', [2, 0, 1]],
  [MONTH, '月报 疑似2，其他没有', [2, 0, 0]],
  [MONTH, '月报 疑似无，辍学无，返校1', [0, 0, 1]],
  [MONTH, '月报 疑似辍学学生1人 辍学0人 劝返1人', [1, 0, 1]],
  [MONTH, '三项都是零', [0, 0, 0]],
  [MONTH, '都没得', [0, 0, 0]],
  [MONTH, '月报 返校1 疑似0 辍学0', [0, 0, 1]],
  [MONTH, '月报 疑似2人', 'problem'],
  [JOINT, '联查8处 2处有问题', [8, 2]],
  [WATER, '水域二十三处，缺牌两处，缺绳一处', [23, 2, 1]],
  [WATER, '水域23处，都有', [23, 0, 0]],
  [WATER, '水域23处 巡查员21人', [23]],
];

const NO_ANSWER: readonly Row[] = [
  [ZERO, '零报告 正在排查', 'owed'],
  [ZERO, '怎么填', 'owed'],
  [ZERO, '零报告 怎么填', 'owed'],
  [ZERO, '马上报', 'owed'],
  [ZERO, '收到', 'owed'],
  [ZERO, '收到，正在排查', 'owed'],
  [ZERO, '零报告 好的，马上排查', 'owed'],
  [VERIFY, '核对 好的', 'owed'],
  [VERIFY, '核对 收到', 'owed'],
  [VERIFY, '核对 正在核对', 'owed'],
  [VERIFY, '核对 已转各校', 'owed'],
  [VERIFY, '核对 无漏', '无漏'],
  [VERIFY, '核对 漏 村口幼儿园', '漏 村口幼儿园'],
  [LETTER, '家长信 正在收', 'owed'],
  [LETTER, '家长信 收到，马上统计', 'owed'],
  [DRILL, '演练 已经安排', 'owed'],
  [DRILL, '好的，已经安排了', 'owed'],
  [DRILL, '这个怎么报', 'owed'],
  [DRILL, '演练还没搞 操场在翻修 有困难', 'difficulty'],
  [MONTH, '月报 稍后报', 'later'],
  [MONTH, '在忙 晚点', 'later'],
  [MONTH, '晚点报', 'later'],
  [MONTH, '等会儿报', 'later'],
  [MONTH, '这两天迎检忙得很 明天下午报行不', 'later'],
  [MONTH, '今晚报', 'later'],
  [ZERO, '零报告 有问题', 'problem'],
  [ZERO, '零报告 2处', 'problem'],
  [ZERO, '零报告 2处隐患', 'problem'],
];

const CLEAN: readonly Row[] = [
  [ZERO, '查完了，0', 'zero'],
  [ZERO, '都查过了没得问题', 'zero'],
  [ZERO, '每间教室都看了，没发现问题', 'zero'],
  [ZERO, '已排查，无隐患', 'zero'],
  [ZERO, '我校自查完了，一切正常', 'zero'],
  [CHECK, '锅炉房排查 都看过了没毛病', 'zero'],
  [CHECK, '锅炉0', 'zero'],
  [CHECK, '锅炉房都查了 没啥问题', 'zero'],
  [ZERO, '零报告 后墙裂了，其他没问题', '后墙裂了,其他没问题'],
  [ZERO, '零报告 1处 食堂燃气管老化', '1处 食堂燃气管老化'],
  [ZERO, '更正：1处 食堂燃气管老化', '1处 食堂燃气管老化'],
  [ZERO, '不对，0', 'zero'],
];

describe.each([
  ['what is not there', COMPLEMENTS],
  ['parts and items', PARTS],
  ['numbers as people say them', NUMBERS],
  ['words that answer nothing', NO_ANSWER],
  ['nothing was found', CLEAN],
] as const)('answers: %s', (_what, rows) => {
  it.each(rows.map(([name, said, expected]) => [name, said, expected] as const))(
    '%s: %p',
    (name, said, expected) => {
      expect(comesTo(name, said)).toEqual(expected);
    },
  );
});

describe('corrections', () => {
  const before = { values: { 应到: 612, 实到: 608 } };
  it.each([
    ['不对，实到应该是611', { 应到: 612, 实到: 611 }],
    ['刚才报错了，实到611', { 应到: 612, 实到: 611 }],
    ['更正 应到615', { 应到: 615, 实到: 608 }],
    ['更正：应到615 实到611', { 应到: 615, 实到: 611 }],
    ['错了，615 611', { 应到: 615, 实到: 611 }],
  ])('%s keeps what it leaves out', (said, values) => {
    expect(readAnswer(ASKED[ARRIVED] as AnswerSpec, said, before)).toMatchObject({ answer: { values } });
  });
  it.each(['不对，是611', '更正', '实到611', '更正 实到700'])('%s is not guessed at', (said) => {
    expect(readAnswer(ASKED[ARRIVED] as AnswerSpec, said, before).kind).toBe('problem');
  });
});

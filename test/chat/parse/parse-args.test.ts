import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { arg } from '../../../src/chat/args.ts';
import { parseArgs } from '../../../src/chat/parse/parse-args.ts';
import { REASON_WORDS, REPORTED_AS_WORDS } from '../../../src/dropouts/words.ts';
import type { Place } from '../../../src/places/place.ts';
import { REPORT_LINES } from './report-lines.ts';
import { ENV, REPORT, readReport, render } from './report-schema.ts';

const HAZARD = z.object({
  place: arg.place({ labels: ['地点', '学校', '水域'], places: ['school', 'water', 'township', 'village'] }),
  level: arg.word({ labels: ['等级'], words: { 一般: ['一般'], 重大: ['重大', '重大隐患'] } }).optional(),
  text: arg.text({ labels: ['隐患', '描述'] }),
});
const COUNT = z.object({
  what: arg
    .word({ labels: ['项目'], words: { d: ['辍学', '疑似辍学', '控辍'], r: ['二次辍学'], h: ['隐患'] } })
    .optional(),
  place: arg.place({ labels: ['乡镇', '学校'], places: ['township', 'school', 'outside'] }).optional(),
  when: arg.period({ labels: ['时间'] }).optional(),
});
const CASE = z.object({
  no: arg.file({ labels: ['编号'], wanted: { kinds: ['dropout', 'hazard', 'incident'], right: 'see' } }),
  notes: arg.text({ labels: ['说明'] }).optional(),
});

describe('a dropout report', () => {
  it.each(REPORT_LINES)('%s', (line, expected) => {
    expect(readReport(line)).toBe(expected);
  });

  it('gives values that its schema accepts', () => {
    const complete = REPORT_LINES.filter(([, expected]) => !/[?|~]/.test(expected));
    for (const [line] of complete) {
      expect(REPORT.safeParse(parseArgs(REPORT, line, ENV).values).success).toBe(true);
    }
  });
});

describe('a hazard report', () => {
  it.each([
    ['桐渡镇中心小学 食堂 燃气报警器失灵', 'place=tongdu-centre text=食堂_燃气报警器失灵'],
    ['桐渡镇中心小学食堂燃气报警器失灵', 'place=tongdu-centre text=食堂燃气报警器失灵'],
    ['三合镇 河边警示牌倒了', 'place=sanhe text=河边警示牌倒了'],
    ['地点:桐渡中学 描述:三年级二班 吊扇松动,快掉了', 'place=tongdu-middle text=三年级二班_吊扇松动,快掉了'],
    ['白鹭滩水库 没有护栏 重大', 'level=重大 place=heron text=没有护栏'],
    ['食堂 电线老化', 'text=食堂_电线老化 ?place'],
    ['桐渡中学', 'place=tongdu-middle ?text'],
    [
      '学校：三合镇中心小学 隐患：围墙开裂，长约3米 等级：一般',
      'level=一般 place=sanhe-centre text=围墙开裂，长约3米',
    ],
    ['桐渡中学 围墙 1.5米 裂缝', 'place=tongdu-middle text=围墙_1.5米_裂缝'],
    ['桐渡中学 3人间宿舍 插座松', 'place=tongdu-middle text=3人间宿舍_插座松'],
    ['我校 食堂 后门锁坏', 'text=食堂_后门锁坏 ?place'],
    ['本镇桐渡中学 我校长办公室漏水', 'place=tongdu-middle text=我校长办公室漏水'],
    ['警示牌倒了在桐渡中学门口', 'place=tongdu-middle text=警示牌倒了_门口'],
    ['食堂 桐渡中学 后门锁坏', 'place=tongdu-middle text=食堂_后门锁坏'],
    ['桐渡柳树湾那边护栏松了', 'place=tongdu-willow text=那边护栏松了'],
    ['柳树湾那边护栏松了', 'text=那边护栏松了 |tongdu-willow|liucha-willow'],
    ['柳树湾水库没有护栏', 'text=柳树湾水库没有护栏 ?place'],
  ])('%s', (line, expected) => {
    expect(render(parseArgs(HAZARD, line, ENV))).toBe(expected);
  });
});

describe('a count', () => {
  it.each([
    ['辍学', 'what=d'],
    ['二次辍学', 'what=r'],
    ['桐渡镇', 'place=tongdu'],
    ['隐患 桐渡镇 本月', 'place=tongdu what=h when=2026-11-01..2026-11-30'],
    ['辍学 9-1..11-24', 'what=d when=2026-09-01..2026-11-24'],
    ['辍学 9.1-11.24', 'what=d when=2026-09-01..2026-11-24'],
    ['辍学 9月1日到11月24日', 'what=d when=2026-09-01..2026-11-24'],
    ['辍学 9月1日至今', 'what=d when=2026-09-01..2026-11-24'],
    ['辍学 11月1日-12日', 'what=d when=2026-11-01..2026-11-12'],
    ['辍学 12-1..1-15', 'what=d when=2025-12-01..2026-01-15'],
    ['辍学 2026-09-01～2026-09-30', 'what=d when=2026-09-01..2026-09-30'],
    ['辍学 2025-12-01至2026-01-15', 'what=d when=2025-12-01..2026-01-15'],
    ['本周辍学', 'what=d when=2026-11-23..2026-11-29'],
    ['上周 辍学', 'what=d when=2026-11-16..2026-11-22'],
    ['辍学 上月', 'what=d when=2026-10-01..2026-10-31'],
    ['桐渡镇辍学', 'place=tongdu what=d'],
    ['辍学 三合镇 本学期 第2页', 'place=sanhe what=d when=2026-09-01..2027-01-31 page=2'],
    ['控辍 上学期', 'what=d when=2026-02-15..2026-07-15'],
    ['辍学 9月', 'what=d when=2026-09-01..2026-09-30'],
    ['辍学 九月份', 'what=d when=2026-09-01..2026-09-30'],
    ['辍学 12月', 'what=d when=2025-12-01..2025-12-31'],
    ['辍学 9月-11月', 'what=d when=2026-09-01..2026-11-30'],
    ['疑似辍学 近7天', 'what=d when=2026-11-18..2026-11-24'],
    ['辍学 最近一周', 'what=d when=2026-11-18..2026-11-24'],
    ['辍学 今天', 'what=d when=2026-11-24..2026-11-24'],
    ['辍学 昨天', 'what=d when=2026-11-23..2026-11-23'],
    ['辍学 11月12日', 'what=d when=2026-11-12..2026-11-12'],
    ['辍学 今年', 'what=d when=2026-01-01..2026-12-31'],
    ['辍学 本学年', 'what=d when=2026-09-01..2027-08-31'],
    ['辍学 本季度', 'what=d when=2026-10-01..2026-12-31'],
    ['二次辍学 区外', 'place=outside what=r'],
  ])('%s', (line, expected) => {
    expect(render(parseArgs(COUNT, line, ENV))).toBe(expected);
  });
});

describe('a case number', () => {
  it.each([
    ['k417', 'no=K26-0417-F'],
    ['417', 'no=417'],
    ['0417号', 'no=417'],
    ['K26-0417', 'no=K26-0417-F'],
    ['K26-0417-F', 'no=K26-0417-F'],
    ['k260417f', 'no=K26-0417-F'],
    ['Ｋ２６－０４１７－Ｆ', 'no=K26-0417-F'],
    ['K26—0417—F', 'no=K26-0417-F'],
    ['y1032', 'no=Y26-1032-M'],
    ['编号：y26 1032 转到三中', 'no=Y26-1032-M notes=转到三中'],
    ['K26-0417-G', '?no !case-check'],
    ['26-0417', 'no=26-0417'],
    ['没有编号', 'notes=没有编号 ?no'],
  ])('%s', (line, expected) => {
    expect(render(parseArgs(CASE, line, ENV))).toBe(expected);
  });
});

describe('a bind code', () => {
  const BIND = z.object({ code: arg.code({ labels: ['码'] }) });
  it.each([
    ['482913', 'code=482913'],
    ['482 913', 'code=482913'],
    ['４８２９１３', 'code=482913'],
    ['a7k3', 'code=A7K3'],
    ['48291', '?code'],
  ])('%s', (line, expected) => {
    expect(render(parseArgs(BIND, line, ENV))).toBe(expected);
  });
});

describe('the turn of the year', () => {
  const january = { ...ENV, today: '2027-01-08' };
  it.each([
    ['三合镇 11-12 没来', 'place=sanhe since=2026-11-12'],
    ['三合镇 12月30日起没来', 'place=sanhe since=2026-12-30'],
    ['三合镇 元旦后没来', 'place=sanhe since=2027-01-04'],
    ['三合镇 去年12月1日起没来', 'place=sanhe since=2026-12-01'],
    ['三合镇 28号没来', 'place=sanhe since=2026-12-28'],
    ['三合镇 国庆后没来', 'place=sanhe since=2026-10-08'],
    ['三合镇 两个月没来', 'place=sanhe since=2026-11-08'],
    ['三合镇 上周三没来', 'place=sanhe since=2026-12-30'],
  ])('%s', (line, expected) => {
    expect(readReport(line, january)).toBe(expected);
  });
});

describe('personal data', () => {
  it.each([
    ['三合镇 王小明 男', true],
    ['三合镇 13800138000', true],
    ['三合镇 999999201109100022', true],
    ['三合镇 监护人李某', true],
    ['三合镇 阿依古丽 女', true],
    ['三合镇 二次辍学 八年级 男 厌学', false],
    ['江北办 疑似 初一 女', false],
    ['桐渡中学 10天没来 说去广东了', false],
    ['三合镇 2026-11-12 八年级(2)班', false],
  ])('%s: %s', (line, personal) => {
    expect(parseArgs(REPORT, line, ENV).personal).toBe(personal);
  });

  it('never comes back in the text of a problem', () => {
    for (const line of ['三合镇 999999201109100022', '三合镇 电话 1380013800', '三合镇 身份证：王小明']) {
      const said = parseArgs(REPORT, line, ENV)
        .problems.map((one) => one.text)
        .join('');
      expect(said).not.toMatch(/\d{5}|王小明/);
      expect(said).not.toBe('');
    }
  });
});

describe('any text at all', () => {
  it('is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const schema of [REPORT, HAZARD, COUNT, CASE]) parseArgs(schema, text, ENV);
      }),
    );
  });

  it('is read without an error when it is made of what people type', () => {
    const piece = fc.constantFrom(
      ...[
        '三合镇',
        '桐渡中学',
        '区外',
        '张三',
        '男',
        '八年级',
        '(2)班',
        '10天',
        '没来',
        '11-12',
        '138',
        '姓名',
        ':',
        ' ',
      ],
      ...[
        '，',
        '\n',
        '家长',
        '99999920110910',
        '0021',
        '第2页',
        '2人',
        'k417',
        '上周',
        '三',
        '一',
        '月',
        '日',
        '疑似',
        '/',
        '(',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const parsed = parseArgs(REPORT, pieces.join(''), ENV);
        const { place, ...others } = parsed.values;
        expect(REPORT.safeParse({ ...others, place: place ?? ENV.gazetteer.townships[0] }).success).toBe(
          true,
        );
      }),
    );
  });

  it('of great length is read quickly', () => {
    for (const unit of ['1', '一', '男', '姓名:', '三合镇', '11-', 'a', '(', ' ', '没来', '天', '第']) {
      const started = process.hrtime.bigint();
      parseArgs(REPORT, unit.repeat(20_000), ENV);
      expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1500);
    }
  });
});

describe('rendered values', () => {
  const one = <T>(...values: T[]) => fc.constantFrom(...values);
  const report = fc.record({
    place: one<Place>(...ENV.gazetteer.townships, ...ENV.gazetteer.schools),
    as: one(...Object.keys(REPORTED_AS_WORDS)),
    grade: one('一年级', '六年级', '七年级', '九年级', '高一', '学前班'),
    className: one('1班', '2班', '12班'),
    name: one('王小明', '欧阳测试', '阿木·测试', '李某某'),
    sex: one('男', '女'),
    since: one('2026-11-12', '2026-09-01', '2025-12-31'),
    why: one(...Object.keys(REASON_WORDS).filter((word) => REASON_WORDS[word]?.includes(word))),
    phone: one('13800138000', '09711234567'),
    id: one('999999201109100021', '999999201203150033'),
    order: fc.infiniteStream(fc.nat(1000)),
    gap: one(' ', '，', ', ', '\n', '　', '、', '；'),
  });

  it('are read back the same, in any order and with any marks between', () => {
    fc.assert(
      fc.property(report, ({ order, gap, ...given }) => {
        const { place, grade, className, ...rest } = given;
        const words = [
          place.name,
          `${grade}${className === '1班' && grade === '学前班' ? '' : className}`,
          ...Object.values(rest),
        ];
        const shuffled = words
          .map((word) => ({ word, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ word }) => word);
        const { values } = parseArgs(REPORT, shuffled.join(gap), ENV);
        expect(values).toMatchObject({ ...rest, place });
        expect((values.grade as { grade?: string }).grade).toBe(grade);
      }),
    );
  });
});

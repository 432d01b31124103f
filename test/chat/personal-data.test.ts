import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { personalDataIn } from '../../src/chat/personal-data.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';
import { processorMs } from '../support/lived-time.ts';

const gazetteer = fakeGazetteer();

describe('personal data', () => {
  it.each([
    '999999201109100021',
    '９９９９９９２０１１０９１００２１',
    '999999 20110910 0021',
    '99999920110910002x',
    '999999110910002',
    'G999999201109100021',
    '打13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '电话 0971-1234567',
    '电话：7654321',
    '学生姓名：测试甲',
    '姓名:阿依古丽',
    '姓名 王小明',
    '报辍学 三合镇 王小明 男 八年级',
    '报辍学 三合镇 阿木·测试',
    '学生王小明没来',
    '孩子叫李小龙',
    '王小明同学三天没来了',
    '班里的张三同学',
    '监护人李某某',
    '家长王大山在外打工',
    '母亲李四',
    '八年级 欧阳小明 10天没来',
    '家住枫树村3组12号',
    '住址：枫树村二组',
    '初二 李四 联系不上',
    '报辍学 三合镇 李建民 男',
  ])('%s', (text) => {
    expect(personalDataIn(text, gazetteer)).toBe(true);
    expect(personalDataIn(text)).toBe(true);
  });
});

describe('a name joined to talk of a child', () => {
  it.each([
    '初三2班赵某某已经返校了',
    '赵思雨的妈妈说开春再回来',
    '我们村那个赵小燕又不去了 去年劝回来过的',
    '八年级赵大勇带刀到学校',
    '赵小苗今天第三天了 谁有她家长电话',
    '赵小苗她奶奶住院了没人管',
    '查一下赵雨桐',
    '谁认识赵雨桐',
    '赵雨桐怎么样了',
    '四年级那个赵雨桐到底去哪了',
    '赵小军昨天跟同学打架',
    '七年级的赵明月可能要嫁人了',
    '欧阳小苗也没来上学',
    '赵小苗在浙江打工 家长不接电话',
  ])('%s', (text) => {
    expect(personalDataIn(text, gazetteer)).toBe(true);
  });
});

describe('nothing personal', () => {
  it.each([
    '任务单已经交了 家长都签了',
    '安全员今天到学校检查了',
    '今天消防演练学生全部参加',
    '陈主任今天去家访',
    '各校今天都把学生名单报上来',
    '查一下任务完成情况',
    '查一下灭火器的有效期',
    '谁知道校医的电话',
    '高年级学生也要参加',
    '周三的演练改在周四 家长也来',
    '车队今天都在接学生',
    '温度计已经发到班里了',
    '管理员今天在宿舍',
    '党支部今天去学生家',
    '',
    '收到',
    '/报辍学 三合镇 二次辍学 八年级 男 厌学',
    '报辍学 桐渡中学 初二 男生 10天没来 说去广东了',
    '报隐患 桐渡镇中心小学 食堂 燃气报警器失灵',
    '查 辍学 9-1..11-24',
    '查 桐渡镇 本月',
    '统计 二次辍学 2026-09-01至2026-11-24',
    '个案 K26-0417-F',
    'K26-0417-F',
    '417',
    '绑群 乡镇 桐渡镇 无家长',
    '报辍学 江北办 疑似 初一 女',
    '报辍学 区外 二次辍学',
    '报辍学 三合镇 父亲高血压住院',
    '报辍学 三合镇 和父母去浙江',
    '家长信 612 605',
    '演练 612人 1分58秒',
    '学生厌学',
    '家长外出务工 学生在家',
    '姓名不详',
    '请填写姓名和年级',
    '学校高中部 男生宿舍 护栏松动',
    '初三 同学们都到了',
    '孩子常年在外',
    '20261112 三合镇',
    '报隐患 桐渡中学 女生宿舍 金属架松动',
    '报隐患 桐渡中学 男厕所 石膏板 脱落',
  ])('%s', (text) => {
    expect(personalDataIn(text, gazetteer)).toBe(false);
  });

  it('is decided for any text without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof personalDataIn(text, gazetteer)).toBe('boolean');
      }),
    );
  });

  it('is decided quickly for long texts', () => {
    for (const unit of ['1', '1 ', '家长', '姓名', '住址', '李', '- ']) {
      const work = () => personalDataIn(unit.repeat(10_000), gazetteer);
      expect(processorMs(() => void work())).toBeLessThan(1500);
    }
  });
});

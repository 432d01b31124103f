import { describe, expect, it } from '@jest/globals';
import { soundsLikeReport } from '../../../src/chat/parse/plain-talk.ts';
import { splitReports } from '../../../src/chat/understand/split.ts';

const placeIn = (part: string) => /[一-龥]{2,6}(?:小学|中学|初中|教学点)/.exec(part)?.[0];
const tellsOf = (part: string) => {
  const report = soundsLikeReport(part);
  if (report === undefined) return undefined;
  return report === '报辍学' ? ('children' as const) : ('hazards' as const);
};
const spotsIn = (part: string) =>
  [...part.matchAll(/松林(?:小学|中学)|柏树(?:小学|教学点)/g)].map(({ index }) => index);
const split = (text: string) => splitReports(text, { tellsOf, placeIn, spotsIn });

describe('a message that tells of several', () => {
  it.each<[string, readonly string[]]>([
    [
      '松林小学 五年级 男 厌学\n柏树小学 六年级 女 打工',
      ['松林小学 五年级 男 厌学', '柏树小学 六年级 女 打工'],
    ],
    ['松林小学 三年级 男；柏树小学 四年级 女', ['松林小学 三年级 男', '柏树小学 四年级 女']],
    [
      '报两个，一个是七1班的男生失联，一个是八2班的女生厌学，都两周没来了',
      ['一个是七1班的男生失联 都两周没来了', '一个是八2班的女生厌学 都两周没来了'],
    ],
    [
      '松林小学 围墙裂了，还有厕所灯不亮，还有灭火器过期',
      ['松林小学 围墙裂了', '松林小学 厕所灯不亮', '松林小学 灭火器过期'],
    ],
    [
      '松林中学 七年级 女 厌学 另外还有一个八年级男的',
      ['松林中学 七年级 女 厌学', '松林中学 一个八年级男的'],
    ],
    ['松林小学护栏松动 柏树小学厕所漏水', ['松林小学护栏松动', '柏树小学厕所漏水']],
    [
      '松林小学三年级一个男生和柏树小学五年级一个女生都没来了',
      ['松林小学三年级一个男生 都没来了', '柏树小学五年级一个女生 都没来了'],
    ],
    [
      '1、水房下水慢。2、后门合页脱落。3、监控不亮',
      ['水房下水慢。', '后门合页脱落。', '监控不亮'].map((one) => one.replace('。', '')),
    ],
    ['松林小学五年级有个娃没来 另外厕所灯坏了', ['松林小学五年级有个娃没来', '松林小学 厕所灯坏了']],
  ])('%j is parted, each with its place', (text, parts) => {
    expect(split(text)?.parts?.map((part) => part.text)).toEqual(parts);
  });
  it('a child and a hazard are one of each', () => {
    const parts = split('八3班有个男生没来，另外操场护栏松动')?.parts;
    expect(parts?.map(({ kind }) => kind)).toEqual(['children', 'hazards']);
  });
  it.each([
    '陈小龙、陈小凤都没来上学',
    '松林教学点有三个娃没来报到',
    '老刘家俩孩子都不念了，大的跟车，小的跟奶',
    '双胞胎都不上学了',
    '九1班陈小波跟九2班李小军都没来上学',
    '村东两家 大女读初一 第二家幺儿读四年级 都没上学',
  ])('%j cannot be parted, and is known to be several', (text) => {
    expect(split(text)).toEqual({ kind: 'children' });
  });
  it.each([
    '松林小学五年级有个男娃三天没来了，他爸妈在外面打工',
    '食堂地面湿滑，昨天有学生摔了一跤',
    '今天去家访了，还有就是他奶奶病了',
    '报到应到120人，实到118人',
    '另外那个事我晚点说',
    '松林小学到柏树小学的路上护栏松动',
    '七2班陈小龙没来上学，监护人陈大山、王小花',
  ])('%j is one thing, or none', (text) => {
    expect(split(text)?.parts).toBeUndefined();
    expect(split(text)).toBeUndefined();
  });
});

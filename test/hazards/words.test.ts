import { describe, expect, it } from '@jest/globals';
import { categoryOf } from '../../src/hazards/categories.ts';
import { createCriteria } from '../../src/hazards/load-criteria.ts';
import { touchedCriterion } from '../../src/hazards/major-criteria.ts';
import { sensitiveHazard } from '../../src/hazards/sensitive.ts';
import { isSimilar } from '../../src/hazards/similar.ts';

describe('sensitiveHazard', () => {
  it.each([
    ['六年级某某带刀', '涉生'],
    ['有学生带刀 进校', '涉生'],
    ['八(2)班有人打架', '涉生'],
    ['校园欺凌，厕所里', '欺凌'],
    ['有孩子自残', '心理'],
    ['疑似性侵', '侵害'],
    ['网络诈骗', '网络'],
    ['食堂 燃气报警器失灵', undefined],
    ['心理咨询室门锁坏了', undefined],
    ['网络机房电线老化', undefined],
    ['学生宿舍楼梯灯不亮', undefined],
    ['三年级教室吊扇松动', undefined],
    ['', undefined],
  ])('%p is %p', (description, topic) => {
    expect(sensitiveHazard(description)).toBe(topic);
  });
});

describe('touchedCriterion', () => {
  const criteria = createCriteria('templates/criteria', async () => 'no-such-edition');

  it('has criteria in each of the eight areas of the guide', async () => {
    const edition = await criteria.current();
    expect(new Set(edition.criteria.map(({ area }) => area)).size).toBe(8);
  });

  it.each([
    ['学生宿舍设在地下室', '宿舍或幼儿用房设在地下、半地下'],
    ['幼儿园活动室在四楼', '幼儿用房设在四层及以上'],
    ['宿舍楼烟感报警器 失灵', '火灾报警、喷淋、消火栓缺失或失灵'],
    ['教学楼消火栓没水', '火灾报警、喷淋、消火栓缺失或失灵'],
    ['走廊未安装喷淋', '火灾报警、喷淋、消火栓缺失或失灵'],
    ['活动板房用的泡沫彩钢', '人员密集场所使用易燃可燃材料或非A级夹芯板'],
    ['没有消防安全责任制', '未建立消防安全责任制'],
    ['D级危房还在上课', 'D级危房仍在使用'],
    ['厨房煤气漏气', '燃气管道、瓶组泄漏或违规存放仍在使用'],
    ['校车超员', '校车超员或带病上路'],
    ['锅炉超期未检', '锅炉、电梯、压力容器未登记、未检验或检验不合格仍在使用'],
    ['食堂 燃气报警器失灵', undefined],
    ['围墙开裂', undefined],
    ['地下室积水', undefined],
    ['四楼窗户护栏松动', undefined],
  ])('%p touches %p', async (description, criterion) => {
    expect(touchedCriterion(description, await criteria.current())?.text).toBe(criterion);
  });
});

describe('isSimilar', () => {
  it.each([
    ['食堂 燃气报警器失灵', '食堂燃气报警器失灵了', true],
    ['食堂燃气报警器失灵', '食堂的燃气报警器坏了', true],
    ['围墙开裂', '东侧围墙开裂，约两米', true],
    ['围墙开裂', '食堂燃气报警器失灵', false],
    ['楼梯扶手松动', '操场篮球架松动', false],
    ['', '围墙开裂', false],
    ['！！', '？？', false],
    ['墙', '墙', true],
    ['墙', '门', false],
  ])('%p and %p: %p', (one, other, alike) => {
    expect(isSimilar(one, other)).toBe(alike);
    expect(isSimilar(other, one)).toBe(alike);
  });
});

describe('categoryOf', () => {
  it.each([
    ['食堂 燃气报警器失灵', '食品安全'],
    ['三楼消火栓没水', '校园消防'],
    ['围墙有裂缝', '校舍安全'],
    ['实验室药品柜没锁', '实验实训'],
    ['校车超员', '校车校园交通'],
    ['二楼栏杆松动', '预防拥挤踩踏'],
    ['锅炉超期未检', '特种设备'],
    ['教室电线裸露', '水电气热'],
    ['校门口流动摊贩', '周边'],
    ['水库没有警示牌', '水域'],
    ['有学生被霸凌', '欺凌'],
    ['有孩子想自残', '心理'],
    ['有人网暴同学', '网络'],
    ['篮球架松动', '其他'],
  ])('%p is %p', (description, category) => {
    expect(categoryOf(description)).toBe(category);
  });

  it('follows the place and the form where they say it', () => {
    expect(categoryOf('绳断了', { place: 'water' })).toBe('水域');
    expect(categoryOf('门坏了', { form: '食堂' })).toBe('食品安全');
  });
});

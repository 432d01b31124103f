import { describe, expect, it } from '@jest/globals';
import { emergencyIn } from '../../src/chat/emergency.ts';
import { confidentialIn, kindOf } from '../../src/incidents/kind-of.ts';

describe('the kind of an emergency', () => {
  it.each([
    ['教学楼着火了', 'fire'],
    ['锅炉房爆炸了', 'fire'],
    ['宿舍冒浓烟', 'fire'],
    ['有学生溺水了', 'water'],
    ['孩子掉进水库了', 'water'],
    ['学生食物中毒送医', 'poison'],
    ['食堂燃气泄漏', 'poison'],
    ['孩子误喝了农药', 'poison'],
    ['有人持刀闯进学校', 'violence'],
    ['学生被砍伤了', 'violence'],
    ['校车侧翻了', 'traffic'],
    ['学生被车撞了', 'traffic'],
    ['教室塌了 压住学生', 'disaster'],
    ['学生坠楼', 'injury'],
    ['有学生晕倒了', 'injury'],
    ['孩子不见了', 'missing'],
    ['救命', 'other'],
    ['老师猥亵学生', 'harm'],
    ['有女生被性侵', 'harm'],
    ['孩子被继父虐待', 'harm'],
    ['学生被老师摸了下体', 'harm'],
    ['性骚扰女生', 'harm'],
    ['学生要跳楼', 'self-harm'],
    ['学生割腕了', 'self-harm'],
    ['孩子喝农药了', 'self-harm'],
    ['他说不想活了', 'self-harm'],
    ['写了遗书', 'self-harm'],
    // What is for one person alone wins over what is beside it.
    ['宿舍着火了，还有女生被性侵', 'harm'],
  ])('of %s is %s', (words, kind) => {
    expect(kindOf(emergencyIn(words)?.phrases ?? [])).toBe(kind);
    expect(emergencyIn(words)).toBeDefined();
  });

  it('speaks of lessons about it as no harm at all', () => {
    for (const words of ['防性侵教育讲座', '预防自杀培训', '防虐待宣传'])
      expect(emergencyIn(words)).toBeUndefined();
  });

  it.each([
    ['体罚学生', 'harm'],
    ['班主任猥亵女生', 'harm'],
    ['有学生自残', 'self-harm'],
    ['楼顶护栏过低 有轻生风险', undefined],
    ['没有防性侵宣传栏', undefined],
    ['心理咨询室没有开', undefined],
    ['食堂 燃气报警器失灵', undefined],
  ])('a hazard of the words %s is for one person alone: %s', (words, kind) => {
    expect(confidentialIn(words)).toBe(kind);
  });
});

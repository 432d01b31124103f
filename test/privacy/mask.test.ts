import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskName, maskPhone } from '../../src/privacy/mask.ts';

describe('maskName', () => {
  it.each([
    ['', ''],
    ['张', '*'],
    ['张三', '张*'],
    ['张小三', '张*三'],
    ['欧阳小三', '欧阳*三'],
    ['测试测试', '测**试'],
    ['张三李四王', '张****'],
    ['阿木·测试', '阿*·**'],
    ['阿木•测试·甲', '阿*·**·*'],
    ['阿·木', '阿·*'],
    ['测··', '***'],
    ['Zhang San', 'Z********'],
    [' 张三 ', '张*'],
    ['𠮷野家', '𠮷*家'],
  ])('%p is shown as %p', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('never shows a whole name', () => {
    const han = fc.string({ unit: fc.constantFrom(...'测试甲乙欧阳阿木·'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(han, (name) => {
        fc.pre(!/^·+$/.test(name));
        expect(maskName(name)).toContain('*');
      }),
    );
  });
});

describe('maskPhone', () => {
  it.each([
    ['13800001234', '138****1234'],
    ['138 0000 1234', '138****1234'],
    ['+86 138-0000-1234', '138****1234'],
    ['0915-1234567', '****67'],
    ['110', '****'],
    ['', '****'],
  ])('%p is shown as %p', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });
});

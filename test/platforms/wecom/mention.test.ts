import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { botNames, stripMentions } from '../../../src/platforms/wecom/mention.ts';

const NAMES = botNames('校园哨兵, Robot A，@RobotA');

describe('botNames', () => {
  it('are separated by commas of either width, longest first', () => {
    expect(NAMES).toEqual(['Robot A', 'RobotA', '校园哨兵']);
    expect(botNames(undefined)).toEqual([]);
    expect(botNames(' , ')).toEqual([]);
  });
});

describe('with a configured name', () => {
  it.each([
    ['@校园哨兵 查 辍学', '查 辍学'],
    ['@校园哨兵  查 辍学', '查 辍学'],
    ['@校园哨兵\u2005查 辍学', '查 辍学'],
    ['@校园哨兵\u00a0查 辍学', '查 辍学'],
    ['＠校园哨兵 查 辍学', '查 辍学'],
    ['@校园哨兵查 辍学', '查 辍学'],
    ['@校园哨兵\n报隐患\n食堂 漏气', '报隐患\n食堂 漏气'],
    ['@校园哨兵，查 辍学', '，查 辍学'],
    ['@校园哨兵', ''],
    ['  @校园哨兵  ', ''],
    ['查 辍学 @校园哨兵', '查 辍学'],
    ['查 @校园哨兵 辍学', '查 辍学'],
    ['请@校园哨兵查一下', '请 查一下'],
    ['@校园哨兵 @校园哨兵 查', '查'],
    ['@robota /list', '/list'],
    ['@RobotA/list', '/list'],
    ['@Robot A /list', '/list'],
    ['@Robot  A\u2005／list', '／list'],
    ['@Zhang San @RobotA /list', '/list'],
    ['@Zhang San @RobotA 查 辍学', '查 辍学'],
    ['@张三 @李四 @校园哨兵 查 辍学', '查 辍学'],
    ['@校园哨兵 @张三 查 辍学', '查 辍学'],
    ['@张三 查 辍学 @校园哨兵', '查 辍学'],
    ['@校园哨兵 @Zhang San /list', '/list'],
    ['yes @RobotA', 'yes'],
    ['@校园哨兵 报隐患 三楼 责任人 @张三', '报隐患 三楼 责任人 @张三'],
    ['@校园哨兵 报隐患 桐渡中学 /食堂 漏气', '报隐患 桐渡中学 /食堂 漏气'],
    ['@校园哨兵 联系 li@example.cn', '联系 li@example.cn'],
    ['联系 li@RobotA.example.cn', '联系 li@RobotA.example.cn'],
    ['联系 li@robota', '联系 li@robota'],
    ['@校园哨兵 K26-0417-F', 'K26-0417-F'],
    ['K26-0417-F 销号', 'K26-0417-F 销号'],
    ['', ''],
  ])('%j says %j', (text, said) => {
    expect(stripMentions(text, NAMES, true)).toBe(said);
  });

  it.each(['@RobotAB', '@RobotA.example.cn', '@校园哨兵·只发不收'])('%s is somebody else', (other) => {
    expect(stripMentions(`查 ${other} 辍学`, NAMES, true)).toBe(`查 ${other} 辍学`);
  });

  it('a name may hold marks that mean something in patterns', () => {
    expect(stripMentions('@A+B (c) [d] 查', botNames('A+B (c) [d]'), true)).toBe('查');
  });
});

describe('without a configured name', () => {
  it.each([
    ['@Any Robot /list', '/list'],
    ['@Any Robot ／查 辍学', '／查 辍学'],
    ['@Zhang San @Any Robot /list a /b', '/list a /b'],
    ['@校园哨兵 查 辍学', '查 辍学'],
    ['＠校园哨兵\u2005查 辍学', '查 辍学'],
    ['@张三 @校园哨兵 查 辍学', '查 辍学'],
    ['@校园哨兵', ''],
    ['@校园哨兵\n查 辍学', '查 辍学'],
    ['/list', '/list'],
    ['/list @校园哨兵', '/list'],
    ['查 辍学 @校园哨兵', '查 辍学'],
    ['报隐患 责任人 @张三 @校园哨兵', '报隐患 责任人 @张三 @校园哨兵'],
    ['联系 li@example.cn', '联系 li@example.cn'],
    ['报隐患 11/12 三楼', '报隐患 11/12 三楼'],
    ['@校园哨兵 报隐患 见 https://example.cn/a', '报隐患 见 https://example.cn/a'],
    ['@校园哨兵 报隐患 三楼 / 四楼', '报隐患 三楼 / 四楼'],
  ])('%j says %j', (text, said) => {
    expect(stripMentions(text, [], true)).toBe(said);
  });

  it('in a single chat an @ at the end is left alone', () => {
    expect(stripMentions('报隐患 责任人 @张三', [], false)).toBe('报隐患 责任人 @张三');
  });
});

describe('any text', () => {
  it('is stripped without accident, and not of words without @', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (text, inGroup) => {
        const said = stripMentions(text, NAMES, inGroup);
        if (!/[@＠]/.test(text)) expect(said).toBe(text.trim());
      }),
    );
  });

  it.each([' ', '@', '@a ', '＠ ', '\n', '/', '@RobotA '])(
    'of many %j takes no long time',
    (part) => {
      const text = part.repeat(60_000);
      expect(stripMentions(text, NAMES, true).length).toBeLessThanOrEqual(text.length);
      expect(stripMentions(`x${text}x`, [], true).length).toBeLessThanOrEqual(text.length + 2);
    },
    3_000,
  );
});

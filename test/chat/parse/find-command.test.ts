import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findCommand } from '../../../src/chat/parse/find-command.ts';

const ALL = [
  { name: '报辍学', aliases: ['辍学', 'dropout'] },
  { name: '报隐患', aliases: ['隐患', 'hazard'] },
  { name: '查', aliases: ['统计', '查询', 'count'] },
  { name: '绑定', aliases: ['认证', 'bind'] },
  { name: '绑群', aliases: ['登记群', 'bindgroup'] },
  { name: '个案', aliases: ['案件', 'case'] },
  { name: '撤回', aliases: ['撤销', 'withdraw'] },
  { name: '帮助', aliases: ['菜单', 'help'] },
];

describe('findCommand', () => {
  it.each([
    ['报辍学', '报辍学'],
    ['辍学', '报辍学'],
    ['Dropout', '报辍学'],
    ['ＨＥＬＰ', '帮助'],
    ['bcx', '报辍学'],
    ['BYH', '报隐患'],
    ['tj', '查'],
    ['bz', '帮助'],
    ['绑群', '绑群'],
  ])('%s is %s', (word, name) => {
    expect(findCommand(ALL, word)).toMatchObject({ exact: { name } });
  });

  it.each([
    ['报缀学', '报辍学'],
    ['报错学', '报辍学'],
    ['报绰学', '报辍学'],
    ['报引患', '报隐患'],
    ['报隐换', '报隐患'],
    ['baochuoxue', '报辍学'],
    ['dropuot', '报辍学'],
    ['hlep', '帮助'],
    ['帮组', '帮助'],
    ['统记', '查'],
    ['帮定', '绑定'],
    ['撤消', '撤回'],
    ['辍学报', '报辍学'],
    ['报', '报辍学'],
  ])('%s may be %s', (word, name) => {
    const found = findCommand(ALL, word);
    expect('suggestions' in found && found.suggestions[0]?.name).toBe(name);
  });

  it('suggests nothing for other words', () => {
    for (const word of ['天气', '谢谢', '收到', '学校', '好的', 'xyz', '', '1']) {
      expect(findCommand(ALL, word)).toEqual({ suggestions: [], near: false });
    }
  });

  it('suggests three at most and does not choose between equal initials', () => {
    const all = ['报辍学', '报车祸', '补采信', '必出席'].map((name) => ({ name, aliases: [] }));
    const found = findCommand(all, 'bcx');
    expect('suggestions' in found && found.suggestions.map((one) => one.name)).toEqual([
      '报辍学',
      '补采信',
      '必出席',
    ]);
  });

  it('reads any word without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (word) => {
        const found = findCommand(ALL, word);
        expect('exact' in found || found.suggestions.length <= 3).toBe(true);
      }),
    );
  });
});

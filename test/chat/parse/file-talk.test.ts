import { describe, expect, it } from '@jest/globals';
import { eachAhead, fileTalk, LAST_SPOKEN } from '../../../src/chat/parse/file-talk.ts';

const visit = { name: '劝返', spoken: /家访了|打不通|没人接/ };
const back = { name: '复学', spoken: /回来了|返校了/ };
const recognise = { name: '认定', spoken: /同意认定|休学/ };
const COMMANDS: readonly { readonly name: string; readonly spoken?: RegExp }[] = [
  visit,
  back,
  recognise,
  { name: '查' },
];

const read = (text: string, quote?: string) => {
  const talk = fileTalk(COMMANDS, text, quote);
  return talk && [talk.commands.map(({ name }) => name).join('/'), ...talk.rests];
};

describe('what was done about a file, said beside its number', () => {
  it.each([
    ['417家访了 奶奶说周一来', ['劝返', '417 家访了 奶奶说周一来']],
    ['417打不通', ['劝返', '417 打不通']],
    ['４１７号 没人接', ['劝返', '417 没人接']],
    ['5号打不通', ['劝返', '5 打不通']],
    ['回来了 417', ['复学', '417 回来了']],
    ['返校了417。', ['复学', '417 返校了']],
    ['同意认定417 418', ['认定', '417 同意认定', '418 同意认定']],
    ['417、418、419同意认定', ['认定', '417 同意认定', '418 同意认定', '419 同意认定']],
    ['同意认定001 原因家庭', ['认定', '001 同意认定 原因家庭']],
    ['同意认定417 418 原因家庭', ['认定', '417 同意认定 原因家庭', '418 同意认定 原因家庭']],
    ['打不通417 明天再去', ['劝返', '417 打不通 明天再去']],
    ['家访了0012，奶奶在家', ['劝返', '0012 家访了 ,奶奶在家']],
    ['那孩子返校了 417号 在八2班', ['复学', '417 那孩子返校了 在八2班']],
    ['417休学 到明年9月', ['认定', '417 休学 到明年9月']],
    ['K26-0417-F 家访了', ['劝返', 'K26-0417-F 家访了']],
    ['k417家访了', ['劝返', 'k417 家访了']],
    ['那个孩子回来了', ['复学', `${LAST_SPOKEN} 回来了`]],
    ['那个孩子回来了 在802', ['复学', `${LAST_SPOKEN} 回来了 在802`]],
    ['刚才那个娃打不通', ['劝返', `${LAST_SPOKEN} 打不通`]],
    ['417家访了 回来了', ['劝返/复学', '417 家访了 回来了']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    '3个娃回来了',
    '12人回来了',
    '家访了 120 户 都好',
    '打不通 13800001111 换了号',
    '休学 2027 年秋季再来',
    '2026年11月12日家访了',
    '11月12日 家访了',
    '家访了86户',
    '今天家访了',
    '417',
    '417怎么样',
    '应到612实到608回来了',
  ])('%s is no talk about a file', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('is said about the file of a quoted receipt', () => {
    expect(read('家访了，奶奶说周一来', '已登记 K26-0417-F（桐渡镇）')).toEqual([
      '劝返',
      'K26-0417-F 家访了,奶奶说周一来',
    ]);
  });
});

describe('several numbers behind a command', () => {
  it.each([
    ['417 418 已核', ['417 已核', '418 已核']],
    ['417、418、419', ['417', '418', '419']],
    ['K26-0417-F K26-0400-Q 不计入 休学', ['K26-0417-F 不计入 休学', 'K26-0400-Q 不计入 休学']],
    ['417 已核', undefined],
    ['K26-0417-F 依据 K26-0400-Q 的材料', undefined],
    ['417 12月20日前', undefined],
    ['417 802 随班就读', ['417 随班就读', '802 随班就读']],
  ])('%s', (rest, expected) => {
    expect(eachAhead(rest)).toEqual(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import { acceptsOffer, declinesOffer } from '../../../src/chat/parse/yes-no.ts';

describe('an answer to what was offered', () => {
  it.each(
    '是 是的 对 对的。 嗯嗯 好的 行嘞，你给登上 要登记 帮我登记 登吧 可以 要得 就是这个意思 ok 确认 嗯，帮我登记一下 没错 就这么报 照这个登 对头'.split(
      ' ',
    ),
  )('%s is a yes', (said) => {
    expect([acceptsOffer(said), declinesOffer(said)]).toEqual([true, false]);
  });
  it.each([
    '不是',
    '算了',
    '不登 我先问问家长',
    '莫登莫登 搞错人了',
    '取消吧',
    '不用了',
    '先不报',
    '不是我要报 我就说说',
    '不 我先问一下',
    '拉倒吧 不弄了',
    '随便问问的',
  ])('%s is a no', (said) => {
    expect([acceptsOffer(said), declinesOffer(said)]).toEqual([false, true]);
  });
  it.each(['食堂漏水', '是谁报的', '对面学校', '好多娃没来', '报隐患', '0', '2', '登记了几个', '你好'])(
    '%s is neither',
    (said) => {
      expect([acceptsOffer(said), declinesOffer(said)]).toEqual([false, false]);
    },
  );
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutToFit, render, renderPlain } from '../../../src/platforms/wecom/render.ts';
import { robot } from './setup.ts';

describe('render', () => {
  it.each([
    ['一行', '一行'],
    ['合计 189\n三合镇 8', '合计 189  \n三合镇 8'],
    ['一\r\n二', '一  \n二'],
    ['一  \n二', '一  \n二'],
    ['一\n\n二', '一\n\n二'],
    ['一\n- 二\n- 三\n四', '一\n- 二\n- 三\n\n四'],
    ['> 一\n> 二\n三', '> 一  \n> 二\n\n三'],
    ['一\n> 二', '一\n> 二'],
    ['**合计** 1\n二', '**合计** 1  \n二'],
    ['', ''],
    ['<think>藏</think>', '＜think>藏＜/think>'],
    ['<@zhangsan> <font color="info">', '＜@zhangsan> ＜font color="info">'],
    ['少于5 <5 人', '少于5 <5 人'],
  ])('%j', (text, rendered) => {
    expect(render(text)).toBe(rendered);
  });

  it('keeps every line and its order', () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\s<]/gu, '').trim());
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const shown = render(lines.join('\n'))
          .split('\n')
          .map((shownLine) => shownLine.trim());
        expect(shown.filter((l) => l !== '')).toEqual(lines.filter((l) => l !== ''));
      }),
    );
  });

  it('is what the surface measures', () => {
    const { surface } = robot().platform;
    expect(surface.measure('一\n二')).toBe(3 + 3 + 3);
    expect(surface.replyBytes).toBeLessThan(20_480);
  });
});

describe('renderPlain', () => {
  it('takes the marks away', () => {
    expect(renderPlain('**您好** 1\n> 引用\n- 项')).toBe('您好 1\n引用\n- 项');
  });
});

describe('cutToFit', () => {
  it.each([
    ['一\n二', 100, '一\n二'],
    ['一\n二', 6, '一'],
    ['一二三', 7, '一二'],
  ])('%j in %d bytes is %j', (text, bytes, cut) => {
    expect(cutToFit(text, bytes)).toBe(cut);
  });
});

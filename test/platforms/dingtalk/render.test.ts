import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { measure, messageOf, renderMarkdown } from '../../../src/platforms/dingtalk/render.ts';
import { shownText } from '../../support/dingtalk-client.ts';

describe('renderMarkdown', () => {
  it.each([
    ['one line', '查不到', '查不到'],
    ['plain lines get hard breaks', '合计 3\n安岭镇 1\n三合镇 2', '合计 3  \n安岭镇 1  \n三合镇 2'],
    ['list items stay together', '- a\n- b', '- a\n- b'],
    ['numbered choices stay together', '1. 甲\n2. 乙', '1. 甲\n2. 乙'],
    ['a list does not swallow what follows', '请选：\n- a\n回复 1', '请选：\n\n- a\n\n回复 1'],
    ['quotes break inside', '> a\n> b\nc', '> a  \n> b\n\nc'],
    ['headings stand alone', '# a\n# b\nc', '# a\n\n# b\n\nc'],
    ['blank lines are one paragraph break', 'a\n\n\n  \nb', 'a\n\nb'],
    ['ends are trimmed', '\n a  \n\n', 'a'],
  ])('%s', (_name, text, expected) => {
    expect(renderMarkdown(text)).toBe(expected);
  });

  it('shows every line it was given', () => {
    const line = fc.stringMatching(/^(- |> |1\. )?[a-z镇0-9]{1,9}$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const shown = shownText(JSON.stringify(messageOf(lines.join('\n'))));
        expect(shown.split('\n')).toEqual(lines);
      }),
    );
  });
});

describe('messageOf', () => {
  it('tells nothing in its title', () => {
    expect(messageOf('王小明 13800138000').markdown.title).toBe('校园哨兵');
  });
});

describe('measure', () => {
  it('counts UTF-8 bytes as they stand in JSON, breaks included', () => {
    expect(measure('镇')).toBe(3);
    expect(measure('a\nb')).toBe('a  \\nb'.length);
    expect(measure('"')).toBe(2);
  });
});
